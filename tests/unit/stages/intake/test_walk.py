"""walk.py: the files of a claim folder, in the order a person counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.errors import UsageProblem
from claimapp.stages.intake.walk import as_counted, reason_of, walk_claim


def _make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def _listed(folder: Path) -> list[str]:
    return [file for file, _ in walk_claim(folder).files]


def test_files_of_all_subfolders_are_listed_in_the_order_a_person_counts(tmp_path: Path) -> None:
    _make(tmp_path, "img10.jpg", "IMG2.jpg", "img1.jpg", "12.jpg", "3.jpg", "b/1.jpg", "a/deep/2.txt")
    assert _listed(tmp_path) == ["3.jpg", "12.jpg", "a/deep/2.txt", "b/1.jpg", "img1.jpg", "IMG2.jpg", "img10.jpg"]


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
    assert (as_counted(one) == as_counted(other)) == (one == other)
    assert (as_counted(one) < as_counted(other)) != (as_counted(other) <= as_counted(one))


def test_what_systems_made_results_and_nested_claims_are_set_apart(tmp_path: Path) -> None:
    _make(tmp_path, "a.jpg", "@eaDir/a.jpg/thumb.jpg", "._a.jpg", "Thumbs.db", "CLM-2/claim.toml", "CLM-2/b.jpg")
    _make(tmp_path, "out/assessment.json", "out/photos/p1.jpg", "half/photos/.claimapp-1", "half/photos/p1.jpg")
    walked = walk_claim(tmp_path)
    assert [file for file, _ in walked.files] == ["a.jpg"]
    assert walked.system == ["._a.jpg", "@eaDir", "Thumbs.db"]
    assert walked.nested == ["CLM-2"]
    assert walked.outputs == ["half/photos", "out"]


def test_a_linked_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    _make(tmp_path, "claim/a.jpg", "elsewhere/b.jpg")
    (tmp_path / "claim" / "more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "claim" / "round").symlink_to(tmp_path / "claim")
    walked = walk_claim(tmp_path / "claim")
    assert ([file for file, _ in walked.files], walked.linked) == (["a.jpg"], ["more", "round"])


@pytest.mark.parametrize("name", ["a.jpg", "not there"])
def test_what_is_no_folder_is_a_usage_problem(tmp_path: Path, name: str) -> None:
    _make(tmp_path, "a.jpg")
    with pytest.raises(UsageProblem, match="not a folder") as caught:
        walk_claim(tmp_path / name)
    assert caught.value.where == str(tmp_path / name)


def _lock(monkeypatch: pytest.MonkeyPatch, locked: str) -> None:
    read = Path.iterdir

    def refused(self: Path) -> Iterator[Path]:
        if self.name == locked:
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "iterdir", refused)


def test_a_locked_subfolder_is_named_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make(tmp_path, "a.jpg", "disc/b.jpg", "z.jpg")
    _lock(monkeypatch, "disc")
    walked = walk_claim(tmp_path)
    assert [file for file, _ in walked.files] == ["a.jpg", "z.jpg"]
    assert walked.locked == [("disc", "permission denied")]


def test_a_locked_claim_is_a_usage_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make(tmp_path, "CLM-2/a.jpg")
    _lock(monkeypatch, "CLM-2")
    with pytest.raises(UsageProblem, match="permission denied") as caught:
        walk_claim(tmp_path / "CLM-2")
    assert caught.value.where == str(tmp_path / "CLM-2")


def test_what_is_no_claim_says_what_to_name_and_what_is_locked_what_to_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageProblem, match="name the folder that holds the photos"):
        walk_claim(tmp_path / "none")
    _make(tmp_path, "CLM-2/a.jpg")
    _lock(monkeypatch, "CLM-2")
    with pytest.raises(UsageProblem, match="check its permissions"):
        walk_claim(tmp_path / "CLM-2")


def test_a_reason_of_the_system_is_told_in_small_letters_and_one_without_words_is_unknown() -> None:
    assert reason_of(PermissionError(13, "Permission denied")) == "permission denied"
    assert reason_of(OSError()) == "unknown reason"


def test_a_link_to_a_file_is_followed_and_one_to_nothing_is_passed_over(tmp_path: Path) -> None:
    _make(tmp_path, "elsewhere/b.jpg")
    (tmp_path / "claim").mkdir()
    (tmp_path / "claim" / "a.jpg").symlink_to(tmp_path / "elsewhere" / "b.jpg")
    (tmp_path / "claim" / "c.jpg").symlink_to(tmp_path / "gone.jpg")
    walked = walk_claim(tmp_path / "claim")
    assert walked.files == [("a.jpg", tmp_path / "claim" / "a.jpg")]
    assert (walked.linked, walked.locked) == ([], [])
