from __future__ import annotations

import threading

import pytest
from PySide6.QtGui import QUndoCommand, QUndoStack
from pytestqt.qtbot import QtBot

from claimapp.desk.jobs import Jobs
from claimapp.errors import Bug, ClaimAppError, Interrupted, OutputProblem
from claimapp.pipeline.progress import Cancelled, Progress, Step, Told


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    return Jobs(QUndoStack())


def no_failure(problem: ClaimAppError) -> None:
    raise AssertionError(str(problem))


def test_query_reads_on_another_thread_and_reports_on_the_window_s(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    jobs.query(
        threading.current_thread, lambda worked: threads.extend([worked, threading.current_thread()]), no_failure
    )
    qtbot.waitUntil(lambda: not jobs.busy)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_error_of_ours_comes_out_as_it_is_and_any_other_as_a_bug(jobs: Jobs, qtbot: QtBot) -> None:
    problems: list[ClaimAppError] = []

    def full() -> None:
        raise OutputProblem("the disk is full")

    def wrong() -> None:
        raise KeyError("x")

    for work in (full, wrong):
        jobs.query(work, lambda value: None, problems.append)
    qtbot.waitUntil(lambda: not jobs.busy)
    kinds = {type(problem): problem for problem in problems}
    assert set(kinds) == {OutputProblem, Bug}
    assert "KeyError" in kinds[Bug].message
    assert "Traceback" in kinds[Bug].hint


def test_change_tells_its_progress_then_pushes_its_undo_entry_then_commits(qtbot: QtBot) -> None:
    stack = QUndoStack()
    jobs = Jobs(stack)
    seen: list[object] = []

    def work(told: Told, cancelled: Cancelled) -> str:
        told(Progress(Step.PHOTOS, 1, 2, "a.jpg"))
        return "found"

    jobs.change_started.connect(lambda running: seen.append(running.title))
    jobs.change_progressed.connect(seen.append)
    jobs.change("Find", work, QUndoCommand, lambda value: seen.append((value, stack.undoText())), no_failure)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert seen == ["Find", Progress(Step.PHOTOS, 1, 2, "a.jpg"), ("found", "found")]


def test_one_change_at_a_time_and_cancel_reaches_it(jobs: Jobs, qtbot: QtBot) -> None:
    problems: list[ClaimAppError] = []

    def work(told: Told, cancelled: Cancelled) -> None:
        while not cancelled():
            pass
        raise Interrupted("stopped")

    assert jobs.change("A", work, lambda value: None, lambda value: None, problems.append)
    assert not jobs.change("B", work, lambda value: None, lambda value: None, no_failure)
    jobs.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert [type(problem) for problem in problems] == [Interrupted]
    assert jobs.changing is None


def test_nothing_reports_after_the_window_was_shut_down(jobs: Jobs, qtbot: QtBot) -> None:
    go = threading.Event()
    reported: list[object] = []
    jobs.query(go.wait, reported.append, no_failure)
    jobs.query(lambda: go.set(), reported.append, no_failure)
    jobs.shut_down()
    qtbot.wait(1)
    assert reported == []
