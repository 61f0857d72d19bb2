"""Detections of the two part models -> PartRegion values."""

from __future__ import annotations

from collections.abc import Sequence

from claimapp.domain.class_names import part_of, side_of
from claimapp.domain.geometry import Box, Outline
from claimapp.domain.part import PARTS, PartName, PartRegion, Side, UnsurePart, Zone

__all__ = ["SeenPart", "name_damaged_parts", "unsure_parts", "whole_parts"]

SeenPart = tuple[str, float, Box, Outline | None]
"""A detection as (class name of the model, confidence, box, outline or None), pixels of the upright photo."""

_ON_PART = 0.5  # intersection over the smaller area from which a damaged-part box names the same part

_ADJOINS = {PartName.FRONT_DOOR: PartName.FRONT_FENDER, PartName.REAR_DOOR: PartName.REAR_QUARTER_PANEL}
"""The panel that adjoins one door and not the other."""


def whole_parts(seen: Sequence[SeenPart], photo_id: str) -> tuple[PartRegion, ...]:
    """Name the parts of a whole car; ids are `p1.k1`, `p1.k2`...

    Classes that name no part are left out, and so are those that can mean several
    (`door`): a part is never guessed.
    """
    named = [
        (part_of(label)[0], side_of(label), confidence, box, outline)
        for label, confidence, box, outline in seen
        if len(part_of(label)) == 1
    ]
    return tuple(
        PartRegion(f"{photo_id}.k{number}", part, side if PARTS[part].sided else None, confidence, box, outline)
        for number, (part, side, confidence, box, outline) in enumerate(named, start=1)
    )


def name_damaged_parts(seen: Sequence[SeenPart], whole: Sequence[PartRegion], photo_id: str) -> tuple[PartRegion, ...]:
    """Name damaged-part boxes (`bumper`, `door`, `light`...) with the help of the whole-car parts.

    A label that can mean several parts (bumper: front or rear) takes the one that the
    whole-car model sees in the same place; where it sees none, the end of the car that
    the photo shows, or the part that adjoins another damaged one that the box touches (a
    door at a front fender is the front door); where that cannot be told either, the box is
    left out: a part is never guessed (`unsure_parts` gives those). Side comes from the whole-car part, else
    from the one side of that part that the box touches, else from the side that all
    doors, mirrors, sills and side windows of the photo agree on, else it stays unknown.
    Ids go on after those of `whole`.
    """
    end, side = _end_seen(whole), _side_seen(whole)
    regions: list[PartRegion] = []
    for label, confidence, box, outline in seen:
        choices = part_of(label)
        same = _same_place(box, whole, choices)
        part = same.part if same else _by_end(choices, end) or _by_neighbour(choices, box, seen)
        if part is None:
            continue
        on_side = (same.side if same else None) or _side_touched(part, box, whole) or side
        number = len(whole) + len(regions) + 1
        regions.append(
            PartRegion(f"{photo_id}.k{number}", part, on_side if PARTS[part].sided else None, confidence, box, outline)
        )
    return tuple(regions)


def unsure_parts(seen: Sequence[SeenPart], whole: Sequence[PartRegion]) -> tuple[UnsurePart, ...]:
    """Return the damaged-part boxes that `name_damaged_parts` leaves out, with the parts that they may be."""
    end = _end_seen(whole)
    return tuple(
        UnsurePart(part_of(label), confidence, box)
        for label, confidence, box, _ in seen
        if (choices := part_of(label))
        and not (_same_place(box, whole, choices) or _by_end(choices, end) or _by_neighbour(choices, box, seen))
    )


def _side_touched(part: PartName, box: Box, whole: Sequence[PartRegion]) -> Side | None:
    sides = {region.side for region in whole if region.part is part and region.side and region.box.overlap_area(box)}
    return sides.pop() if len(sides) == 1 else None


def _same_place(box: Box, whole: Sequence[PartRegion], choices: Sequence[PartName]) -> PartRegion | None:
    fitting = [
        (region.box.iou(box), region)
        for region in whole
        if region.part in choices and region.box.overlap_over_smaller(box) >= _ON_PART
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _by_end(choices: Sequence[PartName], end: Zone | None) -> PartName | None:
    if len(choices) == 1:
        return choices[0]
    at_end = [part for part in choices if PARTS[part].zone is end]
    return at_end[0] if end is not None and len(at_end) == 1 else None


def _by_neighbour(choices: Sequence[PartName], box: Box, seen: Sequence[SeenPart]) -> PartName | None:
    touched = {part_of(label) for label, _, other, _ in seen if other.overlap_area(box) > 0}
    fitting = [part for part in choices if part in _ADJOINS and (_ADJOINS[part],) in touched]
    return fitting[0] if len(fitting) == 1 else None


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
