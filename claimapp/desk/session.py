"""What happens on an action: open, find damage, price again, save. No widgets here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from claimapp.desk.claim_model import ClaimModel, OpenedClaim
from claimapp.desk.edits import FindDamage, status_command
from claimapp.desk.jobs import Jobs, RunningChange
from claimapp.desk.opening import copy_sample, open_claim
from claimapp.desk.problems import problem_text
from claimapp.desk.use_cases import UseCases
from claimapp.desk.worker import Worker
from claimapp.domain.assessment import Assessment
from claimapp.errors import Bug, ClaimAppError, InputProblem, Interrupted, SetupProblem
from claimapp.pipeline.progress import Cancelled, Told

if TYPE_CHECKING:
    from claimapp.app.assess import Assessed

__all__ = ["Failure", "Session"]


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that failed: what it was, why, and how to try again."""

    title: str
    problem: ClaimAppError
    retry: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Change:
    """A change's title, how to try it again, and what to do if a person stopped it."""

    title: str
    retry: Callable[[], None]
    stopped: Callable[[], None]


class Session(QObject):
    """Joins model, jobs, use cases and worker. Errors come out as one of three signals, by who can act."""

    noticed = Signal(str)  # the person can mend it: shown where the work is
    job_failed = Signal(object)  # the work failed: a row with reason and Retry
    broke = Signal(str)  # a bug: the crash window
    said = Signal(str)  # something went well: the status bar
    saved = Signal()
    changed = Signal()

    def __init__(
        self, model: ClaimModel, jobs: Jobs, use_cases: UseCases, worker: Worker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._jobs, self._use_cases, self._worker = model, jobs, use_cases, worker
        self._pricing = False
        self._opening = 0
        model.price_wanted.connect(self.price)

    def open(self, path: Path) -> None:
        """Open a claim folder or an assessed one; the claim on the screen stays until that worked."""
        self._open(lambda: open_claim(path, self._use_cases), lambda: self.open(path))

    def open_sample(self, data_folder: Path) -> None:
        """Copy the sample claim below `data_folder`, if it is not there yet, and open it."""
        self._open(lambda: open_claim(copy_sample(data_folder), self._use_cases), lambda: self.open_sample(data_folder))

    def _open(self, work: Callable[[], OpenedClaim], again: Callable[[], None]) -> None:
        self._opening += 1
        asked = self._opening

        def show(claim: OpenedClaim) -> None:
            if asked != self._opening:
                return  # another one was asked for meanwhile
            running = self._jobs.changing
            if running is None:
                self._model.open(claim)
            else:  # its outcome belongs to the claim on the screen
                self._wait_for(running, "Open claim")

        self._jobs.query(work, show, lambda problem: self._fail("Open claim", problem, again))

    def find_damage(self) -> None:
        """Run the whole way over the claim's photos in the worker process."""
        claim = self._model.claim
        if claim is None or claim.folder is None:
            return
        title = "Find damage and price"
        if not self._model.priced:  # the run begins with saving what is on the screen
            self.noticed.emit(f"{title}: the prices are still being worked out; try again in a moment")
            return
        folder, out = claim.folder, claim.out
        unsaved = self._model.assessment if self._model.dirty else None

        def work(told: Told, cancelled: Cancelled) -> Assessed:
            if unsaved is not None:
                # A run carries over what a person dismissed, as the file has it.
                self._worker.commit(unsaved, out, folder)
            return self._worker.assess(folder, out, told, cancelled)

        def stopped() -> None:
            if unsaved is not None:
                self._model.stack.setClean()  # it was saved before the run began
            self._show_finished()

        self._change(
            _Change(title, self.find_damage, stopped),
            work,
            lambda found: FindDamage(self._model, found),
            lambda found: self._model.stack.setClean(),  # the run has saved it already
        )

    def _show_finished(self) -> None:
        """After a cancel: show what the run finished, unless it kept the whole assessment that was there before."""
        claim, shown = self._model.claim, self._model.assessment
        if claim is None:
            return

        def show(found: Assessed) -> None:
            if self._model.assessment is not shown or self._model.claim is not claim:
                return  # edited since, or another claim: the person's own work goes before it
            if shown is not None and found.assessment.created == shown.created:
                return  # no run replaced what is on the screen
            self._model.stack.push(FindDamage(self._model, found))
            self._model.stack.setClean()
            self.changed.emit()

        # Stopped before the first photo was done there is nothing to open, and nothing to tell.
        self._jobs.query(lambda: self._use_cases.open_saved(claim.out), show, lambda problem: None)

    def toggle_damage(self) -> None:
        """Dismiss the selected damage, or put it back on the list."""
        damage = self._model.damage(self._model.damage_id)
        if damage is not None and self._jobs.changing is None:
            self._model.stack.push(status_command(self._model, damage))

    def price(self) -> None:
        """Price the damages on the screen again; one pricing at a time, the last state wins."""
        asked = self._model.assessment
        if asked is None or self._pricing:
            return
        self._pricing = True
        self.changed.emit()

        def take(priced: Assessment) -> None:
            self._pricing = False
            if not self._model.take_prices(asked, priced) and not self._model.priced:
                self.price()
            self.changed.emit()

        def fail(problem: ClaimAppError) -> None:
            self._pricing = False
            if isinstance(problem, Bug):
                self._fail("Price the damages", problem, self.price)
            else:
                # Always with Retry, whoever can mend it: without prices nothing can be saved.
                self.job_failed.emit(Failure("Price the damages", problem, self.price))
                self.changed.emit()

        self._jobs.query(lambda: self._worker.price(asked), take, fail)

    def save(self, target: Path | None = None) -> bool:
        """Write assessment.json, drawn photos and report.pdf; with a `target` the PDF goes there as well.

        Returns False where saving has not begun; the reason was told.
        """
        claim, assessment = self._model.claim, self._model.assessment
        if claim is None or assessment is None:
            return False
        if not self._model.priced:
            self.noticed.emit("Save: the prices are still being worked out; save again in a moment")
            return False

        def work(told: Told, cancelled: Cancelled) -> Path:
            saved = self._worker.commit(assessment, claim.out, claim.folder)
            return self._worker.report(saved.folder, target) if target else saved.report_pdf or saved.assessment_json

        def committed(report: Path) -> None:
            self._model.stack.setClean()
            self.said.emit(f"Saved: {report}")
            self.saved.emit()

        def again() -> None:
            self.save(target)

        return self._change(_Change("Save", again, lambda: None), work, lambda report: None, committed)

    def _change(
        self,
        change: _Change,
        work: Callable[[Told, Cancelled], T],
        entry: Callable[[T], QUndoCommand | None],
        committed: Callable[[T], None],
    ) -> bool:
        """Begin a change; returns False, and says so, while another one runs."""

        def done(value: T) -> None:
            committed(value)
            self.changed.emit()

        def fail(problem: ClaimAppError) -> None:
            if isinstance(problem, Interrupted):
                self.said.emit(f"{change.title}: stopped")
                change.stopped()
                self.changed.emit()
            else:
                self._fail(change.title, problem, change.retry)

        running = self._jobs.changing
        if running is not None:
            self._wait_for(running, change.title)
            return False
        return self._jobs.change(change.title, work, entry, done, fail)

    def _wait_for(self, running: RunningChange, title: str) -> None:
        self.noticed.emit(f"{title}: not while a job is under way ({running.title}); wait for it, or cancel it")

    def _fail(self, title: str, problem: ClaimAppError, retry: Callable[[], None]) -> None:
        match problem:
            case Bug():
                self.broke.emit(f"{title}: {problem.message}\n\n{problem.hint}")
            case InputProblem() | SetupProblem():
                self.noticed.emit(f"{title}: {problem_text(problem)}")
            case _:
                self.job_failed.emit(Failure(title, problem, retry))
        self.changed.emit()
