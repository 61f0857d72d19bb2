"""What each edit does to an assessment, and how the edits of an earlier run are replayed over a new one.

Nothing is priced here: after an edit the assessment is priced again (`claimapp.pipeline.price`),
which also lays edits of lines over the new lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from claimapp.domain.assessment import Assessment, PhotoSeen
from claimapp.domain.damage import Damage, Origin, Severity
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
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box, Outline
from claimapp.domain.part import PARTS, Place
from claimapp.errors import BadValue, EditProblem
from claimapp.pipeline.claim_edits import set_claim, set_vehicle
from claimapp.pipeline.line_edits import key_of
from claimapp.stages.merge.damages import one_damage
from claimapp.stages.merge.severity import judge_severity

__all__ = ["apply", "hand_edits"]

_SURE = 1.0  # confidence of what a person says


@dataclass(frozen=True, slots=True)
class _Done:
    """What an edit made of an assessment, what was there before, and what the edit was about."""

    assessment: Assessment
    before: dict[str, str]
    anchors: tuple[Anchor, ...] = ()


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
    """Edits that were typed into assessment.json itself: dismissed or added damages of which no record tells."""
    records = [record for record in assessment.edits if record.in_force]
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
        if damage.dismissed and damage.id not in dismissed and (damage.seen or of_person):
            found.append(Dismiss(damage.id))
    return tuple(found)


def _as_added(records: Iterable[EditRecord], damage: Damage) -> tuple[DamageKind | None, Place | None]:
    """Kind and place of a damage before it was changed for the first time."""
    changes = (each for each in records if isinstance(each.edit, ChangeDamage) and each.edit.damage == damage.id)
    first = next((anchor for change in changes for anchor in change.anchors), None)
    return (first.kind, first.place) if first else (damage.kind, damage.place)


def _dismiss(assessment: Assessment, edit: Dismiss) -> _Done:
    damage = _damage(assessment, edit.damage)
    return _put(assessment, damage, replace(damage, dismissed=True))


def _restore(assessment: Assessment, edit: Restore) -> _Done:
    damage = _damage(assessment, edit.damage)
    return _put(assessment, damage, replace(damage, dismissed=False))


def _dismiss_finding(assessment: Assessment, edit: DismissFinding) -> _Done:
    _, finding = _finding(assessment, edit.finding)
    anchor = _finding_anchor(assessment, finding)
    before = {"finding": finding.id, "kind": finding.kind}
    damages = tuple(_without(damage, {finding.id}) for damage in assessment.damages)
    return _Done(replace(assessment, damages=damages), before, (anchor,))


def _without(damage: Damage, findings: set[str]) -> Damage:
    """A damage without some of its findings; one that nothing shows any more is taken off the list."""
    if not findings & set(damage.seen):
        return damage
    left = tuple(seen for seen in damage.seen if seen not in findings)
    return replace(damage, seen=left, dismissed=damage.dismissed or (not left and damage.origin is Origin.PROGRAM))


def _add_damage(assessment: Assessment, edit: AddDamage) -> _Done:
    place = None if edit.part is None else Place.at(edit.part, edit.side, edit.end)
    if place is None and (edit.side is not None or edit.end is not None):
        raise BadValue("a damage without a part has no side and no end")
    photos = assessment.photos
    seen: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = (Anchor(edit.kind, place),)
    if edit.photo is not None:
        shown = _photo(assessment, edit.photo)
        box = edit.box or (_hull(edit.polygon) if edit.polygon else None)
        if box is not None:
            finding = Finding(
                _next_id(f"{edit.photo}.d", (each.id for each in shown.findings)),
                edit.kind,
                _SURE,
                box,
                edit.polygon,
                part=place.part if place else None,
                side=place.side if place else None,
                end=place.end if place else None,
            )
            photos = _with_photo(assessment, replace(shown, findings=(*shown.findings, finding)))
            seen = (finding.id,)
            anchors = (Anchor(edit.kind, place, ((shown.photo.sha256, box),)),)
    damage = Damage(
        _next_id("d", (each.id for each in assessment.damages)),
        edit.kind,
        place.part if place else None,
        place.side if place else None,
        edit.severity,
        _SURE,
        seen,
        Origin.PERSON,
        end=place.end if place else None,
    )
    changed = replace(assessment, photos=photos, damages=(*assessment.damages, damage))
    # Those beside which it was added: a new run must not take one of them for this one.
    beside = {each.id: _told(each) for each in assessment.damages if (each.kind, each.place) == (edit.kind, place)}
    return _Done(changed, beside, anchors)


def _change_damage(assessment: Assessment, edit: ChangeDamage) -> _Done:
    damage = _damage(assessment, edit.damage)
    kind, part = edit.kind or damage.kind, edit.part or damage.part
    if part is None:
        if edit.side is not None or edit.end is not None:
            raise BadValue("name the part as well: a damage without a part has no side and no end")
        place = None
    else:
        # What is left out stays, as far as the new part can have it.
        side = edit.side or (damage.side if PARTS[part].sided else None)
        end = edit.end or (damage.end if PARTS[part].has_end else None)
        place = Place.at(part, side, end)
    changed = replace(
        damage,
        kind=kind,
        part=place.part if place else None,
        side=place.side if place else None,
        end=place.end if place else None,
        severity=edit.severity or _severity_after(assessment, damage, edit),
    )
    return _put(assessment, damage, changed)


def _severity_after(assessment: Assessment, damage: Damage, edit: ChangeDamage) -> Severity | None:
    """Judge the severity again for another kind on the same part; elsewhere it stays, since shares are of that part."""
    if edit.kind is None or edit.kind is damage.kind or (edit.part is not None and edit.part is not damage.part):
        return damage.severity
    shares = [finding.share_of_part for finding in _findings(assessment, damage.seen)]
    judged = [severity for share in shares if (severity := judge_severity(edit.kind, damage.part, share))]
    return max(judged, key=list(Severity).index) if judged else damage.severity


def _merge(assessment: Assessment, edit: Merge) -> _Done:
    first, *others = (_damage(assessment, each) for each in dict.fromkeys(edit.damages))
    severities = [each.severity for each in (first, *others) if each.severity is not None]
    merged = replace(
        first,
        seen=tuple(dict.fromkeys(seen for each in (first, *others) for seen in each.seen)),
        confidence=max(each.confidence for each in (first, *others)),
        severity=max(severities, key=list(Severity).index) if severities else None,
    )
    gone = {other.id for other in others}
    damages = tuple(merged if each.id == first.id else each for each in assessment.damages if each.id not in gone)
    before = {each.id: _told(each) for each in (first, *others)}
    anchors = tuple(_anchor(assessment, each) for each in (first, *others))
    return _Done(replace(assessment, damages=damages), before, anchors)


def _split(assessment: Assessment, edit: Split) -> _Done:
    damage = _damage(assessment, edit.damage)
    moved = [seen for seen in damage.seen if seen in edit.findings]
    if not moved or len(moved) == len(damage.seen) or len(moved) != len(set(edit.findings)):
        raise BadValue(f"name some, not all, of the findings of {damage.id}: {', '.join(damage.seen)}")
    apart = one_damage(damage.place, damage.kind, _findings(assessment, moved))
    apart = replace(apart, id=_next_id("d", (each.id for each in assessment.damages)), origin=damage.origin)
    left = replace(damage, seen=tuple(seen for seen in damage.seen if seen not in moved))
    damages = tuple(left if each.id == damage.id else each for each in assessment.damages)
    anchors = (
        _anchor(assessment, damage),
        *(_finding_anchor(assessment, finding) for finding in _findings(assessment, moved)),
    )
    return _Done(replace(assessment, damages=(*damages, apart)), {damage.id: ", ".join(damage.seen)}, anchors)


def _move_outline(assessment: Assessment, edit: MoveOutline) -> _Done:
    shown, finding = _finding(assessment, edit.finding)
    moved = replace(finding, outline=edit.polygon, box=_hull(edit.polygon))
    findings = tuple(moved if each.id == finding.id else each for each in shown.findings)
    photos = _with_photo(assessment, replace(shown, findings=findings))
    before = {"box": ", ".join(f"{value:g}" for value in finding.box.xyxy)}
    return _Done(replace(assessment, photos=photos), before, (_finding_anchor(assessment, finding),))


def _line_edit(assessment: Assessment, edit: PriceLine | RemoveLine) -> _Done:
    line = next((each for each in assessment.estimate.lines if each.id == edit.line), None)
    if line is None:
        raise _missing("line", edit.line, (each.id for each in assessment.estimate.lines))
    anchor = Anchor(line=key_of(line, assessment.estimate.lines))
    before = {"amount": str(line.amount)}
    if isinstance(edit, PriceLine):
        before |= {
            f"{charge.what}": f"{charge.quantity} x {charge.each}"
            for charge in line.charges
            if charge.what is edit.what
        }
    return _Done(assessment, before, (anchor,))


def _add_line(assessment: Assessment, edit: AddLine) -> _Done:
    return _Done(assessment, {})


def _set_vehicle(assessment: Assessment, edit: SetVehicle) -> _Done:
    vehicle = set_vehicle(assessment.vehicle, edit)
    return _Done(replace(assessment, vehicle=vehicle), {edit.field: assessment.vehicle.text(edit.field)})


def _set_claim(assessment: Assessment, edit: SetClaim) -> _Done:
    claim, before = set_claim(assessment.claim, edit)
    return _Done(replace(assessment, claim=claim), {edit.field: before})


def _leave_out_photo(assessment: Assessment, edit: LeaveOutPhoto) -> _Done:
    shown = _photo(assessment, edit.photo)
    theirs = {finding.id for finding in shown.findings}
    return _Done(
        replace(
            assessment,
            photos=_with_photo(assessment, replace(shown, left_out=True)),
            damages=tuple(_without(damage, theirs) for damage in assessment.damages),
        ),
        {"file": shown.photo.file},
        (Anchor(photos=((shown.photo.sha256, Box(0, 0, shown.photo.size.width, shown.photo.size.height)),)),),
    )


def _check(assessment: Assessment, edit: Check) -> _Done:
    damage = _damage(assessment, edit.damage)
    return _put(assessment, damage, replace(damage, checked=True))


def _note(assessment: Assessment, edit: Note) -> _Done:
    if edit.damage is not None:
        damage = _damage(assessment, edit.damage)
        return _put(assessment, damage, replace(damage, note=edit.text))
    if edit.line is not None:
        return _line_edit(assessment, RemoveLine(edit.line))  # found by the same key; laid over when priced
    return _Done(assessment, {})


_DO: dict[type[Edit], Callable[[Assessment, Any], _Done]] = {
    Dismiss: _dismiss,
    Restore: _restore,
    DismissFinding: _dismiss_finding,
    AddDamage: _add_damage,
    ChangeDamage: _change_damage,
    Merge: _merge,
    Split: _split,
    MoveOutline: _move_outline,
    PriceLine: _line_edit,
    AddLine: _add_line,
    RemoveLine: _line_edit,
    SetVehicle: _set_vehicle,
    SetClaim: _set_claim,
    LeaveOutPhoto: _leave_out_photo,
    Check: _check,
    Note: _note,
}


def _put(assessment: Assessment, damage: Damage, changed: Damage) -> _Done:
    damages = tuple(changed if each.id == damage.id else each for each in assessment.damages)
    return _Done(replace(assessment, damages=damages), {damage.id: _told(damage)}, (_anchor(assessment, damage),))


def _told(damage: Damage) -> str:
    """A damage as the record of an edit keeps it: for the history, never read back."""
    words = [damage.kind, damage.place.key if damage.place else "", damage.severity or ""]
    return " ".join([*(word for word in words if word), *(["dismissed"] if damage.dismissed else [])])


def _anchor(assessment: Assessment, damage: Damage) -> Anchor:
    boxes = tuple(
        (_photo(assessment, finding.id.split(".")[0]).photo.sha256, finding.box)
        for finding in _findings(assessment, damage.seen)
    )
    return Anchor(damage.kind, damage.place, boxes)


def _finding_anchor(assessment: Assessment, finding: Finding) -> Anchor:
    shown = _photo(assessment, finding.id.split(".")[0])
    place = Place(finding.part, finding.side, finding.end) if finding.part else None
    return Anchor(finding.kind, place, ((shown.photo.sha256, finding.box),))


def _damage(assessment: Assessment, damage_id: str) -> Damage:
    for damage in assessment.damages:
        if damage.id == damage_id:
            return damage
    raise _missing("damage", damage_id, (damage.id for damage in assessment.damages))


def _photo(assessment: Assessment, photo_id: str) -> PhotoSeen:
    for seen in assessment.photos:
        if seen.photo.id == photo_id:
            return seen
    raise _missing("photo", photo_id, (seen.photo.id for seen in assessment.photos))


def _finding(assessment: Assessment, finding_id: str) -> tuple[PhotoSeen, Finding]:
    for seen in assessment.photos:
        for finding in seen.findings:
            if finding.id == finding_id:
                return seen, finding
    raise _missing("finding", finding_id, (finding.id for seen in assessment.photos for finding in seen.findings))


def _findings(assessment: Assessment, ids: Iterable[str]) -> list[Finding]:
    """The findings of these ids, as far as the photos hold them."""
    wanted = set(ids)
    return [finding for seen in assessment.photos for finding in seen.findings if finding.id in wanted]


def _with_photo(assessment: Assessment, changed: PhotoSeen) -> tuple[PhotoSeen, ...]:
    return tuple(changed if seen.photo.id == changed.photo.id else seen for seen in assessment.photos)


def _hull(polygon: Outline) -> Box:
    xs, ys = [x for x, _ in polygon], [y for _, y in polygon]
    if not polygon:
        raise BadValue("an outline needs points")
    return Box(min(xs), min(ys), max(xs), max(ys))


def _next_id(stem: str, taken: Iterable[str]) -> str:
    return f"{stem}{1 + max((int(each.removeprefix(stem)) for each in taken), default=0)}"


def _missing(what: str, name: str, there: Iterable[str]) -> EditProblem:
    known = ", ".join(there)
    return EditProblem(
        f"there is no {what} {name!r}", hint=f"there are {known}" if known else f"the claim has no {what}", where=what
    )
