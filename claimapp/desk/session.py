"""What happens on an action: open, find damage, price again, save. No widgets here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from claimapp.desk.claim_model import ClaimModel, OpenedClaim
from claimapp.desk.edits import ChangeStatus, FindDamage
from claimapp.desk.jobs import Jobs
from claimapp.desk.opening import copy_sample, open_claim
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
            if asked == self._opening:  # else another one was asked for meanwhile
                self._model.open(claim)

        self._jobs.query(work, show, lambda problem: self._fail("Open claim", problem, again))

    def find_damage(self) -> None:
        """Run the whole way over the claim's photos in the worker process."""
        claim = self._model.claim
        if claim is None or claim.folder is None:
            return
        folder, out = claim.folder, claim.out
        unsaved = self._model.assessment if self._model.dirty else None

        def work(told: Told, cancelled: Cancelled) -> Assessed:
            if unsaved is not None:
                self._use_cases.save(unsaved, out)  # a run carries over what a person dismissed, as the file has it
            return self._worker.assess(folder, out, told, cancelled)

        self._change(
            _Change("Find damage and price", self.find_damage, self._keep_finished),
            work,
            lambda found: FindDamage(self._model, found),
            lambda found: self._model.stack.setClean(),  # the run has saved it already
        )

    def _keep_finished(self) -> None:
        """After a cancel: an earlier assessment stays on the screen, to be saved again; else show what was finished."""
        claim = self._model.claim
        if claim is None:
            return
        if self._model.assessment is not None:
            # The run has replaced the file with the part that it finished.
            self._model.stack.resetClean()
            return

        def show(found: Assessed) -> None:
            self._model.stack.push(FindDamage(self._model, found))
            self._model.stack.setClean()
            self.changed.emit()

        # Stopped before the first photo was done there is nothing to open, and nothing to tell.
        self._jobs.query(lambda: self._use_cases.open_saved(claim.out), show, lambda problem: None)

    def toggle_damage(self) -> None:
        """Dismiss the selected damage, or put it back on the list."""
        damage = self._model.damage(self._model.damage_id)
        if damage is not None and self._jobs.changing is None:
            self._model.stack.push(ChangeStatus(self._model, damage))

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

    def save(self, target: Path | None = None) -> None:
        """Write assessment.json and report.pdf; with a `target` the PDF goes there as well."""
        claim, assessment = self._model.claim, self._model.assessment
        if claim is None or assessment is None:
            return
        if not self._model.priced:
            self.noticed.emit("Save: the prices are still being worked out; save again in a moment")
            return
        out = claim.out

        def work(told: Told, cancelled: Cancelled) -> Path:
            self._use_cases.save(assessment, out)
            report = self._worker.report(out, None)
            return self._worker.report(out, target) if target else report

        def committed(report: Path) -> None:
            self._model.stack.setClean()
            self.said.emit(f"Saved: {report}")
            self.saved.emit()

        self._change(_Change("Save", lambda: self.save(target), lambda: None), work, lambda report: None, committed)

    def _change(
        self,
        change: _Change,
        work: Callable[[Told, Cancelled], T],
        entry: Callable[[T], QUndoCommand | None],
        committed: Callable[[T], None],
    ) -> None:
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

        self._jobs.change(change.title, work, entry, done, fail)

    def _fail(self, title: str, problem: ClaimAppError, retry: Callable[[], None]) -> None:
        match problem:
            case Bug():
                self.broke.emit(f"{title}: {problem.message}\n\n{problem.hint}")
            case InputProblem() | SetupProblem():
                self.noticed.emit(f"{title}: {problem}")
            case _:
                self.job_failed.emit(Failure(title, problem, retry))
        self.changed.emit()
