"""Lay the findings of one photo on parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box, outline_area, outline_inside
from claimapp.domain.part import PARTS, Material, PartName, PartRegion, Side, UnsurePart

__all__ = ["PlacedFinding", "place_findings"]

_LIES_ON = 0.5  # intersection over the smaller area from which a damage lies on a part
_SWALLOWED = 0.9  # a part with this share of it inside the damage's box is covered by it
_MANY_PARTS = 3  # a box over this many kinds of part speaks of a whole corner, not of one part
_KIND_BY_MATERIAL = {Material.LAMP: DamageKind.LAMP, Material.GLASS: DamageKind.GLASS}
_MATERIAL_BY_KIND = {kind: material for material, kind in _KIND_BY_MATERIAL.items()}


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with its part; `side` as the photo tells it, `share_of_part` damage over part area, 0 to 1.

    `share_of_part` is None where there is no part, and where the finding is nothing but
    the box of a damaged part: that says which part is damaged, not how much of it.
    `choices` are the parts that a finding without a part may lie on (a door: front or rear).
    """

    finding: Finding
    photo_id: str
    side: Side | None = None
    share_of_part: float | None = None
    choices: tuple[PartName, ...] = ()


def place_findings(
    findings: Sequence[Finding],
    *,
    whole: Sequence[PartRegion],
    damaged: Sequence[PartRegion],
    photo_id: str,
    unsure: Sequence[UnsurePart] = (),
) -> tuple[PlacedFinding, ...]:
    """Lay each finding on the part that it covers best, by intersection over the smaller area.

    Damaged-part boxes come first, whole-car parts (by outline where there is one)
    second; under one half a finding stays without a part, and gets the choices of the
    unsure part that it lies on. A box that swallows three or more kinds of whole-car
    part stays without a part too: it speaks of a corner. A finding on a lamp or pane
    becomes a lamp or glass damage whatever it looked like, and a lamp or glass damage
    lies on nothing but a lamp or pane.
    """
    return tuple(_place(finding, whole, damaged, unsure, photo_id) for finding in findings)


def _place(
    finding: Finding,
    whole: Sequence[PartRegion],
    damaged: Sequence[PartRegion],
    unsure: Sequence[UnsurePart],
    photo_id: str,
) -> PlacedFinding:
    swallowed = {region.part for region in whole if _share_inside(region, finding.box) >= _SWALLOWED}
    if len(swallowed) >= _MANY_PARTS:
        return PlacedFinding(finding, photo_id)
    region, coverage = _best(finding, damaged)
    if region is None:
        region, coverage = _best(finding, whole)
    if region is None:
        return _without_part(finding, unsure, photo_id)
    kind = _KIND_BY_MATERIAL.get(PARTS[region.part].material, finding.kind)
    placed = replace(finding, kind=kind, part=region.part, part_coverage=coverage)
    share = None if region.box == finding.box else min(_share_inside(region, finding.box), 1.0)
    return PlacedFinding(placed, photo_id, region.side, share)


def _without_part(finding: Finding, unsure: Sequence[UnsurePart], photo_id: str) -> PlacedFinding:
    wanted = _MATERIAL_BY_KIND.get(finding.kind)
    under = [
        part
        for part in unsure
        if part.box.overlap_over_smaller(finding.box) >= _LIES_ON and wanted in {None, *_materials(part)}
    ]
    if not under:
        return PlacedFinding(finding, photo_id)
    likely = max(under, key=lambda part: part.confidence)
    share = min(likely.box.overlap_area(finding.box) / likely.box.area, 1.0)
    (material, *others) = _materials(likely)
    kind = finding.kind if others else _KIND_BY_MATERIAL.get(material, finding.kind)
    return PlacedFinding(replace(finding, kind=kind), photo_id, share_of_part=share, choices=likely.choices)


def _materials(part: UnsurePart) -> set[Material]:
    return {PARTS[choice].material for choice in part.choices}


def _best(finding: Finding, regions: Sequence[PartRegion]) -> tuple[PartRegion | None, float]:
    """The region with the most coverage; of equals, the one that is most alike in place and size."""
    material = _MATERIAL_BY_KIND.get(finding.kind)
    scored = [
        (_coverage(region, finding.box), region.box.iou(finding.box), region)
        for region in regions
        if material is None or PARTS[region.part].material is material
    ]
    fitting = [item for item in scored if item[0] >= _LIES_ON]
    if not fitting:
        return None, 0.0
    coverage, _, region = max(fitting, key=lambda item: (round(item[0], 2), item[1]))
    return region, coverage


def _coverage(region: PartRegion, box: Box) -> float:
    smaller = min(_area(region), box.area)
    return min(_overlap(region, box) / smaller, 1.0) if smaller > 0 else 0.0


def _share_inside(region: PartRegion, box: Box) -> float:
    area = _area(region)
    return _overlap(region, box) / area if area > 0 else 0.0


def _area(region: PartRegion) -> float:
    """Area by the outline; an outline without any (two points of a thin mask) counts as none."""
    return outline_area(region.outline or ()) or region.box.area


def _overlap(region: PartRegion, box: Box) -> float:
    outline = region.outline or ()
    return outline_area(outline_inside(outline, box)) if outline_area(outline) else region.box.overlap_area(box)
