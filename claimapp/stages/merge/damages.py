"""The same damage on several photos is one damage.

All findings of one kind on one part, side and end, on whatever photos, are one damage. Two
separate dents in one door are therefore one damage, which costs the same: a panel is
beaten and painted once. The steps, in order:

1. complete the part: a half-known one (a door on a close-up) is the one that it may be,
   where that one alone is damaged on another photo;
2. complete the side: that on which the other photos agree, else that of the damage beside it;
3. drop what is told by others: a box over a whole corner whose damages are listed part by
   part anyway, and what shows one of two listed parts or sides again;
4. group by place and kind; a vague finding (UNKNOWN) joins the named ones on its part.

A damage that could be laid on no part is listed, per photo and kind, but not charged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claimapp.domain.damage import Damage
from claimapp.domain.finding import DamageKind, Finding, photo_of
from claimapp.domain.part import PARTS, PartName, Place, Side, Zone
from claimapp.stages.merge.severity import severity_of

__all__ = ["list_damages", "one_damage"]

_ZONES = [Zone.FRONT, Zone.MIDDLE, Zone.REAR, Zone.ANY]
_ENCLOSED = 0.7  # share of a placed finding inside a larger vague one, from which both speak of the same


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes findings one damage; `photo_id` counts only where no part is known."""

    place: Place | None
    kind: DamageKind
    photo_id: str


def list_damages(findings: Sequence[Finding], *, after: int = 0) -> tuple[Damage, ...]:
    """List a vehicle's damages, front to rear, ids `d1`, `d2`... or on from `after`; no findings give an empty list.

    `findings` are those of all photos, laid on parts (`place_findings`); their order does
    not matter.
    """
    completed = _complete_sides(_complete_parts(findings))
    groups: dict[_Key, list[Finding]] = defaultdict(list)
    for item in _drop_told(completed):
        groups[_Key(_place(item), item.kind, photo_of(item.id) if item.part is None else "")].append(item)
    _fold_vague(groups)
    damages = [one_damage(key.place, key.kind, items) for key, items in groups.items()]
    damages.sort(key=_front_to_rear)
    return tuple(replace(damage, id=f"d{number}") for number, damage in enumerate(damages, start=after + 1))


def one_damage(place: Place | None, kind: DamageKind, items: Sequence[Finding]) -> Damage:
    """Make one damage without an id from the findings that show it: the worst severity, the best confidence."""
    part, side, end = (place.part, place.side, place.end) if place else (None, None, None)
    return Damage(
        id="",
        kind=kind,
        part=part,
        side=side,
        severity=severity_of(kind, part, items),
        confidence=max(item.confidence for item in items),
        seen=tuple(sorted((item.id for item in items), key=_by_number)),
        end=end,
    )


def _complete_parts(findings: Sequence[Finding]) -> list[Finding]:
    # Not from its own photo: there, the other door is just as likely to be the one beside.
    on_photos: dict[PartName, set[str]] = defaultdict(set)
    for item in findings:
        if item.part is not None:
            on_photos[item.part].add(photo_of(item.id))
    completed = []
    for item in findings:
        choices = PARTS[item.part].may_be if item.part else ()
        fitting = [part for part in choices if on_photos[part] - {photo_of(item.id)}]
        if len(fitting) == 1:
            item = replace(item, part=fitting[0], end=None)  # noqa: PLW2901
        completed.append(item)
    return completed


def _complete_sides(findings: Sequence[Finding]) -> list[Finding]:
    known: dict[PartName, set[Side]] = defaultdict(set)
    for item in findings:
        if item.part and item.side:
            known[item.part].add(item.side)
    agreed = [
        replace(item, side=next(iter(known[item.part])))
        if item.part and PARTS[item.part].sided and item.side is None and len(known[item.part]) == 1
        else item
        for item in findings
    ]
    return [replace(item, side=_side_beside(item, agreed)) if item.side is None else item for item in agreed]


def _side_beside(item: Finding, findings: Iterable[Finding]) -> Side | None:
    """The side of the sided damages that a damage of the same photo touches: panels that adjoin share a side."""
    if item.part is None or not PARTS[item.part].sided:
        return None
    sides = {
        other.side
        for other in findings
        if photo_of(other.id) == photo_of(item.id) and other.side and other.box.overlap_area(item.box) > 0
    }
    return sides.pop() if len(sides) == 1 else None


def _drop_told(findings: Sequence[Finding]) -> list[Finding]:
    return [
        item for item in findings if not (_is_told_part_by_part(item, findings) or _is_one_of_several(item, findings))
    ]


def _is_told_part_by_part(vague: Finding, findings: Iterable[Finding]) -> bool:
    """Whether a box over a whole corner holds damages that are listed part by part anyway."""
    return vague.part is None and any(
        photo_of(other.id) == photo_of(vague.id)
        and other.part is not None
        and vague.box.overlap_area(other.box) >= _ENCLOSED * max(other.box.area, 1.0)
        for other in findings
    )


def _is_one_of_several(item: Finding, findings: Iterable[Finding]) -> bool:
    """Whether a finding of unknown side or part shows again what is listed on both sides, or on all it may be."""
    if item.part is None:
        return False
    facts = PARTS[item.part]
    if facts.may_be:
        elsewhere = {other.part for other in findings if photo_of(other.id) != photo_of(item.id)}
        return sum(part in elsewhere for part in facts.may_be) > 1
    if not facts.sided or item.side is not None:
        return False
    return len({other.side for other in findings if other.part is item.part and other.side}) == len(Side)


def _fold_vague(groups: dict[_Key, list[Finding]]) -> None:
    for key in [key for key in groups if key.kind is DamageKind.UNKNOWN and key.place is not None]:
        named = [other for other in groups if other.place == key.place and other.kind is not DamageKind.UNKNOWN]
        if named:
            strongest = max(named, key=lambda other: (max(item.confidence for item in groups[other]), other.kind))
            groups[strongest].extend(groups.pop(key))


def _place(item: Finding) -> Place | None:
    return None if item.part is None else Place(item.part, item.side, item.end)


def _by_number(finding_id: str) -> tuple[int, ...]:
    return tuple(int(piece[1:]) for piece in finding_id.split("."))


def _front_to_rear(damage: Damage) -> tuple[int, str, float, str, tuple[tuple[int, ...], ...]]:
    zone = len(_ZONES) if damage.part is None else _ZONES.index(PARTS[damage.part].zone)
    seen = tuple(_by_number(finding_id) for finding_id in damage.seen)
    return (zone, damage.place.key if damage.place else "", -damage.confidence, damage.kind, seen)
