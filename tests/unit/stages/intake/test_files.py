"""files.py: which files of a folder are photos, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.errors import UsageProblem
from claimapp.stages.intake import files
from claimapp.stages.intake.files import PHOTO_ENDINGS, holds_an_assessment, list_photo_files


def _make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def _listed(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in list_photo_files(folder)]


def test_endings_are_those_of_the_contract() -> None:
    assert {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff"} == PHOTO_ENDINGS


def test_photos_of_all_subfolders_are_listed_in_any_case_and_other_files_are_not(tmp_path: Path) -> None:
    _make(tmp_path, "a.JPG", "b.jpeg", "c.Png", "d.webp", "e.heic", "f.HEIF", "g.tif", "sub/deep/h.tiff")
    _make(tmp_path, "claim.toml", "notes.txt", "film.mp4", "jpg", "photo.jpg.part")
    assert _listed(tmp_path) == [
        "a.JPG", "b.jpeg", "c.Png", "d.webp", "e.heic", "f.HEIF", "g.tif", "sub/deep/h.tiff",
    ]  # fmt: skip


def test_photos_are_in_the_order_a_person_counts(tmp_path: Path) -> None:
    _make(tmp_path, "img10.jpg", "IMG2.jpg", "img1.jpg", "12.jpg", "3.jpg", "b/1.jpg", "a/2.jpg")
    assert _listed(tmp_path) == ["3.jpg", "12.jpg", "a/2.jpg", "b/1.jpg", "img1.jpg", "IMG2.jpg", "img10.jpg"]


def test_names_that_count_the_same_have_one_order_on_every_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(tmp_path, "1.jpg", "01.jpg", "A.jpg", "a.jpg")
    there = sorted(tmp_path.iterdir())
    for order in (there, there[::-1]):
        monkeypatch.setattr(Path, "iterdir", lambda self, order=order: iter(order))
        assert _listed(tmp_path) == ["01.jpg", "1.jpg", "A.jpg", "a.jpg"]


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_names_can_be_ordered(one: str, other: str) -> None:
    # Characters such as a raised 2 are digits to Python, but no number.
    assert (files._as_counted(one) == files._as_counted(other)) == (one == other)
    assert (files._as_counted(one) < files._as_counted(other)) != (files._as_counted(other) <= files._as_counted(one))


def test_a_raised_digit_in_a_name_is_no_number(tmp_path: Path) -> None:
    _make(tmp_path, "1²3.jpg", "٣.jpg")
    assert len(_listed(tmp_path)) == 2


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    _make(tmp_path, "._IMG_1.jpg", ".trash/a.jpg", "b.jpg")
    assert _listed(tmp_path) == ["b.jpg"]


def test_drawn_photos_of_an_earlier_run_are_no_photos_of_the_claim(tmp_path: Path) -> None:
    _make(tmp_path, "a.jpg", "out/assessment.json", "out/photos/p1.jpg")
    assert _listed(tmp_path) == ["a.jpg"]
    assert holds_an_assessment(tmp_path / "out")
    assert not holds_an_assessment(tmp_path)


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    _make(tmp_path, "claim/a.jpg", "elsewhere/b.jpg")
    (tmp_path / "claim" / "more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "claim" / "round").symlink_to(tmp_path / "claim")
    assert _listed(tmp_path / "claim") == ["a.jpg"]


def test_a_folder_without_photos_gives_an_empty_list(tmp_path: Path) -> None:
    assert list_photo_files(tmp_path) == ()


@pytest.mark.parametrize("name", ["a.jpg", "not there"])
def test_what_is_no_folder_is_a_usage_problem(tmp_path: Path, name: str) -> None:
    _make(tmp_path, "a.jpg")
    with pytest.raises(UsageProblem, match="not a folder") as caught:
        list_photo_files(tmp_path / name)
    assert caught.value.where == str(tmp_path / name)


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(UsageProblem, match="permission denied") as caught:
        list_photo_files(tmp_path)
    assert caught.value.where == str(tmp_path)
