"""The log of a run: whole, bounded, and without a person in it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimapp import logs
from claimapp.errors import PhotoProblem
from claimapp.logs import claim_mark, job, join_log, log_error, log_folder, show_on_stderr, start_log


@pytest.fixture(autouse=True)
def own_handlers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test attaches goes again."""
    logger = logging.getLogger("claimapp")
    before, level = list(logger.handlers), logger.level
    monkeypatch.setenv("CLAIMAPP_LOG_FILE", "")
    logger.handlers[:] = []
    yield
    for handler in logger.handlers:
        handler.close()
    logger.handlers[:], logger.level = before, level


def test_a_run_has_a_file_of_its_own_with_its_first_line(tmp_path: Path) -> None:
    file = start_log("assess", "1.0.0", folder=tmp_path / "logs")
    assert not file.exists()
    with job("assess claim 1a2b3c4d"):
        pass
    heading, begun, done = file.read_text().splitlines()
    assert heading.startswith("claimapp 1.0.0, Python 3.")
    assert file.name.endswith("-assess.log")
    assert begun.endswith("INFO claimapp.logs: assess claim 1a2b3c4d: begun")
    assert "done in 0.0 s" in done


def test_an_error_is_logged_by_kind_and_place_without_its_words(tmp_path: Path) -> None:
    file = start_log("assess", "1", folder=tmp_path)

    def break_on_a_photo() -> None:
        try:
            raise ValueError("AAVZZZ6RZHU000000")
        except ValueError as problem:
            raise PhotoProblem("mr-smith.jpg is cut short", where="CLM Smith") from problem

    with pytest.raises(PhotoProblem), job("claim"):
        break_on_a_photo()
    text = file.read_text()
    assert "claim: PhotoProblem from ValueError at test_logs.py:" in text
    for personal in ("smith", "Smith", "AAVZZZ"):
        assert personal not in text


def test_the_last_twenty_files_are_kept(tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / f"20260101-0000{number:02}-1-assess.log").touch()
    (tmp_path / "notes.txt").touch()
    file = start_log("batch", "1", folder=tmp_path)
    log_error(ValueError(), "x")
    kept = sorted(tmp_path.glob("*.log"))
    assert len(kept) == 20
    assert kept[-1] == file
    assert kept[0].name.startswith("20260101-000006")
    assert (tmp_path / "notes.txt").exists()


def test_a_process_that_a_run_starts_writes_into_its_file(tmp_path: Path) -> None:
    file = start_log("batch", "1", folder=tmp_path)
    with job("batch"):
        child = "from claimapp.logs import join_log, job\njoin_log()\njoin_log()\nwith job('claim in a worker'): pass\n"
        subprocess.run([sys.executable, "-c", child], check=True)
    text = file.read_text()
    assert text.count("claim in a worker: begun") == 1
    assert text.count("claimapp 1, Python") == 1


def test_without_a_run_nothing_is_joined() -> None:
    join_log()
    assert logging.getLogger("claimapp").handlers == []


def test_a_folder_that_cannot_be_written_is_said_once_and_the_run_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").touch()
    start_log("assess", "1", folder=tmp_path / "logs")
    with job("a"), job("b"):
        pass
    assert capsys.readouterr().err.count("no log of this run") == 1


@pytest.mark.parametrize(
    ("quiet", "verbose", "shown"), [(False, False, ["careful"]), (False, True, ["begun", "careful"]), (True, False, [])]
)
def test_warnings_are_shown_v_shows_all_and_q_nothing(
    capsys: pytest.CaptureFixture[str], quiet: bool, verbose: bool, shown: list[str]
) -> None:
    for _ in range(2):
        show_on_stderr(quiet=quiet, verbose=verbose)
    logging.getLogger("claimapp.x").info("begun")
    logging.getLogger("claimapp.x").warning("careful")
    log_error(ValueError(), "told by the command itself")
    assert capsys.readouterr().err.splitlines() == [f"claimapp: {text}" for text in shown]


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(logs.FOLDER_VARIABLE, str(tmp_path))
    assert log_folder() == tmp_path
    monkeypatch.delenv(logs.FOLDER_VARIABLE)
    assert log_folder().parts[-2:] == ("claimapp", "logs")


def test_a_claim_has_the_same_mark_each_time_and_it_gives_no_name_away(tmp_path: Path) -> None:
    mark = claim_mark(tmp_path / "Smith Polo")
    assert mark == claim_mark(Path(os.path.relpath(tmp_path / "Smith Polo")))
    assert mark != claim_mark(tmp_path / "Smith Golf")
    assert len(mark) == 8
    int(mark, 16)
