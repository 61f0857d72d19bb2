"""atomic.py: a file is there whole or as it was, and nothing else is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.atomic import make_folder, replace_bytes, replace_text
from claimapp.errors import OutputProblem


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_content_replaces_the_old_and_leaves_no_scratch_file(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old and longer")
    assert replace_bytes(target, b"new") == target
    assert target.read_bytes() == b"new"
    assert _names(tmp_path) == ["report.pdf"]


def test_others_may_read_the_file(tmp_path: Path) -> None:
    assert replace_bytes(tmp_path / "a", b"").stat().st_mode & 0o777 == 0o644


def test_text_is_utf8_with_line_feeds_as_they_are(tmp_path: Path) -> None:
    assert replace_text(tmp_path / "a.txt", "ê ë ô\nR 5\r\n").read_bytes() == "ê ë ô\nR 5\r\n".encode()


def test_a_name_in_an_older_encoding_does_not_stop_the_writing(tmp_path: Path) -> None:
    odd_name = b"caf\xe9.jpg".decode("utf-8", errors="surrogateescape")
    assert replace_text(tmp_path / "a.txt", odd_name).read_text(encoding="utf-8") == r"caf\udce9.jpg"


def test_a_name_as_long_as_the_file_system_allows_can_be_written(tmp_path: Path) -> None:
    assert replace_bytes(tmp_path / ("x" * 255), b"new").read_bytes() == b"new"


def test_missing_folders_above_are_made(tmp_path: Path) -> None:
    target = tmp_path / "claims" / "7" / "a.json"
    assert replace_text(target, "new").read_text(encoding="utf-8") == "new"
    assert _names(target.parent) == ["a.json"]


def test_a_file_in_the_way_of_the_folder_is_an_output_problem_that_names_the_target(tmp_path: Path) -> None:
    in_the_way = replace_text(tmp_path / "claims", "old")
    target = in_the_way / "a.json"
    with pytest.raises(OutputProblem, match="cannot be written") as caught:
        replace_text(target, "new")
    assert caught.value.where == str(target)
    assert caught.value.hint
    assert in_the_way.read_text(encoding="utf-8") == "old"


def test_a_folder_in_the_way_stays_and_no_scratch_is_left(tmp_path: Path) -> None:
    in_the_way = tmp_path / "report.pdf"
    in_the_way.mkdir()
    with pytest.raises(OutputProblem, match="cannot be written"):
        replace_bytes(in_the_way, b"new")
    assert in_the_way.is_dir()
    assert _names(tmp_path) == ["report.pdf"]


@pytest.mark.parametrize("broken", ["os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_a_full_disk_keeps_the_old_file_and_leaves_no_scratch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    target = replace_bytes(tmp_path / "a.json", b"old")
    monkeypatch.setattr(broken, full)
    with pytest.raises(OutputProblem, match="no space left on device"):
        replace_bytes(target, b"new")
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.json"]


def test_an_interrupted_writing_leaves_no_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    target = replace_bytes(tmp_path / "a.json", b"old")
    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_bytes(target, b"new")
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.json"]


def test_a_folder_is_made_with_its_parents_and_stays_empty(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert make_folder(folder) == folder
    assert make_folder(folder) == folder
    assert _names(folder) == []


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_file_in_the_way_of_a_folder_is_an_output_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputProblem, match="the output folder cannot be written") as caught:
        make_folder(tmp_path / name)
    assert caught.value.where == str(tmp_path / name)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_a_new_file_has_the_permissions_that_are_usual_here_and_a_replaced_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    usual = (tmp_path / "usual").stat().st_mode
    assert replace_text(tmp_path / "new", "x").stat().st_mode == usual
    (tmp_path / "new").chmod(0o600)
    replace_text(tmp_path / "new", "y")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600
