"""The only two ways off the GUI thread: a query reads, a change works with progress and leaves an undo entry.

Work runs on a pool's thread; everything that touches a widget or the undo stack runs in
the GUI thread, by signals of objects that live there.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from claimapp.errors import Bug, ClaimAppError
from claimapp.pipeline.progress import Cancelled, Progress, Told

__all__ = ["ChangeWork", "Jobs", "RunningChange"]

T = TypeVar("T")
ChangeWork = Callable[[Told, Cancelled], T]

_READERS = 2
"""Threads that decode and read: the program is meant to be usable on two cores."""

_LAST_WAIT_MS = 5000
"""How long closing the window waits for work that was told to stop."""


@dataclass(frozen=True, slots=True)
class RunningChange:
    """A change under way: its title for the job row, and its cancel flag."""

    title: str
    cancel_asked: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True)
class _Handlers:
    done: Callable[[Any], None]
    failed: Callable[[ClaimAppError], None]


@dataclass(frozen=True, slots=True)
class _Outcome:
    number: int
    value: object = None
    problem: ClaimAppError | None = None


class _Relay(QObject):
    """Carries what a pool's thread reports into the GUI thread."""

    finished = Signal(object)
    progressed = Signal(object)


class _Work(QRunnable):
    """One piece of work with its number; reports exactly once."""

    def __init__(self, number: int, work: Callable[[], object], relay: _Relay) -> None:
        super().__init__()
        self._number, self._work, self._relay = number, work, relay

    def run(self) -> None:
        """Qt override: runs on the pool's thread."""
        try:
            outcome = _Outcome(self._number, self._work())
        except ClaimAppError as problem:
            outcome = _Outcome(self._number, problem=problem)
        except Exception as problem:  # noqa: BLE001 - the thread's edge: shown in the crash window as a bug
            bug = Bug(f"{type(problem).__name__}: {problem}", hint=traceback.format_exc())
            outcome = _Outcome(self._number, problem=bug)
        self._relay.finished.emit(outcome)


class Jobs(QObject):
    """Runs queries and changes; one change at a time, so that a claim has one writer."""

    change_started = Signal(object)
    change_progressed = Signal(object)
    change_ended = Signal()
    settled = Signal()

    def __init__(self, stack: QUndoStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(_READERS)
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._relay = _Relay(self)
        self._relay.finished.connect(self._finish)
        self._relay.progressed.connect(self._progress)
        self._handlers: dict[int, _Handlers] = {}
        self._next = 0
        self._changing: RunningChange | None = None

    @property
    def changing(self) -> RunningChange | None:
        """The change under way, None where there is none."""
        return self._changing

    @property
    def busy(self) -> bool:
        """Whether anything, a query or a change, is still to report."""
        return bool(self._handlers)

    def query(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[ClaimAppError], None]) -> None:
        """Run `work`, which only reads, off the GUI thread; then `done` or `failed` in the GUI thread."""
        self._readers.start(_Work(self._take(done, failed), work, self._relay))

    def change(
        self,
        title: str,
        work: ChangeWork[T],
        entry: Callable[[T], QUndoCommand | None],
        committed: Callable[[T], None],
        failed: Callable[[ClaimAppError], None],
    ) -> bool:
        """Run `work` with progress and cancel; then push the undo entry that `entry` makes of its outcome.

        `entry` runs in the GUI thread and may return None where there is nothing to undo
        (a file was saved); `committed` follows once the entry is on the stack. Returns
        False, and does nothing, while another change runs.
        """
        if self._changing is not None:
            return False
        running = RunningChange(title)
        self._changing = running

        def commit(value: T) -> None:
            self._end_change()
            command = entry(value)
            if command is not None:
                self._stack.push(command)
            committed(value)

        def give_up(problem: ClaimAppError) -> None:
            self._end_change()
            failed(problem)

        told = self._relay.progressed.emit
        number = self._take(commit, give_up)
        self.change_started.emit(running)
        self._writer.start(_Work(number, lambda: work(told, running.cancel_asked.is_set), self._relay))
        return True

    def cancel(self) -> None:
        """Ask the change under way to stop; it does so within one photo."""
        if self._changing is not None:
            self._changing.cancel_asked.set()

    def shut_down(self) -> None:
        """Stop what runs and forget what it would report; for closing the window."""
        self.cancel()
        self._handlers.clear()
        self._changing = None
        self._readers.clear()
        self._readers.waitForDone(_LAST_WAIT_MS)
        self._writer.waitForDone(_LAST_WAIT_MS)

    def _take(self, done: Callable[[Any], None], failed: Callable[[ClaimAppError], None]) -> int:
        self._next += 1
        self._handlers[self._next] = _Handlers(done, failed)
        return self._next

    def _end_change(self) -> None:
        self._changing = None
        self.change_ended.emit()

    @Slot(object)
    def _progress(self, progress: Progress) -> None:
        if self._changing is not None:
            self.change_progressed.emit(progress)

    @Slot(object)
    def _finish(self, outcome: _Outcome) -> None:
        handlers = self._handlers.pop(outcome.number, None)
        if handlers is None:
            return  # reported after the window was shut down
        if outcome.problem is not None:
            handlers.failed(outcome.problem)
        else:
            handlers.done(outcome.value)
        if not self._handlers:
            self.settled.emit()
