"""Apply an edit to an assessment and record it; what each edit does is in the table at the end.

Nothing is priced here: after an edit the assessment is priced again (`claimapp.pipeline.price`),
which also lays edits of lines over the new lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage, Origin
from claimapp.domain.edit import (
    AddDamage,
    AddLine,
    Anchor,
    ChangeDamage,
    Check,
    Dismiss,
    DismissFinding,
    Edit,
    EditRecord,
    LeaveOutPhoto,
    Merge,
    MoveOutline,
    Note,
    PriceLine,
    RemoveLine,
    Restore,
    SetClaim,
    SetVehicle,
    Split,
    edit_word,
)
from claimapp.domain.finding import DamageKind
from claimapp.domain.geometry import Box
from claimapp.domain.part import Place
from claimapp.errors import BadValue, EditProblem
from claimapp.pipeline.claim_edits import set_claim, set_vehicle
from claimapp.pipeline.damage_edits import (
    add_damage,
    change_damage,
    check,
    dismiss,
    dismiss_finding,
    merge,
    move_outline,
    restore,
    split,
    without_findings,
)
from claimapp.pipeline.edit_targets import Done, damage_named, line_named, photo_named, photos_with, put_damage
from claimapp.pipeline.line_edits import key_of

__all__ = ["apply", "hand_edits"]


def apply(assessment: Assessment, edit: Edit, *, when: datetime, who: str) -> Assessment:
    """Return the assessment with the edit in force and recorded; it is not priced again yet.

    Raises:
        EditProblem: if the edit names something that is not there, or a value that cannot be.
    """
    try:
        done = _DO[type(edit)](assessment, edit)
    except BadValue as problem:
        raise EditProblem(problem.message, hint="correct the edit", where=edit_word(edit)) from problem
    number = 1 + max((int(record.id[1:]) for record in assessment.edits), default=0)
    record = EditRecord(f"e{number}", when, who, edit, done.before, done.anchors)
    return replace(done.assessment, edits=(*assessment.edits, record))


def hand_edits(assessment: Assessment) -> tuple[Edit, ...]:
    """Edits typed into assessment.json itself: damages dismissed or added of which no record tells.

    And damages restored that the program had dismissed as another vehicle's.
    """
    records = [record for record in assessment.edits if record.in_force]
    restored = {record.edit.damage for record in records if isinstance(record.edit, Restore)}
    dismissed = {record.edit.damage for record in records if isinstance(record.edit, Dismiss)}
    added = {
        (each.kind, each.place) for record in records if isinstance(record.edit, AddDamage) for each in record.anchors
    }
    found: list[Edit] = []
    for damage in assessment.damages:
        of_person = damage.origin is Origin.PERSON
        if of_person and _as_added(records, damage) not in added:
            found.append(AddDamage(damage.kind, damage.part, damage.side, damage.end, damage.severity))
        # One that nothing shows was taken off with its findings or its photo, and is again.
        by_program = damage.another_vehicle and damage.id not in restored
        if damage.dismissed and damage.id not in dismissed and not by_program and (damage.seen or of_person):
            found.append(Dismiss(damage.id))
        if not damage.dismissed and by_program:
            found.append(Restore(damage.id))
    return tuple(found)


def _as_added(records: Iterable[EditRecord], damage: Damage) -> tuple[DamageKind | None, Place | None]:
    """Kind and place of a damage before it was changed for the first time."""
    changes = (each for each in records if isinstance(each.edit, ChangeDamage) and each.edit.damage == damage.id)
    first = next((anchor for change in changes for anchor in change.anchors), None)
    return (first.kind, first.place) if first else (damage.kind, damage.place)


def _line_edit(assessment: Assessment, edit: PriceLine | RemoveLine) -> Done:
    line = line_named(assessment, edit.line)
    if isinstance(edit, PriceLine) and edit.what not in {charge.what for charge in line.charges}:
        _check_new_charge(edit)
    anchor = Anchor(line=key_of(line, assessment.estimate.lines))
    before = {"amount": str(line.amount)}
    if isinstance(edit, PriceLine):
        before |= {
            f"{charge.what}": f"{charge.quantity} x {charge.each}"
            for charge in line.charges
            if charge.what is edit.what
        }
    return Done(assessment, before, (anchor,))


def _check_new_charge(edit: PriceLine) -> None:
    """A charge that the line has not yet needs both figures: neither is guessed."""
    if edit.each is None or edit.quantity is None:
        raise BadValue(f"{edit.line} has no {edit.what.value} yet; to add it, give the quantity and what each costs")


def _add_line(assessment: Assessment, edit: AddLine) -> Done:
    return Done(assessment, {})


def _set_vehicle(assessment: Assessment, edit: SetVehicle) -> Done:
    vehicle = set_vehicle(assessment.vehicle, edit)
    return Done(replace(assessment, vehicle=vehicle), {edit.field: assessment.vehicle.text(edit.field)})


def _set_claim(assessment: Assessment, edit: SetClaim) -> Done:
    claim, before = set_claim(assessment.claim, edit)
    return Done(replace(assessment, claim=claim), {edit.field: before})


def _leave_out_photo(assessment: Assessment, edit: LeaveOutPhoto) -> Done:
    shown = photo_named(assessment, edit.photo)
    theirs = {finding.id for finding in shown.findings}
    return Done(
        replace(
            assessment,
            photos=photos_with(assessment, replace(shown, left_out=True)),
            damages=tuple(without_findings(damage, theirs) for damage in assessment.damages),
        ),
        {"file": shown.photo.file},
        (Anchor(photos=((shown.photo.sha256, Box(0, 0, shown.photo.size.width, shown.photo.size.height)),)),),
    )


def _note(assessment: Assessment, edit: Note) -> Done:
    if edit.damage is not None:
        damage = damage_named(assessment, edit.damage)
        return put_damage(assessment, damage, replace(damage, note=edit.text))
    if edit.line is not None:
        return _line_edit(assessment, RemoveLine(edit.line))  # found by the same key; laid over when priced
    return Done(assessment, {})


_DO: dict[type[Edit], Callable[[Assessment, Any], Done]] = {
    Dismiss: dismiss,
    Restore: restore,
    DismissFinding: dismiss_finding,
    AddDamage: add_damage,
    ChangeDamage: change_damage,
    Merge: merge,
    Split: split,
    MoveOutline: move_outline,
    PriceLine: _line_edit,
    AddLine: _add_line,
    RemoveLine: _line_edit,
    SetVehicle: _set_vehicle,
    SetClaim: _set_claim,
    LeaveOutPhoto: _leave_out_photo,
    Check: check,
    Note: _note,
}
