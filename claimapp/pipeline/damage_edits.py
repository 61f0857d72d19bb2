"""What each edit of a damage or of what shows it does to an assessment; nothing is priced here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage, Origin, Severity
from claimapp.domain.edit import (
    AddDamage,
    Anchor,
    ChangeDamage,
    Check,
    Dismiss,
    DismissFinding,
    Merge,
    MoveOutline,
    Restore,
    Split,
)
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.domain.part import PARTS, Place
from claimapp.errors import BadValue
from claimapp.pipeline.edit_targets import (
    Done,
    damage_anchor,
    damage_named,
    finding_anchor,
    finding_named,
    findings_named,
    next_id,
    photo_named,
    photos_with,
    put_damage,
    told,
)
from claimapp.stages.merge.damages import one_damage
from claimapp.stages.merge.severity import severity_of

__all__ = [
    "add_damage",
    "change_damage",
    "check",
    "dismiss",
    "dismiss_finding",
    "merge",
    "move_outline",
    "restore",
    "split",
    "without_findings",
]

_SURE = 1.0  # confidence of what a person says


def dismiss(assessment: Assessment, edit: Dismiss) -> Done:
    """Take a damage out of the price; it stays in the list, struck through. `EditProblem` if it is not there."""
    damage = damage_named(assessment, edit.damage)
    return put_damage(assessment, damage, replace(damage, dismissed=True))


def restore(assessment: Assessment, edit: Restore) -> Done:
    """Put a dismissed damage back. `EditProblem` if it is not there."""
    damage = damage_named(assessment, edit.damage)
    return put_damage(assessment, damage, replace(damage, dismissed=False))


def check(assessment: Assessment, edit: Check) -> Done:
    """Say that a person has looked at a damage and lets it stand."""
    damage = damage_named(assessment, edit.damage)
    return put_damage(assessment, damage, replace(damage, checked=True))


def dismiss_finding(assessment: Assessment, edit: DismissFinding) -> Done:
    """Take one finding from what shows a damage; a damage of the program that nothing shows any more goes too."""
    _, finding = finding_named(assessment, edit.finding)
    anchor = finding_anchor(assessment, finding)
    before = {"finding": finding.id, "kind": finding.kind}
    damages = tuple(without_findings(damage, {finding.id}) for damage in assessment.damages)
    return Done(replace(assessment, damages=damages), before, (anchor,))


def without_findings(damage: Damage, findings: set[str]) -> Damage:
    """A damage without some of its findings; one that nothing shows any more is taken off the list."""
    if not findings & set(damage.seen):
        return damage
    left = tuple(seen for seen in damage.seen if seen not in findings)
    return replace(damage, seen=left, dismissed=damage.dismissed or (not left and damage.origin is Origin.PROGRAM))


def add_damage(assessment: Assessment, edit: AddDamage) -> Done:
    """Add what the program did not see; with a photo and a box or an outline it becomes a finding there.

    Raises:
        BadValue: for a side or an end that the part has not, or without a part.
        EditProblem: if the photo is not there.
    """
    place = None if edit.part is None else Place.at(edit.part, edit.side, edit.end)
    if place is None and (edit.side is not None or edit.end is not None):
        raise BadValue("a damage without a part has no side and no end")
    photos = assessment.photos
    seen: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = (Anchor(edit.kind, place),)
    if edit.photo is not None:
        shown = photo_named(assessment, edit.photo)
        box = edit.box or (Box.around(edit.polygon) if edit.polygon else None)
        if box is not None:
            finding = Finding(
                next_id(f"{edit.photo}.d", (each.id for each in shown.findings)),
                edit.kind,
                _SURE,
                box,
                edit.polygon,
                part=place.part if place else None,
                side=place.side if place else None,
                end=place.end if place else None,
            )
            photos = photos_with(assessment, replace(shown, findings=(*shown.findings, finding)))
            seen = (finding.id,)
            anchors = (Anchor(edit.kind, place, ((shown.photo.sha256, box),)),)
    damage = Damage(
        next_id("d", (each.id for each in assessment.damages)),
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
    beside = {each.id: told(each) for each in assessment.damages if (each.kind, each.place) == (edit.kind, place)}
    return Done(changed, beside, anchors)


def change_damage(assessment: Assessment, edit: ChangeDamage) -> Done:
    """Give a damage another kind, part, side, end or severity; what is left out stays.

    Raises:
        BadValue: for a side or an end that the part has not, or without a part.
    """
    damage = damage_named(assessment, edit.damage)
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
    return put_damage(assessment, damage, changed)


def _severity_after(assessment: Assessment, damage: Damage, edit: ChangeDamage) -> Severity | None:
    """Judge the severity again for another kind on the same part; elsewhere it stays, since shares are of that part."""
    if edit.kind is None or edit.kind is damage.kind or (edit.part is not None and edit.part is not damage.part):
        return damage.severity
    return severity_of(edit.kind, damage.part, findings_named(assessment, damage.seen)) or damage.severity


def merge(assessment: Assessment, edit: Merge) -> Done:
    """Make one damage of several: kind and place of the first, the worst severity, all findings.

    It is charged if any of them was: what a person joins to the claim's damage is the claim's.
    """
    first, *others = (damage_named(assessment, each) for each in dict.fromkeys(edit.damages))
    severities = [each.severity for each in (first, *others) if each.severity is not None]
    merged = replace(
        first,
        seen=tuple(dict.fromkeys(seen for each in (first, *others) for seen in each.seen)),
        confidence=max(each.confidence for each in (first, *others)),
        severity=max(severities, key=list(Severity).index) if severities else None,
        dismissed=all(each.dismissed for each in (first, *others)),
        another_vehicle=all(each.another_vehicle for each in (first, *others)),
    )
    gone = {other.id for other in others}
    damages = tuple(merged if each.id == first.id else each for each in assessment.damages if each.id not in gone)
    before = {each.id: told(each) for each in (first, *others)}
    anchors = tuple(damage_anchor(assessment, each) for each in (first, *others))
    return Done(replace(assessment, damages=damages), before, anchors)


def split(assessment: Assessment, edit: Split) -> Done:
    """Make a second damage of some findings of one, with the place and kind that they name themselves.

    Raises:
        BadValue: if none or all of its findings are named, or one that is not its own.
    """
    damage = damage_named(assessment, edit.damage)
    moved = [seen for seen in damage.seen if seen in edit.findings]
    if not moved or len(moved) == len(damage.seen) or len(moved) != len(set(edit.findings)):
        raise BadValue(f"name some, not all, of the findings of {damage.id}: {', '.join(damage.seen)}")
    left = [seen for seen in damage.seen if seen not in moved]
    apart = one_damage(*_own(findings_named(assessment, moved), findings_named(assessment, left), damage))
    apart = replace(
        apart,
        id=next_id("d", (each.id for each in assessment.damages)),
        origin=damage.origin,
        dismissed=damage.dismissed,
        another_vehicle=damage.another_vehicle,
    )
    damages = tuple(replace(damage, seen=tuple(left)) if each.id == damage.id else each for each in assessment.damages)
    anchors = (
        damage_anchor(assessment, damage),
        *(finding_anchor(assessment, finding) for finding in findings_named(assessment, moved)),
    )
    return Done(replace(assessment, damages=(*damages, apart)), {damage.id: ", ".join(damage.seen)}, anchors)


def _own(
    moved: Sequence[Finding], left: Sequence[Finding], damage: Damage
) -> tuple[Place | None, DamageKind, Sequence[Finding]]:
    """Place and kind of findings that are split off: what they say themselves, where they agree.

    What none of those left says was a person's word about the damage, and holds for both.
    """
    parts = {each.part for each in moved if each.part}
    kinds = {each.kind for each in moved if each.kind is not DamageKind.UNKNOWN}
    place, kind = damage.place, damage.kind
    if len(parts) == 1 and damage.part not in parts and damage.part in {each.part for each in left}:
        place = next(Place(each.part, each.side, each.end) for each in moved if each.part)
    if len(kinds) == 1 and damage.kind in {each.kind for each in left}:
        (kind,) = kinds
    return place, kind, moved


def move_outline(assessment: Assessment, edit: MoveOutline) -> Done:
    """Put the outline of a finding where a person drew it; the box is the hull of its points (px of the photo)."""
    shown, finding = finding_named(assessment, edit.finding)
    moved = replace(finding, outline=edit.polygon, box=Box.around(edit.polygon))
    findings = tuple(moved if each.id == finding.id else each for each in shown.findings)
    photos = photos_with(assessment, replace(shown, findings=findings))
    before = {"box": ", ".join(f"{value:g}" for value in finding.box.xyxy)}
    return Done(replace(assessment, photos=photos), before, (finding_anchor(assessment, finding),))
