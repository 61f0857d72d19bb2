"""What an edit names: the damage, photo, finding or line of an id, how it is found again, and how it is put back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from claimapp.domain.assessment import Assessment, PhotoSeen
from claimapp.domain.damage import Damage
from claimapp.domain.edit import Anchor
from claimapp.domain.finding import Finding, photo_of
from claimapp.domain.line import RepairLine
from claimapp.domain.part import Place
from claimapp.errors import EditProblem

__all__ = [
    "Done",
    "damage_anchor",
    "damage_named",
    "finding_anchor",
    "finding_named",
    "findings_named",
    "line_named",
    "next_id",
    "photo_named",
    "photos_with",
    "put_damage",
    "told",
]


@dataclass(frozen=True, slots=True)
class Done:
    """What an edit made of an assessment, what was there before, and what the edit was about."""

    assessment: Assessment
    before: dict[str, str]
    anchors: tuple[Anchor, ...] = ()


def damage_named(assessment: Assessment, damage_id: str) -> Damage:
    """The damage of this id; `EditProblem` with those that are there if there is none."""
    for damage in assessment.damages:
        if damage.id == damage_id:
            return damage
    raise _missing("damage", damage_id, (damage.id for damage in assessment.damages))


def photo_named(assessment: Assessment, photo_id: str) -> PhotoSeen:
    """The photo of this id with what was seen on it; `EditProblem` if there is none."""
    for seen in assessment.photos:
        if seen.photo.id == photo_id:
            return seen
    raise _missing("photo", photo_id, (seen.photo.id for seen in assessment.photos))


def finding_named(assessment: Assessment, finding_id: str) -> tuple[PhotoSeen, Finding]:
    """The finding of this id and its photo; `EditProblem` if there is none."""
    for seen in assessment.photos:
        for finding in seen.findings:
            if finding.id == finding_id:
                return seen, finding
    raise _missing("finding", finding_id, (finding.id for seen in assessment.photos for finding in seen.findings))


def findings_named(assessment: Assessment, ids: Iterable[str]) -> list[Finding]:
    """The findings of these ids, as far as the photos hold them."""
    wanted = set(ids)
    return [finding for seen in assessment.photos for finding in seen.findings if finding.id in wanted]


def line_named(assessment: Assessment, line_id: str) -> RepairLine:
    """The line of this id; `EditProblem` if there is none."""
    for line in assessment.estimate.lines:
        if line.id == line_id:
            return line
    raise _missing("line", line_id, (line.id for line in assessment.estimate.lines))


def photos_with(assessment: Assessment, changed: PhotoSeen) -> tuple[PhotoSeen, ...]:
    """All photos, with the one of the same id replaced."""
    return tuple(changed if seen.photo.id == changed.photo.id else seen for seen in assessment.photos)


def damage_anchor(assessment: Assessment, damage: Damage) -> Anchor:
    """How a damage is found again in a new run: kind, place, and where on which photos it shows."""
    boxes = tuple(
        (photo_named(assessment, photo_of(finding.id)).photo.sha256, finding.box)
        for finding in findings_named(assessment, damage.seen)
    )
    return Anchor(damage.kind, damage.place, boxes)


def finding_anchor(assessment: Assessment, finding: Finding) -> Anchor:
    """How a finding is found again in a new run: kind, place, photo and box."""
    shown = photo_named(assessment, photo_of(finding.id))
    place = Place(finding.part, finding.side, finding.end) if finding.part else None
    return Anchor(finding.kind, place, ((shown.photo.sha256, finding.box),))


def told(damage: Damage) -> str:
    """A damage as the record of an edit keeps it: for the history, never read back."""
    words = [damage.kind, damage.place.key if damage.place else "", damage.severity or ""]
    return " ".join([*(word for word in words if word), *(["dismissed"] if damage.dismissed else [])])


def put_damage(assessment: Assessment, damage: Damage, changed: Damage) -> Done:
    """The outcome of an edit that changes one damage only."""
    damages = tuple(changed if each.id == damage.id else each for each in assessment.damages)
    return Done(replace(assessment, damages=damages), {damage.id: told(damage)}, (damage_anchor(assessment, damage),))


def next_id(stem: str, taken: Iterable[str]) -> str:
    """The id after the highest one taken: `d3` after `d2`, `d1` where there is none."""
    return f"{stem}{1 + max((int(each.removeprefix(stem)) for each in taken), default=0)}"


def _missing(what: str, name: str, there: Iterable[str]) -> EditProblem:
    known = ", ".join(there)
    return EditProblem(
        f"there is no {what} {name!r}", hint=f"there are {known}" if known else f"the claim has no {what}", where=what
    )
