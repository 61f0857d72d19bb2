"""The claim on the screen: folders, photos, assessment, what is selected, and whether it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from claimapp.domain.assessment import Assessment, PhotoSeen
from claimapp.domain.damage import Damage
from claimapp.domain.edit import Edit
from claimapp.domain.estimate import Estimate
from claimapp.domain.finding import Finding, photo_of
from claimapp.pipeline.edits import apply

if TYPE_CHECKING:
    from claimapp.app.assess import Assessed

__all__ = ["ClaimModel", "OpenedClaim", "PhotoItem"]


@dataclass(frozen=True, slots=True)
class PhotoItem:
    """One photo to show: `original` from the claim folder, `drawn` from the output, `seen` once assessed."""

    id: str
    file: str
    original: Path | None
    drawn: Path | None = None
    seen: PhotoSeen | None = None


@dataclass(frozen=True, slots=True)
class OpenedClaim:
    """What opening a path found: `folder` is None where only an assessed output is at hand."""

    folder: Path | None
    out: Path
    photos: tuple[Path, ...]
    assessed: Assessed | None

    @property
    def title(self) -> str:
        """The claim's number, or the folder's name before it is assessed."""
        return self.assessed.assessment.claim.number if self.assessed else (self.folder or self.out).name


class ClaimModel(QObject):
    """State of the window; widgets read it and listen, only undo commands and opening change it."""

    opened = Signal()
    assessment_changed = Signal()
    price_wanted = Signal()
    photo_selected = Signal()
    finding_selected = Signal()
    dirty_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.stack.cleanChanged.connect(self._tell_dirty)
        self.claim: OpenedClaim | None = None
        self.assessment: Assessment | None = None
        self.photos: tuple[PhotoItem, ...] = ()
        self.photo: PhotoItem | None = None
        self.finding_id: str | None = None
        self.damage_id: str | None = None
        self.priced = True
        self._added: set[str] = set()
        self._damage_of: dict[str, Damage] = {}
        self._photo_of: dict[str, PhotoItem] = {}

    @property
    def dirty(self) -> bool:
        """Whether there is an assessment on the screen that the disk does not hold."""
        return self.assessment is not None and not self.stack.isClean()

    def open(self, claim: OpenedClaim) -> None:
        """Put another claim on the screen; its undo history starts anew."""
        self.stack.clear()
        self.claim = claim
        self.photo = None
        self._take(claim.assessed)
        self.opened.emit()
        self.dirty_changed.emit()

    def put(self, assessed: Assessed | None) -> None:
        """Show another assessment of the same claim (an undo command's work)."""
        if self.claim is None:
            return
        self.claim = replace(self.claim, assessed=assessed)
        keep = self.photo.file if self.photo else None
        self._take(assessed)
        self.photo = next((item for item in self.photos if item.file == keep), self.photo)
        self.assessment_changed.emit()
        self.photo_selected.emit()

    def edit(self, edit: Edit, *, when: datetime, who: str) -> None:
        """Make one edit and ask for new prices (an undo command's work).

        Raises:
            EditProblem: if the edit does not fit the claim on the screen; nothing is changed then.
        """
        if self.assessment is None:
            return
        self._show(apply(self.assessment, edit, when=when, who=who))
        self._ask_for_prices()

    def show_unpriced(self, assessment: Assessment) -> None:
        """Show an earlier state again whose prices were never worked out, and ask for them (an undo command's work)."""
        self._show(assessment)
        self._ask_for_prices()

    def _ask_for_prices(self) -> None:
        self.priced = False
        self.assessment_changed.emit()
        self.price_wanted.emit()

    def restore(self, assessment: Assessment) -> None:
        """Show an earlier state again with the prices that it had (an undo command's work)."""
        self._show(assessment)
        self.priced = True
        self.assessment_changed.emit()

    def take_prices(self, asked: Assessment, priced: Assessment) -> bool:
        """Take new prices over, unless the damages have changed since they were asked for."""
        if self.assessment is not asked:
            return False
        self._show(priced)
        self.priced = True
        self.assessment_changed.emit()
        return True

    def select_photo(self, photo_id: str) -> None:
        """Show a photo; the selected finding is let go of unless it is on it."""
        item = self._photo_of.get(photo_id)
        if item is None or item is self.photo:
            return
        self.photo = item
        if self.finding_id is not None and self.finding_id not in {found.id for found in self.findings()}:
            self.finding_id = None
        self.photo_selected.emit()
        self.finding_selected.emit()

    def select_finding(self, finding_id: str | None) -> None:
        """Select a finding, show the photo that it is on, and select its damage."""
        self.finding_id = finding_id
        damage = self._damage_of.get(finding_id or "")
        self.damage_id = damage.id if damage else None
        item = self._photo_of.get(photo_of(finding_id or ""))
        if item is not None and item is not self.photo:
            self.photo = item
            self.photo_selected.emit()
        self.finding_selected.emit()

    def select_damage(self, damage_id: str) -> None:
        """Select a damage and jump to the finding that shows it best; nothing if it is selected already."""
        damage = self.damage(damage_id)
        if damage is None or damage_id == self.damage_id:
            return
        best = max(self._seen(damage), key=lambda found: found.confidence, default=None)
        if best is not None:
            self.select_finding(best.id)
        else:
            self.finding_id, self.damage_id = None, damage_id
            self.finding_selected.emit()

    def step_photo(self, step: int) -> None:
        """Show the next (1) or previous (-1) photo, round the end."""
        if self.photo is not None:
            self.select_photo(self.photos[(self.photos.index(self.photo) + step) % len(self.photos)].id)

    def step_finding(self, step: int) -> None:
        """Select the next (1) or previous (-1) finding on the photo, round the end."""
        ids = [found.id for found in self.findings()]
        if ids:
            at = ids.index(self.finding_id) if self.finding_id in ids else (-1 if step > 0 else 0)
            self.select_finding(ids[(at + step) % len(ids)])

    def damage(self, damage_id: str | None) -> Damage | None:
        """Return the damage of an id."""
        damages: Iterable[Damage] = self.assessment.damages if self.assessment else ()
        return next((damage for damage in damages if damage.id == damage_id), None)

    def damage_of(self, finding_id: str) -> Damage | None:
        """Return the damage that a finding shows."""
        return self._damage_of.get(finding_id)

    def taken_off_findings(self) -> frozenset[str]:
        """Return the ids of the findings that a person took off by themselves or with their photo."""
        return self.assessment.taken_off_findings if self.assessment else frozenset()

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of the photo on the screen."""
        return self.photo.seen.findings if self.photo and self.photo.seen else ()

    def estimate(self) -> Estimate | None:
        """Return the estimate, None before the claim is assessed."""
        return self.assessment.estimate if self.assessment else None

    def _tell_dirty(self) -> None:
        self.dirty_changed.emit()

    def _seen(self, damage: Damage) -> list[Finding]:
        shown = {found.id: found for item in self.photos if item.seen for found in item.seen.findings}
        return [shown[finding_id] for finding_id in damage.seen if finding_id in shown]

    def _take(self, assessed: Assessed | None) -> None:
        self.finding_id = self.damage_id = None
        self.priced = True
        self.photos = _photo_items(self.claim, assessed) if self.claim else ()
        self._photo_of = {item.id: item for item in self.photos}
        if self.photo is None or self.photo.id not in self._photo_of:
            self.photo = self.photos[0] if self.photos else None
        self._show(assessed.assessment if assessed else None)

    def _show(self, assessment: Assessment | None) -> None:
        self.assessment = assessment
        damages: Iterable[Damage] = assessment.damages if assessment else ()
        self._damage_of = {finding_id: damage for damage in damages for finding_id in damage.seen}


def _photo_items(claim: OpenedClaim, assessed: Assessed | None) -> tuple[PhotoItem, ...]:
    """Return the assessed photos, then those files of the folder that no run has looked at yet."""
    folder = claim.folder
    shown = (
        tuple(
            PhotoItem(
                seen.photo.id,
                seen.photo.file,
                folder / seen.photo.file if folder else None,
                assessed.drawn.get(seen.photo.id),
                seen,
            )
            for seen in assessed.assessment.photos
        )
        if assessed
        else ()
    )
    known = {item.file for item in shown}
    if assessed:  # a photo that is there twice was looked at once, and its double named
        known |= {caution.where for caution in assessed.assessment.warnings}
    files = {path.relative_to(folder).as_posix() if folder else path.name: path for path in claim.photos}
    new = [(file, path) for file, path in files.items() if file not in known]
    return shown + tuple(PhotoItem(f"file{number}", file, path) for number, (file, path) in enumerate(new, 1))
