"""Lay the findings of one photo on parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimapp.domain.finding import KIND_BY_MATERIAL, Finding
from claimapp.domain.geometry import Box, outline_area, outline_inside
from claimapp.domain.part import PARTS, PartRegion

__all__ = ["place_findings"]

_LIES_ON = 0.5  # intersection over the smaller area from which a damage lies on a part
_SWALLOWED = 0.9  # a part with this share of it inside the damage's box is covered by it
_MANY_PARTS = 3  # a box over this many kinds of part speaks of a whole corner, not of one part
_MATERIAL_BY_KIND = {kind: material for material, kind in KIND_BY_MATERIAL.items()}


def place_findings(
    findings: Sequence[Finding], *, whole: Sequence[PartRegion], damaged: Sequence[PartRegion]
) -> tuple[Finding, ...]:
    """Lay each finding on the part that it covers best, by intersection over the smaller area.

    Damaged-part boxes come first, whole-car parts (by outline where there is one)
    second, half-known damaged parts (a bumper) last; under one half a finding stays without
    a part. A box that swallows three or more kinds of whole-car part stays without a part
    too: it speaks of a corner. A finding on a lamp or pane becomes a lamp or glass damage
    whatever it looked like, and a lamp or glass damage lies on nothing but a lamp or pane.
    Part, side, end, coverage and share of the part are filled in where a part is found.
    """
    known = [region for region in damaged if not PARTS[region.part].may_be]
    half_known = [region for region in damaged if PARTS[region.part].may_be]
    return tuple(_place(finding, whole, (known, whole, half_known)) for finding in findings)


def _place(finding: Finding, whole: Sequence[PartRegion], tried: Sequence[Sequence[PartRegion]]) -> Finding:
    swallowed = {region.part for region in whole if _share_inside(region, finding.box) >= _SWALLOWED}
    if len(swallowed) >= _MANY_PARTS:
        return finding
    for regions in tried:
        region, coverage = _best(finding, regions)
        if region is not None:
            return replace(
                finding,
                kind=KIND_BY_MATERIAL.get(PARTS[region.part].material, finding.kind),
                part=region.part,
                side=region.side,
                end=region.end,
                part_coverage=coverage,
                share_of_part=None if region.box == finding.box else min(_share_inside(region, finding.box), 1.0),
            )
    return finding


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
