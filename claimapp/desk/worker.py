"""One process that holds the models: it assesses, prices, saves and writes reports for the window.

No Qt here: the started process imports this module. The window's side is a plain
blocking call made from a job's thread; progress comes back over a pipe, Cancel goes
over by an event, and an engine that takes its process down is a failed job, not the
end of the window. The next call starts a fresh process.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from claimapp.errors import Bug, ClaimAppError, EngineProblem, Interrupted
from claimapp.pipeline.progress import Cancelled, Progress, Told, go_on, tell_nobody

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

    from claimapp.app.assess import Assessed
    from claimapp.domain.assessment import Assessment

__all__ = ["Assess", "Commit", "Perform", "Price", "Report", "Task", "Worker", "WorkerProcess", "perform"]

_ASK_EVERY_S = 0.1
"""How often the window's side looks whether Cancel was pressed."""

_CANCEL_GRACE_S = 30.0
"""How long a cancelled run may finish its photo before its process is ended: one large
photo on two slow cores takes under 10 s, three times that is a hang."""

_STOP_GRACE_S = 2.0


@dataclass(frozen=True, slots=True)
class Assess:
    """Assess a claim folder into `out`."""

    claim: Path
    out: Path


@dataclass(frozen=True, slots=True)
class Price:
    """Work out lines and totals again from the damages of an assessment."""

    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Commit:
    """Keep an edited assessment in `folder`, with drawn photos and report.pdf that say the same."""

    assessment: Assessment
    folder: Path
    claim_folder: Path | None


@dataclass(frozen=True, slots=True)
class Report:
    """Write the PDF of a saved assessment; `target` None is report.pdf beside it."""

    folder: Path
    target: Path | None


Task = Assess | Price | Commit | Report
Perform = Callable[[Task, Told, Cancelled], object]


class Worker(Protocol):
    """What the window asks of the process that holds the models; a test passes its own."""

    def assess(self, claim: Path, out: Path, told: Told, cancelled: Cancelled) -> Assessed:
        """Assess a claim folder; raises Interrupted within one photo of a cancel."""

    def price(self, assessment: Assessment) -> Assessment:
        """Price an edited assessment again."""

    def commit(self, assessment: Assessment, folder: Path, claim_folder: Path | None) -> Assessed:
        """Keep an edited assessment, with drawn photos and report.pdf that say the same."""

    def report(self, folder: Path, target: Path | None) -> Path:
        """Write the report of a saved assessment and return the PDF's path."""

    def stop(self) -> None:
        """End the process; a call that is under way fails."""


@dataclass(frozen=True, slots=True)
class _Done:
    value: object


@dataclass(frozen=True, slots=True)
class _Failed:
    problem: ClaimAppError


@dataclass(frozen=True, slots=True)
class _Running:
    process: multiprocessing.process.BaseProcess
    tasks: Connection
    answers: Connection
    cancel: Event


def perform(task: Task, told: Told, cancelled: Cancelled) -> object:
    """Do one task with the use cases of `claimapp.app`; runs in the worker process."""
    from claimapp.settings import load_settings

    match task:
        case Assess(claim, out):
            from claimapp.app.assess import AssessOptions, assess_claim

            return assess_claim(claim, out, options=AssessOptions(load_settings()), told=told, cancelled=cancelled)
        case Price(assessment):
            from claimapp.app.estimate import price_again

            return price_again(assessment)
        case Commit(assessment, folder, claim_folder):
            from claimapp.app.commit import commit

            return commit(assessment, folder, claim_folder=claim_folder, language=load_settings().language)
        case Report(folder, target):
            from claimapp.app.report import write_report

            return write_report(folder, target, language=load_settings().language)


def _serve(doing: Perform, tasks: Connection, answers: Connection, cancel: Event) -> None:
    """Answer tasks until the window's end of the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is the window's to handle
    while True:
        try:
            task = tasks.recv()
        except EOFError:
            return
        try:
            answers.send(_Done(doing(task, answers.send, cancel.is_set)))
        except ClaimAppError as problem:
            answers.send(_Failed(problem))
        except Exception as problem:  # noqa: BLE001 - the process's edge: the window shows it as a bug
            answers.send(_Failed(Bug(f"{problem!r}", hint=traceback.format_exc(), where="worker process")))


class WorkerProcess:
    """A `Worker` in a process of its own, started on first need; one task at a time."""

    def __init__(self, doing: Perform = perform) -> None:
        self._doing = doing
        self._running: _Running | None = None
        self._one_at_a_time = threading.Lock()

    def assess(self, claim: Path, out: Path, told: Told, cancelled: Cancelled) -> Assessed:
        """Assess a claim folder.

        Raises:
            EngineProblem: if the process died, an engine's crash for one.
            ClaimAppError: whatever the use case raised.
        """
        return cast("Assessed", self._ask(Assess(claim, out), told, cancelled))

    def price(self, assessment: Assessment) -> Assessment:
        """Price an edited assessment again; raises as `assess`."""
        return cast("Assessment", self._ask(Price(assessment), tell_nobody, go_on))

    def commit(self, assessment: Assessment, folder: Path, claim_folder: Path | None) -> Assessed:
        """Keep an edited assessment; raises as `assess`."""
        return cast("Assessed", self._ask(Commit(assessment, folder, claim_folder), tell_nobody, go_on))

    def report(self, folder: Path, target: Path | None) -> Path:
        """Write the report of a saved assessment; raises as `assess`."""
        return cast(Path, self._ask(Report(folder, target), tell_nobody, go_on))

    def stop(self) -> None:
        """End the process, at once if it does not end by itself."""
        running, self._running = self._running, None
        if running is None:
            return
        running.cancel.set()
        running.tasks.close()
        running.process.join(_STOP_GRACE_S)
        if running.process.is_alive():
            running.process.kill()
            running.process.join()

    def _ask(self, task: Task, told: Told, cancelled: Cancelled) -> object:
        with self._one_at_a_time:
            running = self._start()
            running.cancel.clear()
            try:
                running.tasks.send(task)
                return self._answer(running, told, cancelled)
            except (EOFError, OSError) as problem:
                raise self._died(running) from problem

    def _answer(self, running: _Running, told: Told, cancelled: Cancelled) -> object:
        give_up_at: float | None = None
        while True:
            if cancelled() and give_up_at is None:
                running.cancel.set()
                give_up_at = time.monotonic() + _CANCEL_GRACE_S
            if give_up_at is not None and time.monotonic() > give_up_at:
                self._running = None
                running.process.kill()
                raise Interrupted("the run was ended because it did not stop by itself")
            ready = wait([running.answers, running.process.sentinel], timeout=_ASK_EVERY_S)
            if running.answers in ready or running.answers.poll():
                match running.answers.recv():
                    case Progress() as progress:
                        told(progress)
                    case _Done(value):
                        return value
                    case _Failed(problem):
                        raise problem
            elif running.process.sentinel in ready:
                raise EOFError

    def _start(self) -> _Running:
        if self._running is not None and self._running.process.is_alive():
            return self._running
        context = multiprocessing.get_context("spawn")
        tasks_out, tasks_in = context.Pipe(duplex=False)
        answers_out, answers_in = context.Pipe(duplex=False)
        cancel = context.Event()
        process = context.Process(
            target=_serve, args=(self._doing, tasks_out, answers_in, cancel), name="claimapp-worker", daemon=True
        )
        process.start()
        tasks_out.close()
        answers_in.close()
        self._running = _Running(process, cast(Any, tasks_in), cast(Any, answers_out), cancel)
        return self._running

    def _died(self, running: _Running) -> EngineProblem:
        self._running = None
        running.process.join(_STOP_GRACE_S)
        return EngineProblem(
            f"the engine stopped by itself (exit code {running.process.exitcode})",
            hint="nothing on the screen is lost; try again, and leave out the photo at which it stops",
        )
