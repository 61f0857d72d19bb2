"""Two runs never write into one folder, and a run that died stands in nobody's way."""

from __future__ import annotations

import json
import logging
import os
import platform
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest

from claimapp.errors import OutputProblem
from claimapp.store import lock
from claimapp.store.lock import LOCK_NAME, is_holding, locked

HOLD = """
import sys
from pathlib import Path
from claimapp.store.lock import locked
with locked(Path(sys.argv[1]), "assess"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_run(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the folder until it is told to go on, or killed."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "held\n"
        try:
            yield run
        finally:
            run.kill()


def leave_lock(folder: Path, **changes: Any) -> None:
    this = psutil.Process()
    holder = {"host": platform.node(), "pid": this.pid, "started": this.create_time(), "since": "x", "doing": "y"}
    (folder / LOCK_NAME).write_text(json.dumps(holder | changes))


def test_a_folder_in_use_is_refused_with_who_holds_it(tmp_path: Path) -> None:
    with another_run(tmp_path) as run:
        who = rf"in use by `assess` in process {run.pid} on .* -o"
        with pytest.raises(OutputProblem, match=who) as refused, locked(tmp_path, "batch"):
            pytest.fail("held by two")
        assert refused.value.exit_code == 5
        assert (tmp_path / LOCK_NAME).is_file()


def test_the_lock_says_who_holds_the_folder_since_when_and_what_for(tmp_path: Path) -> None:
    with locked(tmp_path, "assess"):
        holder = json.loads((tmp_path / LOCK_NAME).read_text())
    since = datetime.fromisoformat(holder.pop("since"))
    assert since.microsecond == 0
    assert timedelta(0) <= datetime.now(since.tzinfo) - since < timedelta(minutes=5)
    assert holder.pop("started") == pytest.approx(psutil.Process().create_time(), abs=1)
    assert holder == {"host": platform.node(), "pid": os.getpid(), "doing": "assess"}


def test_a_refusal_names_folder_run_and_the_ways_out(tmp_path: Path) -> None:
    leave_lock(tmp_path, host="", doing="batch", since="noon", pid=7)
    with pytest.raises(OutputProblem) as refused, locked(tmp_path, "assess"):
        pytest.fail("held by two")
    assert refused.value.where == str(tmp_path)
    assert "`batch` in process 7 on this machine since noon" in refused.value.message
    assert "-o" in refused.value.hint
    assert f"delete {LOCK_NAME}" in refused.value.hint


@pytest.mark.parametrize(("later", "gone"), [(1.9, False), (-1.9, False), (2.1, True), (-2.1, True)])
def test_a_process_of_the_same_number_is_another_if_it_began_two_seconds_apart(
    tmp_path: Path, later: float, gone: bool
) -> None:
    leave_lock(tmp_path, started=psutil.Process().create_time() + later)
    if gone:
        with locked(tmp_path, "batch"):
            pass
    else:
        with pytest.raises(OutputProblem, match="in use"), locked(tmp_path, "batch"):
            pytest.fail("held by two")


def test_a_process_that_is_no_more_does_not_hold(tmp_path: Path) -> None:
    leave_lock(tmp_path, pid=2**22 + 1)
    with locked(tmp_path, "batch"):
        assert [path.name for path in tmp_path.iterdir()] == [LOCK_NAME]


def test_it_is_free_again_when_the_other_run_is_done(tmp_path: Path) -> None:
    with another_run(tmp_path) as run:
        run.communicate("go on\n")
    with locked(tmp_path, "batch"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_killed_run_is_taken_over_with_a_word(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with another_run(tmp_path) as run:
        run.kill()
        run.wait()
        with caplog.at_level(logging.WARNING), locked(tmp_path, "batch"):
            assert json.loads((tmp_path / LOCK_NAME).read_text())["pid"] == os.getpid()
    assert f"took over the lock of process {run.pid}" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_only_has_the_number_of_a_dead_one_does_not_hold(tmp_path: Path) -> None:
    leave_lock(tmp_path, started=psutil.Process().create_time() - 1000)
    with locked(tmp_path, "batch"):
        pass


def test_of_another_machine_nothing_is_known_so_its_lock_counts(tmp_path: Path) -> None:
    leave_lock(tmp_path, host="another-machine", pid=2**22 + 1)
    with pytest.raises(OutputProblem, match=r"on another-machine .*delete \.claimapp\.lock"), locked(tmp_path, "batch"):
        pytest.fail("held by two")


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"host": "x"}'])
def test_a_lock_that_cannot_be_read_counts(tmp_path: Path, text: str) -> None:
    (tmp_path / LOCK_NAME).write_text(text)
    with pytest.raises(OutputProblem, match="does not say"), locked(tmp_path, "batch"):
        pytest.fail("held by two")


def test_one_use_case_may_call_another_on_its_folder(tmp_path: Path) -> None:
    with locked(tmp_path, "assess"):
        with locked(tmp_path / "." / "", "report"):
            pass
        assert is_holding()
        assert (tmp_path / LOCK_NAME).is_file()
    assert not (tmp_path / LOCK_NAME).exists()
    assert not is_holding()


def test_another_thread_of_the_same_program_may_not(tmp_path: Path) -> None:
    refused: list[OutputProblem] = []

    def other() -> None:
        try:
            with locked(tmp_path, "report"):
                pass
        except OutputProblem as problem:
            refused.append(problem)

    with locked(tmp_path, "assess"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert [problem.exit_code for problem in refused] == [5]


def test_folders_made_for_nothing_go_again_and_those_with_content_stay(tmp_path: Path) -> None:
    with locked(tmp_path / "a" / "b", "assess"):
        assert (tmp_path / "a" / "b" / LOCK_NAME).is_file()
    assert list(tmp_path.iterdir()) == []
    with locked(tmp_path / "a" / "b", "assess"):
        (tmp_path / "a" / "b" / "report.pdf").touch()
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["report.pdf"]


def test_it_is_free_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path, "assess"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_an_output_problem(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputProblem, match="cannot be written") as refused, locked(tmp_path / "out", "assess"):
        pytest.fail("a file is no folder")
    assert refused.value.where == str(tmp_path / "out")


def test_a_lock_that_another_run_takes_at_the_same_moment_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading a dead lock and moving it, a quicker run has taken it over."""
    leave_lock(tmp_path, started=0.0)

    def quicker(self: object) -> bool:
        monkeypatch.undo()
        leave_lock(tmp_path)
        return True

    monkeypatch.setattr(lock._Holder, "is_gone", quicker)
    with pytest.raises(OutputProblem, match="in use"), locked(tmp_path, "batch"):
        pytest.fail("held by two")
    assert [path.name for path in tmp_path.iterdir()] == [LOCK_NAME]


def test_a_process_that_may_not_be_looked_at_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_lock(tmp_path, pid=1)
    look_at = psutil.Process

    def refused(pid: int) -> psutil.Process:
        if pid == 1:
            raise psutil.AccessDenied(pid)
        return look_at(pid)

    monkeypatch.setattr(psutil, "Process", refused)
    with pytest.raises(OutputProblem, match="process 1 on"), locked(tmp_path, "batch"):
        pytest.fail("held by two")


@pytest.mark.parametrize("gone_at", ["read_text", "rename"])
def test_a_dead_lock_that_another_run_clears_first_is_nothing_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone_at: str
) -> None:
    leave_lock(tmp_path, started=0.0)
    asked = getattr(Path, gone_at)

    def cleared(path: Path, *given: Any, **named: Any) -> Any:
        if path.name == LOCK_NAME:
            monkeypatch.undo()
            path.unlink()
        return asked(path, *given, **named)

    monkeypatch.setattr(Path, gone_at, cleared)
    with locked(tmp_path, "batch"):
        assert json.loads((tmp_path / LOCK_NAME).read_text())["pid"] == os.getpid()


def test_a_dead_lock_that_cannot_be_moved_is_an_output_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_lock(tmp_path, started=0.0)

    def refused(path: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OutputProblem, match=r"cannot be written \(permission denied\)"), locked(tmp_path, "batch"):
        pytest.fail("held by two")


def test_a_lock_that_cannot_be_made_is_an_output_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, *given: Any, **named: Any) -> Any:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(OutputProblem, match=r"\(permissionerror\).* make it writable") as problem:  # noqa: SIM117
        with locked(tmp_path, "batch"):
            pytest.fail("not held")
    assert problem.value.where == str(tmp_path)


def test_locks_that_come_and_go_are_not_waited_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / LOCK_NAME).touch()
    monkeypatch.setattr(lock, "_clear", lambda file: None)
    with pytest.raises(OutputProblem, match="comes and goes"), locked(tmp_path, "batch"):
        pytest.fail("held by two")


def test_a_folder_that_was_there_stays_also_if_nothing_came_into_it(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out", "assess"):
        pass
    assert (tmp_path / "out").is_dir()
