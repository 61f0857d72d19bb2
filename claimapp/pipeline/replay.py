"""A person's word wins: the edits of an earlier run are made again over what a new run found.

Ids differ between runs, so each record carries what it was about (`Anchor`): a damage is
found again by its kind and place, or by a finding on the same photo (same bytes) in the
same place. An edit that fits nothing any more is kept, out of force, and told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimapp.domain.assessment import Assessment
from claimapp.domain.caution import Caution, CautionCode
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
from claimapp.domain.finding import Finding
from claimapp.domain.geometry import Box
from claimapp.domain.part import Place
from claimapp.errors import EditProblem
from claimapp.pipeline.edits import apply

__all__ = ["Replayed", "replay"]

_SAME_BOX = 0.5  # intersection over union from which two boxes on one photo are the same finding


@dataclass(frozen=True, slots=True)
class Replayed:
    """An assessment with earlier edits in force again; `carried` are those, `lost` fit nothing any more."""

    assessment: Assessment
    carried: tuple[EditRecord, ...]
    lost: tuple[EditRecord, ...]


def replay(assessment: Assessment, records: Sequence[EditRecord]) -> Replayed:
    """Make earlier edits again, in their order, each with its own time and author.

    Edits of lines are kept as they are: they are laid over the lines when these are priced.
    Cautions say what was carried and what fitted nothing.
    """
    carried: list[EditRecord] = []
    lost: list[EditRecord] = []
    for record in records:
        edit = _translated(assessment, record)
        try:
            if edit is None:
                raise EditProblem("it fits nothing that this run found")
            if isinstance(edit, PriceLine | RemoveLine | AddLine) or (isinstance(edit, Note) and edit.line):
                kept = replace(record, id=_next_id(assessment), in_force=True)
                assessment = replace(assessment, edits=(*assessment.edits, kept))
            else:
                assessment = _again(assessment, edit, record)
            carried.append(assessment.edits[-1])
        except EditProblem:
            kept = replace(record, id=_next_id(assessment), in_force=False)
            assessment = replace(assessment, edits=(*assessment.edits, kept))
            lost.append(kept)
    cautions = (
        [
            Caution.of(
                CautionCode.EDITS_CARRIED,
                count=len(carried),
                edits=tuple(_told(record) for record in carried),
            )
        ]
        if carried
        else []
    )
    cautions += [
        Caution.of(CautionCode.EDIT_NOT_CARRIED, where=record.id, edit=edit_word(record.edit), about=_about(record))
        for record in lost
    ]
    return Replayed(replace(assessment, warnings=(*cautions, *assessment.warnings)), tuple(carried), tuple(lost))


def _again(assessment: Assessment, edit: Edit, record: EditRecord) -> Assessment:
    # What it was added beside is another damage; only where nothing was there may the program have found it now.
    found = _same_as_added(assessment, edit) if isinstance(edit, AddDamage) and not record.before else None
    if found is None or not isinstance(edit, AddDamage):
        return apply(assessment, edit, when=record.when, who=record.who)
    # What a person added and the program now finds by itself is one damage, and stays that person's.
    changed = replace(found, origin=Origin.PERSON, severity=edit.severity or found.severity)
    damages = tuple(changed if damage.id == found.id else damage for damage in assessment.damages)
    kept = replace(record, id=_next_id(assessment), edit=edit, in_force=True)
    return replace(assessment, damages=damages, edits=(*assessment.edits, kept))


def _same_as_added(assessment: Assessment, edit: AddDamage) -> Damage | None:
    if edit.part is None:
        return None
    place = Place.at(edit.part, edit.side, edit.end)
    same = (damage for damage in assessment.damages if damage.kind is edit.kind and damage.place == place)
    return next((damage for damage in same if damage.origin is Origin.PROGRAM and damage.charged), None)


def _translated(assessment: Assessment, record: EditRecord) -> Edit | None:
    """The edit with the ids of this run; None where what it names is not there."""
    edit, anchors = record.edit, record.anchors
    match edit:
        case Dismiss() | Restore() | ChangeDamage() | Check() | Note(damage=str()):
            damage = _find_damage(assessment, anchors[0]) if anchors else None
            return replace(edit, damage=damage.id) if damage else None
        case AddDamage():
            return _added_again(assessment, edit, anchors)
        case Merge():
            damages = [_find_damage(assessment, anchor) for anchor in anchors]
            ids = tuple(dict.fromkeys(damage.id for damage in damages if damage))
            return Merge(ids) if len(ids) > 1 else None
        case Split():
            damage = _find_damage(assessment, anchors[0]) if anchors else None
            findings = [_find_finding(assessment, anchor) for anchor in anchors[1:]]
            ids = tuple(finding.id for finding in findings if finding)
            return Split(damage.id, ids) if damage and ids else None
        case DismissFinding() | MoveOutline():
            finding = _find_finding(assessment, anchors[0]) if anchors else None
            return replace(edit, finding=finding.id) if finding else None
        case LeaveOutPhoto():
            photo = _find_photo(assessment, anchors[0]) if anchors else None
            return LeaveOutPhoto(photo) if photo else None
        case SetVehicle() | SetClaim() | AddLine() | PriceLine() | RemoveLine() | Note():
            return edit
    return None


def _added_again(assessment: Assessment, edit: AddDamage, anchors: Sequence[Anchor]) -> AddDamage:
    """An added damage is never lost: without its photo it stays, only no longer drawn."""
    photo = _find_photo(assessment, anchors[0]) if anchors and anchors[0].photos else None
    if photo is None:
        return replace(edit, photo=None, box=None, polygon=None)
    return replace(edit, photo=photo)


def _find_damage(assessment: Assessment, anchor: Anchor) -> Damage | None:
    shown = [damage for damage in assessment.damages if _shows(assessment, damage, anchor)]
    alike = [
        damage
        for damage in assessment.damages
        if damage.kind is anchor.kind
        and damage.place == anchor.place
        # Another vehicle's is meant only where the edit was made on its photo.
        and (damage in shown or not damage.on_another_vehicle)
    ]
    # One that no photo shows is one that none showed when it was edited, where there is such a one.
    both = [damage for damage in alike if (damage in shown if anchor.photos else not damage.seen)]
    if anchor.place is None:
        alike = []  # damages without a part are told apart by where they are seen alone
    for candidates in (both, alike, [damage for damage in shown if damage.kind is anchor.kind], shown):
        if candidates:
            return candidates[0]
    return None


def _shows(assessment: Assessment, damage: Damage, anchor: Anchor) -> bool:
    theirs = set(damage.seen)
    return any(
        finding.id in theirs and _is_at(finding, box)
        for sha256, box in anchor.photos
        for seen in assessment.photos
        if seen.photo.sha256 == sha256
        for finding in seen.findings
    )


def _find_finding(assessment: Assessment, anchor: Anchor) -> Finding | None:
    for sha256, box in anchor.photos:
        fitting = [
            finding
            for seen in assessment.photos
            if seen.photo.sha256 == sha256
            for finding in seen.findings
            if _is_at(finding, box)
        ]
        if fitting:
            return max(fitting, key=lambda finding: finding.box.iou(box))
    return None


def _find_photo(assessment: Assessment, anchor: Anchor) -> str | None:
    hashes = {sha256 for sha256, _ in anchor.photos}
    return next((seen.photo.id for seen in assessment.photos if seen.photo.sha256 in hashes), None)


def _is_at(finding: Finding, box: Box) -> bool:
    return finding.box.iou(box) >= _SAME_BOX


def _next_id(assessment: Assessment) -> str:
    return f"e{1 + max((int(record.id[1:]) for record in assessment.edits), default=0)}"


def _told(record: EditRecord) -> tuple[str, str]:
    return edit_word(record.edit), _about(record)


def _about(record: EditRecord) -> str:
    """What an edit is about, as a place where it has one, else the field that it sets."""
    if isinstance(record.edit, SetVehicle | SetClaim):
        return record.edit.field
    place = record.anchors[0].place if record.anchors else None
    line = record.anchors[0].line if record.anchors else None
    if place is None and line is not None:
        place = line.place
    return place.key if place else ""
