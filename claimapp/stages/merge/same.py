"""The same damage on several photos is one damage.

How this version decides: all findings of one kind on one part and side, on whatever
photos, are one damage. Two separate dents in one door are therefore one damage, which
costs the same: a panel is beaten and painted once. Vague findings (UNKNOWN) on a part
join the named ones there. A finding whose photo leaves open which of several parts it
lies on (a door on a close-up) joins the one of them that has a damage laid on it, where
that is one alone; a finding whose photo does not tell the side joins the side that the
other photos agree on, else that of the damage beside it, and is not listed again where
both sides are. A damage that could be laid on no part is listed, per photo and kind,
but not charged; it is left out only where its box holds a finding of the same photo
that could be laid on a part: a box over a whole corner says nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimapp.domain.damage import Damage, Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PARTS, PartName, Side, Zone
from claimapp.stages.merge.place import PlacedFinding
from claimapp.stages.merge.severity import judge_severity

__all__ = ["list_damages"]

_SEVERITIES = list(Severity)
_ZONES = [Zone.FRONT, Zone.MIDDLE, Zone.REAR, Zone.ANY]
_ENCLOSED = 0.7  # share of a placed finding inside a larger vague one, from which both speak of the same


def list_damages(placed: Sequence[PlacedFinding]) -> tuple[Damage, ...]:
    """List the vehicle's damages, front to rear, ids `d1`, `d2`...; no findings give an empty list.

    The order of `placed` does not matter.
    """
    sided = _complete_sides(_complete_parts(placed))
    groups: dict[tuple[PartName | None, Side | None, DamageKind, str], list[PlacedFinding]] = defaultdict(list)
    for item in sided:
        if item.finding.part is None and _is_told_by_others(item, sided):
            continue
        if _is_one_of_both_sides(item, sided):
            continue
        photo_id = item.photo_id if item.finding.part is None else ""
        groups[(item.finding.part, item.side, item.finding.kind, photo_id)].append(item)
    _fold_vague(groups)
    damages = [_damage(part, side, kind, items) for (part, side, kind, _), items in groups.items()]
    damages.sort(key=_front_to_rear)
    return tuple(replace(damage, id=f"d{number}") for number, damage in enumerate(damages, start=1))


def _complete_parts(placed: Sequence[PlacedFinding]) -> list[PlacedFinding]:
    completed = []
    for item in placed:
        # Not from its own photo: there, the other door is just as likely to be the one beside.
        elsewhere = {other.finding.part for other in placed if other.photo_id != item.photo_id}
        fitting = [part for part in item.choices if part in elsewhere]
        if item.finding.part is None and len(fitting) == 1:
            # The coverage stays empty: the part was not seen on this photo, only concluded.
            item = replace(item, finding=replace(item.finding, part=fitting[0]))  # noqa: PLW2901
        completed.append(item)
    return completed


def _complete_sides(placed: Sequence[PlacedFinding]) -> list[PlacedFinding]:
    known: dict[PartName, set[Side]] = defaultdict(set)
    for item in placed:
        if item.finding.part and item.side:
            known[item.finding.part].add(item.side)
    agreed = [
        replace(item, side=next(iter(known[part])))
        if (part := item.finding.part) and PARTS[part].sided and item.side is None and len(known[part]) == 1
        else item
        for item in placed
    ]
    return [replace(item, side=_side_beside(item, agreed)) if item.side is None else item for item in agreed]


def _side_beside(item: PlacedFinding, placed: Iterable[PlacedFinding]) -> Side | None:
    """The side of the sided damages that a damage of the same photo touches: panels that adjoin share a side."""
    if item.finding.part is None or not PARTS[item.finding.part].sided:
        return None
    sides = {
        other.side
        for other in placed
        if other.photo_id == item.photo_id and other.side and other.finding.box.overlap_area(item.finding.box) > 0
    }
    return sides.pop() if len(sides) == 1 else None


def _is_told_by_others(vague: PlacedFinding, placed: Iterable[PlacedFinding]) -> bool:
    """Whether a box over a whole corner holds damages that are listed part by part anyway."""
    return any(
        other.photo_id == vague.photo_id
        and other.finding.part is not None
        and vague.finding.box.overlap_area(other.finding.box) >= _ENCLOSED * max(other.finding.box.area, 1.0)
        for other in placed
    )


def _is_one_of_both_sides(item: PlacedFinding, placed: Iterable[PlacedFinding]) -> bool:
    """Whether a finding of unknown side lies on a part that is damaged on both: it shows one of the two again."""
    part = item.finding.part
    if part is None or not PARTS[part].sided or item.side is not None:
        return False
    return len({other.side for other in placed if other.finding.part is part and other.side}) == len(Side)


def _fold_vague(
    groups: dict[tuple[PartName | None, Side | None, DamageKind, str], list[PlacedFinding]],
) -> None:
    for key in [key for key in groups if key[2] is DamageKind.UNKNOWN and key[0] is not None]:
        part, side = key[:2]
        named = [other for other in groups if other[:2] == (part, side) and other[2] is not DamageKind.UNKNOWN]
        if named:
            strongest = max(named, key=lambda other: (max(item.finding.confidence for item in groups[other]), other[2]))
            groups[strongest].extend(groups.pop(key))


def _damage(part: PartName | None, side: Side | None, kind: DamageKind, items: list[PlacedFinding]) -> Damage:
    judged = [judge_severity(kind, part, item.share_of_part) for item in items]
    severities = [severity for severity in judged if severity is not None]
    photos = {item.photo_id for item in items}
    notes = []
    if len(photos) > 1:
        notes.append(f"Seen on {len(photos)} photos, charged once.")
    if part is None:
        notes.append("Could not be laid on a part; not charged.")
    elif PARTS[part].sided and side is None:
        notes.append("Left or right could not be told.")
    return Damage(
        id="",
        kind=kind,
        part=part,
        side=side,
        severity=max(severities, key=_SEVERITIES.index) if severities else None,
        confidence=max(item.finding.confidence for item in items),
        seen=tuple(sorted((item.finding.id for item in items), key=_by_number)),
        note=" ".join(notes),
    )


def _by_number(finding_id: str) -> tuple[int, ...]:
    return tuple(int(piece[1:]) for piece in finding_id.split("."))


def _front_to_rear(damage: Damage) -> tuple[int, str, str, float, str, tuple[tuple[int, ...], ...]]:
    zone = len(_ZONES) if damage.part is None else _ZONES.index(PARTS[damage.part].zone)
    seen = tuple(_by_number(finding_id) for finding_id in damage.seen)
    return (zone, damage.part or "", damage.side or "", -damage.confidence, damage.kind, seen)
