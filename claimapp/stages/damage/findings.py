"""Detections of the damage model, and damaged parts that it missed -> Finding values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimapp.domain.class_names import CATCH_ALL, kind_of
from claimapp.domain.finding import KIND_BY_MATERIAL, DamageKind, Finding, OtherKind, photo_of
from claimapp.domain.geometry import Box
from claimapp.domain.part import PARTS, Material, PartRegion
from claimapp.domain.seen import Seen

__all__ = ["WEAK_SHARE", "add_damaged_parts", "believed_panes", "findings_of", "shows_damage"]

WEAK_SHARE = 0.3
"""Share of the model's lowest threshold from which a detection that is no finding may name the kind of one."""

_SAME_PLACE = 0.6  # intersection over the smaller area from which two boxes speak of the same damage
_SAME_DAMAGE = 0.4  # intersection over union from which what a kind's channel sees is the finding itself
_HALF_AS_SURE = 0.5
_CROWD = 3.0  # a finding this many times larger than a part speaks of the whole corner, not of that part


def findings_of(
    seen: Sequence[Seen], photo_id: str, *, least: Mapping[str, float] | None = None
) -> tuple[Finding, ...]:
    """Turn detections into findings `p1.d1`, `p1.d2`..., best first.

    A detection is a finding from its class's confidence in `least` on; one that is not named
    there always is. The model's catch-all class says that there is damage, not of what kind: it is dropped
    where a finding with a kind covers the same place and is at least a quarter as large.
    Else it takes the kind that is seen most surely at its place, and is UNKNOWN where none
    is. Other kinds seen there are its alternatives, strongest first. A class that this program
    has no word for is UNKNOWN too: whatever a damage model points at is looked at by a person.
    """
    least = least or {}
    sure = [item for item in seen if item.confidence >= least.get(item.label, 0.0)]
    typed = [item for item in sure if _kind(item.label) is not DamageKind.UNKNOWN]
    vague = [item for item in sure if _kind(item.label) is DamageKind.UNKNOWN]
    kept = typed + [item for item in vague if not any(_says_the_same(item.box, other.box) for other in typed)]
    kept.sort(key=lambda item: -item.confidence)
    weak = [
        item
        for item in seen
        if item.confidence < least.get(item.label, 0.0) and _kind(item.label) is not DamageKind.UNKNOWN
    ]
    return tuple(
        _with_kind(Finding(f"{photo_id}.d{number}", _kind(item.label), item.confidence, item.box, item.outline), weak)
        for number, item in enumerate(kept, start=1)
    )


def _with_kind(finding: Finding, weak: Sequence[Seen]) -> Finding:
    """Name the kind of an UNKNOWN finding, and keep the other kinds seen at its place."""
    sure: dict[DamageKind, float] = {}
    for item in weak:
        kind = _kind(item.label)
        if kind is not finding.kind and item.box.iou(finding.box) >= _SAME_DAMAGE:
            sure[kind] = max(sure.get(kind, 0.0), item.confidence)
    others = sorted(sure, key=lambda kind: -sure[kind])
    kind = others.pop(0) if finding.kind is DamageKind.UNKNOWN and others else finding.kind
    return replace(finding, kind=kind, alternatives=tuple(OtherKind(other, sure[other]) for other in others))


def add_damaged_parts(findings: Sequence[Finding], damaged: Sequence[PartRegion]) -> tuple[Finding, ...]:
    """Add a finding for each damaged part on which the damage model saw nothing.

    `findings` are laid on parts already: one that covers a damaged part but lies on another
    does not speak of it. A lamp or pane that the part model calls damaged is a lamp or glass
    damage; a body part becomes UNKNOWN damage on that part, for a person to name. Ids go on.
    """
    photo_id = photo_of(damaged[0].id) if damaged else ""
    added: list[Finding] = []
    told: list[PartRegion] = []
    for region in damaged:
        if any(_speaks_of(finding, region) for finding in findings) or any(
            region.part is other.part and region.box.overlap_over_smaller(other.box) >= _SAME_PLACE for other in told
        ):
            continue
        told.append(region)
        kind = KIND_BY_MATERIAL.get(PARTS[region.part].material, DamageKind.UNKNOWN)
        number = len(findings) + len(added) + 1
        added.append(Finding(f"{photo_id}.d{number}", kind, region.confidence, region.box, region.outline))
    return (*findings, *added)


def believed_panes(findings: Sequence[Finding], damaged: Sequence[PartRegion]) -> tuple[PartRegion, ...]:
    """The damaged parts without those panes on which the damage model sees damage, and none of it as glass.

    The part model takes shining paint for a pane now and then. A finding speaks against a pane
    only if it is half as sure and no box over a whole corner. Where the damage model sees nothing, the
    part model is believed.
    """
    return tuple(
        region
        for region in damaged
        if PARTS[region.part].material is not Material.GLASS or _believed_pane(region, findings)
    )


def _believed_pane(region: PartRegion, findings: Sequence[Finding]) -> bool:
    on_it = [each for each in findings if each.box.overlap_over_smaller(region.box) >= _SAME_PLACE]
    kinds = {kind for each in on_it for kind in (each.kind, *(other.kind for other in each.alternatives))}
    against = [
        each
        for each in on_it
        if each.confidence >= _HALF_AS_SURE * region.confidence and each.box.area <= _CROWD * region.box.area
    ]
    return not against or DamageKind.GLASS in kinds


def shows_damage(
    findings: Sequence[Finding], damaged: Sequence[PartRegion], *, finding_from: float, part_from: float
) -> bool:
    """Whether anything on a photo is plain enough for what is fainter beside it to count.

    One finding or damaged part must reach its confidence. Where one damage is plain, faint
    ones are mostly damage too; on a sound car they are reflections, gaps and dirt.
    """
    return any(finding.confidence >= finding_from for finding in findings) or any(
        region.confidence >= part_from for region in damaged
    )


def _speaks_of(finding: Finding, region: PartRegion) -> bool:
    on_it = region.box.overlap_over_smaller(finding.box) >= _SAME_PLACE
    return on_it and finding.part is region.part and finding.box.area <= _CROWD * region.box.area


def _kind(label: str) -> DamageKind:
    kind = kind_of(label)
    return DamageKind.UNKNOWN if kind is CATCH_ALL or kind is None else kind


def _says_the_same(vague: Box, typed: Box) -> bool:
    return vague.overlap_over_smaller(typed) >= _SAME_PLACE and typed.area >= vague.area / 4
