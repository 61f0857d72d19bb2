"""The cut of a val split."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimapp.training.val_halves import ValHalf, half_of, in_held_back_fifth


@given(st.integers(0, 9999), st.integers(0, 99999), st.integers(0, 99999))
def test_photos_of_one_claim_stay_together(claim: int, one: int, other: int) -> None:
    assert half_of(f"c{claim:04}_{one:05}") is half_of(f"c{claim:04}_{other:05}")


def test_copies_of_one_photo_stay_together() -> None:
    assert half_of("0003_JPEG_jpg.rf.3ce3509f") is half_of("0003_JPEG_jpg.rf.99aa")


def test_the_cut_is_the_same_for_ever() -> None:
    """Written down once: figures of different versions are comparable only while this holds."""
    assert {stem: half_of(stem).value for stem in ("c0221_03459", "c0222_03475", "mixed10_1030", "mixed10_1031")} == {
        "c0221_03459": "report",
        "c0222_03475": "report",
        "mixed10_1030": "choose",
        "mixed10_1031": "choose",
    }


def test_both_halves_are_about_as_large() -> None:
    chosen = sum(half_of(f"photo_{number}") is ValHalf.CHOOSE for number in range(2000))
    assert 900 < chosen < 1100


@given(st.integers(0, 9999), st.integers(0, 99999), st.integers(0, 99999))
def test_photos_of_one_claim_are_held_back_together(claim: int, one: int, other: int) -> None:
    assert in_held_back_fifth(f"c{claim:04}_{one:05}") is in_held_back_fifth(f"c{claim:04}_{other:05}")


def test_about_a_fifth_is_held_back_of_either_half() -> None:
    """The two cuts know nothing of each other."""
    for half in ValHalf:
        stems = [f"photo_{number}" for number in range(4000) if half_of(f"photo_{number}") is half]
        assert 0.17 < sum(map(in_held_back_fifth, stems)) / len(stems) < 0.23
