"""member.py: names in a container are told apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimapp.stages.intake.member import MAX_FILE_BYTES, MAX_PHOTO_PIXELS, named_once


def test_a_name_that_is_taken_gets_a_number_before_its_ending() -> None:
    taken: set[str] = set()
    assert [named_once(name, taken) for name in ("a.jpg", "a.jpg", "a.jpg", "x.y/b", "x.y/b", ".b", ".b", "c.d.e",
                                                 "c.d.e", "n", "n")] == [
        "a.jpg", "a-2.jpg", "a-3.jpg", "x.y/b", "x.y/b-2", ".b", ".b-2", "c.d.e", "c.d-2.e", "n", "n-2",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=6), max_size=8))
def test_names_are_never_the_same(names: list[str]) -> None:
    taken: set[str] = set()
    assert len({named_once(name, taken) for name in names}) == len(names)


def test_the_largest_photo_fits_into_the_largest_file() -> None:
    assert MAX_FILE_BYTES >= 3 * MAX_PHOTO_PIXELS
