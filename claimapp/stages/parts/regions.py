"""Detections of the two part models -> PartRegion values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimapp.domain.class_names import part_of, side_of
from claimapp.domain.geometry import Box
from claimapp.domain.part import PARTS, End, PartName, PartRegion, Side, Zone, half_known_as
from claimapp.domain.seen import Seen
from claimapp.stages.parts.sides import clear_marks, side_by_order

__all__ = ["damaged_parts", "whole_parts"]

_ON_PART = 0.5  # intersection over the smaller area from which a damaged-part box names the same part
_CLEARLY_NEARER = 0.7  # a wheel is at the end whose parts are at most this share of the distance to the other end's

_USUAL = {frozenset({PartName.FRONT_FENDER, PartName.REAR_QUARTER_PANEL}): PartName.FRONT_FENDER}
"""What is meant as a rule by a label that has no half-known part: a fender is the front one, unless something speaks
for the rear. Nothing else is concluded from it."""

_ENDS: dict[End, tuple[PartName, ...]] = {
    End.FRONT: (PartName.FRONT_BUMPER, PartName.HEADLAMP, PartName.FRONT_FENDER, PartName.FRONT_DOOR),
    End.REAR: (PartName.REAR_BUMPER, PartName.TAIL_LAMP, PartName.REAR_QUARTER_PANEL, PartName.REAR_DOOR),
}
"""The parts that tell at which end a wheel or side window beside them sits."""


def whole_parts(seen: Sequence[Seen], photo_id: str) -> tuple[PartRegion, ...]:
    """Name the parts of a whole car; ids are `p1.k1`, `p1.k2`...

    Classes that name no part are left out, and so are those that can mean several
    (`door`): a part is never guessed. The side is the one that the order of the parts on
    the photo tells, else the label's. Wheels and side windows get their end where parts of
    both ends are seen and one is clearly nearer.
    """
    named = [(part_of(item.label)[0], item) for item in seen if len(part_of(item.label)) == 1]
    regions = tuple(
        PartRegion(
            f"{photo_id}.k{number}",
            part,
            side_of(item.label) if PARTS[part].sided else None,
            item.confidence,
            item.box,
            item.outline,
        )
        for number, (part, item) in enumerate(named, start=1)
    )
    marks = clear_marks(regions)
    return tuple(
        replace(region, side=side_by_order(region.part, region.box, marks) or region.side, end=_end_of(region, regions))
        for region in regions
    )


def damaged_parts(seen: Sequence[Seen], whole: Sequence[PartRegion], photo_id: str) -> tuple[PartRegion, ...]:
    """Name damaged-part boxes (`bumper`, `door`, `light`...) with the help of the whole-car parts.

    A label that can mean several parts (bumper: front or rear) takes the one that the
    whole-car model sees in the same place; where it sees none, the end of the car that
    the photo shows. Where that cannot be told either it stays half known (`bumper`): a part
    is never guessed; only a fender is the front one until something speaks for the rear.
    Side and end come from the whole-car part, else the side from the order of the parts on
    the photo (`side_by_order`), else from the one side of that part that the box touches,
    else from the side that all doors, mirrors, sills and side windows of the photo agree on,
    else they stay unknown. Ids go on after those of `whole`; a label that names no part is
    left out.
    """
    end, photo_side = _end_seen(whole), _side_seen(whole)
    marks = clear_marks(whole)
    regions: list[PartRegion] = []
    for item in seen:
        choices = part_of(item.label)
        same = _same_place(item.box, whole, choices)
        part = same.part if same else _by_end(choices, end)
        part = part or half_known_as(choices) or _usual(choices)
        if part is None:
            continue
        regions.append(
            PartRegion(
                f"{photo_id}.k{len(whole) + len(regions) + 1}",
                part,
                same.side if same else None,
                item.confidence,
                item.box,
                item.outline,
                same.end if same else None,
            )
        )
    return tuple(replace(region, side=_side_of(region, regions, whole, marks, photo_side)) for region in regions)


def _side_of(
    region: PartRegion,
    damaged: Iterable[PartRegion],
    whole: Sequence[PartRegion],
    marks: Sequence[PartRegion],
    photo_side: Side | None,
) -> Side | None:
    if not PARTS[region.part].sided:
        return None
    # A damaged bumper's or lid's box is often that of one corner: its middle says nothing.
    surer = [
        other
        for other in damaged
        if other.confidence >= region.confidence and PARTS[other.part].sided and other.part not in _USUAL.values()
    ]
    return (
        region.side
        or side_by_order(region.part, region.box, [*marks, *surer])
        or _side_touched(region.part, region.box, whole)
        or photo_side
    )


def _end_of(region: PartRegion, regions: Iterable[PartRegion]) -> End | None:
    """Front or rear of a wheel or side window; None for other parts, and where it is not clear."""
    if not PARTS[region.part].has_end:
        return None
    away = {
        end: min((_apart(region.box, other.box) for other in regions if other.part in parts), default=None)
        for end, parts in _ENDS.items()
    }
    front, rear = away[End.FRONT], away[End.REAR]
    if front is None or rear is None:
        return None
    if front <= _CLEARLY_NEARER * rear:
        return End.FRONT
    return End.REAR if rear <= _CLEARLY_NEARER * front else None


def _apart(one: Box, other: Box) -> float:
    """Distance of the centres along the photo's width, in pixels: cars stand level on photos."""
    return abs(one.centre[0] - other.centre[0])


def _side_touched(part: PartName, box: Box, whole: Sequence[PartRegion]) -> Side | None:
    kinds = PARTS[part].may_be or (part,)
    sides = {region.side for region in whole if region.part in kinds and region.side and region.box.overlap_area(box)}
    return sides.pop() if len(sides) == 1 else None


def _same_place(box: Box, whole: Sequence[PartRegion], choices: Sequence[PartName]) -> PartRegion | None:
    fitting = [
        (region.box.iou(box), region)
        for region in whole
        if region.part in choices and region.box.overlap_over_smaller(box) >= _ON_PART
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _usual(choices: Sequence[PartName]) -> PartName | None:
    return _USUAL.get(frozenset(choices))


def _by_end(choices: Sequence[PartName], end: Zone | None) -> PartName | None:
    if len(choices) == 1:
        return choices[0]
    at_end = [part for part in choices if PARTS[part].zone is end]
    return at_end[0] if end is not None and len(at_end) == 1 else None


def _end_seen(whole: Sequence[PartRegion]) -> Zone | None:
    front, rear = (
        sum(region.confidence for region in whole if PARTS[region.part].zone is zone)
        for zone in (Zone.FRONT, Zone.REAR)
    )
    if front == rear:
        return None
    return Zone.FRONT if front > rear else Zone.REAR


def _side_seen(whole: Sequence[PartRegion]) -> Side | None:
    """The one side that doors, mirrors and windows speak for; lamps of both sides show on a front view."""
    sides = {region.side for region in whole if region.side and PARTS[region.part].zone is Zone.MIDDLE}
    return sides.pop() if len(sides) == 1 else None
