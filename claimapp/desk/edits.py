"""What can be undone: the models' findings as one step, and dismissing or restoring a damage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.words import damage_name
from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage, DamageStatus
from claimapp.report.words import counted

if TYPE_CHECKING:
    from claimapp.app.assess import Assessed

__all__ = ["ChangeStatus", "FindDamage"]


class FindDamage(QUndoCommand):
    """Everything that one run found, as one step: "Find damage, 12 photos"."""

    def __init__(self, model: ClaimModel, found: Assessed) -> None:
        super().__init__(f"Find damage, {counted(len(found.assessment.photos), 'photo')}")
        self._model, self._found = model, found
        shown = model.claim.assessed if model.claim else None
        # With the edits made since it was found or opened: undoing a second run must not undo those.
        self._before = replace(shown, assessment=model.assessment) if shown and model.assessment else None

    def redo(self) -> None:
        """Qt override: show what was found."""
        self._model.put(self._found)

    def undo(self) -> None:
        """Qt override: show what was there before, perhaps nothing."""
        self._model.put(self._before)


class ChangeStatus(QUndoCommand):
    """One damage dismissed, or put back on the list; prices follow, and undo brings the old ones back exactly."""

    def __init__(self, model: ClaimModel, damage: Damage) -> None:
        dismissing = damage.status is not DamageStatus.DISMISSED
        super().__init__(f"{'Dismiss' if dismissing else 'Restore'} {damage_name(damage)}")
        self._model, self._damage_id, self._before = model, damage.id, damage.status
        self._after = DamageStatus.DISMISSED if dismissing else model.status_restored(damage)
        self._priced_before: Assessment | None = None

    def redo(self) -> None:
        """Qt override."""
        self._priced_before = self._model.assessment if self._model.priced else None
        self._model.set_status(self._damage_id, self._after)

    def undo(self) -> None:
        """Qt override."""
        if self._priced_before is not None:
            self._model.restore(self._priced_before)
        else:
            self._model.set_status(self._damage_id, self._before)
