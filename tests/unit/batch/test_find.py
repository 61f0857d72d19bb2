"""find.py: which folders are claims, and that none is lost or found twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.batch.find import ClaimFolder, find_claims, loose_photos
from claimapp.errors import UsageProblem


def _make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")


def _names(folder: Path, leave_out: Path | None = None) -> list[str]:
    return [claim.name for claim in find_claims(folder, leave_out=leave_out)]


def test_folders_with_photos_or_a_claim_file_are_claims_by_name(tmp_path: Path) -> None:
    _make(tmp_path, "b/1.JPG", "a/claim.toml", "c/x.heic", "readme.txt")
    assert _names(tmp_path) == ["a", "b", "c"]
    assert find_claims(tmp_path)[1] == ClaimFolder("b", tmp_path / "b")


def test_subfolders_of_a_claim_belong_to_it(tmp_path: Path) -> None:
    _make(tmp_path, "a/claim.toml", "a/photos/1.jpg", "a/more/2.jpg")
    assert _names(tmp_path) == ["a"]


def test_folders_between_are_searched_and_named_with_forward_slashes(tmp_path: Path) -> None:
    _make(tmp_path, "2026/oct/c1/1.jpg", "2026/oct/c2/1.jpg", "2026/nov/c1/claim.toml")
    assert _names(tmp_path) == ["2026/nov/c1", "2026/oct/c1", "2026/oct/c2"]


def test_an_empty_folder_is_a_claim_so_that_it_is_reported_and_not_lost(tmp_path: Path) -> None:
    _make(tmp_path, "a/1.jpg", "empty/", "only notes/notes.txt", "only hidden/.git/config")
    assert _names(tmp_path) == ["a", "empty", "only hidden", "only notes"]


@pytest.mark.parametrize("files", [("1.jpg", "notes/letter.txt"), ("claim.toml", "details/2.jpg")])
def test_a_folder_that_is_itself_a_claim_is_the_one_claim(tmp_path: Path, files: tuple[str, ...]) -> None:
    folder = tmp_path / "CLM 7"
    _make(folder, *files)
    assert find_claims(folder) == (ClaimFolder("CLM 7", folder),)
    assert loose_photos(folder) == ()


def test_a_stray_photo_beside_claim_folders_does_not_make_them_one_claim_and_is_named(tmp_path: Path) -> None:
    _make(tmp_path, "stray.jpg", "a/1.jpg", "b/2.jpg")
    assert _names(tmp_path) == ["a", "b"]
    assert loose_photos(tmp_path) == ("stray.jpg",)


def test_the_output_earlier_outputs_and_hidden_folders_are_passed_over(tmp_path: Path) -> None:
    _make(tmp_path, "a/1.jpg", "out/a/photos/p1.jpg", "a-claimapp/assessment.json", "a-claimapp/photos/p1.jpg")
    _make(tmp_path, ".trash/old/1.jpg", "earlier/a/assessment.json", "earlier/b/assessment.json")
    assert _names(tmp_path, leave_out=tmp_path / "b" / ".." / "out") == ["a"]


def test_a_hidden_file_makes_no_claim_of_the_folder_above(tmp_path: Path) -> None:
    _make(tmp_path, "._IMG_1.jpg", "a/1.jpg", "b/1.jpg")
    assert _names(tmp_path) == ["a", "b"]


def test_a_linked_claim_is_found_but_a_link_back_is_not_followed_in_circles(tmp_path: Path) -> None:
    _make(tmp_path, "elsewhere/1.jpg", "claims/group/a/1.jpg")
    (tmp_path / "claims" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "claims" / "group" / "back").symlink_to(tmp_path / "claims")
    assert _names(tmp_path / "claims") == ["group/a", "linked"]


def test_a_folder_without_subfolders_and_photos_holds_no_claim(tmp_path: Path) -> None:
    assert find_claims(tmp_path) == ()


@pytest.mark.parametrize("name", ["a.txt", "not there"])
def test_what_is_no_folder_is_a_usage_problem(tmp_path: Path, name: str) -> None:
    _make(tmp_path, "a.txt")
    with pytest.raises(UsageProblem, match="not a folder") as caught:
        find_claims(tmp_path / name)
    assert caught.value.where == str(tmp_path / name)


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(UsageProblem, match="permission denied") as caught:
        find_claims(tmp_path)
    assert caught.value.where == str(tmp_path)
