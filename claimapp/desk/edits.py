"""What can be undone: the models' findings as one step, and every edit of a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from claimapp.author import now, who_edits
from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.words import damage_name
from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage
from claimapp.domain.edit import Dismiss, Edit, Restore
from claimapp.words.language import counted

if TYPE_CHECKING:
    from claimapp.app.assess import Assessed

__all__ = ["EditCommand", "FindDamage", "status_command"]


class FindDamage(QUndoCommand):
    """Everything that one run found, as one step: "Find damage, 12 photos"."""

    def __init__(self, model: ClaimModel, found: Assessed) -> None:
        super().__init__(
            counted("Find damage, {number} photo", "Find damage, {number} photos", len(found.assessment.photos))
        )
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


class EditCommand(QUndoCommand):
    """One edit of the claim, of whatever kind; prices follow, and undo brings the old ones back exactly."""

    def __init__(self, model: ClaimModel, edit: Edit, text: str, *, when: datetime, who: str) -> None:
        super().__init__(text)
        self._model, self._edit, self._when, self._who = model, edit, when, who
        self._before: Assessment | None = None
        self._was_priced = False

    def redo(self) -> None:
        """Qt override."""
        self._before, self._was_priced = self._model.assessment, self._model.priced
        self._model.edit(self._edit, when=self._when, who=self._who)

    def undo(self) -> None:
        """Qt override."""
        if self._before is None:
            return
        if self._was_priced:
            self._model.restore(self._before)
        else:
            self._model.show_unpriced(self._before)


def status_command(model: ClaimModel, damage: Damage) -> EditCommand:
    """Return the command that dismisses a damage, or puts a dismissed one back on the list."""
    name = damage_name(damage)
    if damage.dismissed:
        return EditCommand(model, Restore(damage.id), f"Restore {name}", when=now(), who=who_edits())
    return EditCommand(model, Dismiss(damage.id), f"Dismiss {name}", when=now(), who=who_edits())
