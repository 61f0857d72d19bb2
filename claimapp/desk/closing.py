"""Leaving the claim on the screen: nothing unsaved is lost and no job is ended without a question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from claimapp.desk.ask import Answer, Asking
from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.jobs import Jobs
from claimapp.desk.session import Session

__all__ = ["Leaving"]


class Leaving(QObject):
    """Asks before the claim is left or the window closed, and goes on once what was asked for is done.

    `close` closes the window, which asks `may_close` again; `stop` cancels the job under way.
    """

    def __init__(
        self,
        model: ClaimModel,
        jobs: Jobs,
        session: Session,
        asking: Asking,
        *,
        close: Callable[[], object],
        stop: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._jobs, self._session, self._asking = model, jobs, session, asking
        self._close, self._stop = close, stop
        self._after_save: Callable[[], object] | None = None
        self._closing_after_job = False
        session.saved.connect(self._go_on_after_save)
        session.changed.connect(self._close_after_job)

    def leave(self, then: Callable[[], None]) -> None:
        """Do `then`, which leaves the claim on the screen, once the person has decided on unsaved changes."""
        if self._may_leave(then):
            then()

    def may_close(self) -> bool:
        """Return whether the window may close now; if not, it closes once the job has stopped and all is saved.

        Nothing here closes the window by itself: Qt ignores that while it asks.
        """
        running = self._jobs.changing
        if running is not None and not self._asking.stop_and_close(running.title):
            return False
        if self._jobs.changing is not None:  # it may have ended while the question was on the screen
            self._closing_after_job = True
            self._stop()
            return False
        return self._may_leave(self._close)

    def stay(self) -> None:
        """Do nothing of what was to follow: something went wrong, and the person reads it first."""
        self._after_save = None
        self._closing_after_job = False

    def _may_leave(self, after_save: Callable[[], object]) -> bool:
        """Return whether the claim may be left now; `after_save` follows later if the person wants to save first."""
        if not self._model.dirty or self._model.claim is None:
            return True
        answer = self._asking.unsaved(self._model.claim.title)
        if answer is Answer.SAVE:
            self._after_save = after_save
            if not self._session.save():
                self._after_save = None
        return answer is Answer.DISCARD

    def _close_after_job(self) -> None:
        if self._closing_after_job and self._jobs.changing is None:
            self._closing_after_job = False
            self._close()

    def _go_on_after_save(self) -> None:
        then, self._after_save = self._after_save, None
        if then is not None:
            then()
