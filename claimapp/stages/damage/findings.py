"""Detections of the damage model, and damaged parts that it missed -> Finding values."""

from __future__ import annotations

from collections.abc import Sequence

from claimapp.domain.class_names import CATCH_ALL, kind_of
from claimapp.domain.finding import KIND_BY_MATERIAL, DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.domain.part import PARTS, PartRegion
from claimapp.domain.seen import Seen

__all__ = ["add_damaged_parts", "findings_of"]

_SAME_PLACE = 0.6  # intersection over the smaller area from which two boxes speak of the same damage
_CROWD = 3.0  # a finding this many times larger than a part speaks of the whole corner, not of that part


def findings_of(seen: Sequence[Seen], photo_id: str) -> tuple[Finding, ...]:
    """Turn detections into findings `p1.d1`, `p1.d2`..., best first.

    The model's catch-all class says that there is damage, not of what kind: it becomes
    UNKNOWN, and is dropped where a finding with a kind covers the same place and is at
    least a quarter as large. A class that this program has no word for is UNKNOWN too:
    whatever a damage model points at is looked at by a person.
    """
    typed = [item for item in seen if _kind(item.label) is not DamageKind.UNKNOWN]
    vague = [item for item in seen if _kind(item.label) is DamageKind.UNKNOWN]
    kept = typed + [item for item in vague if not any(_says_the_same(item.box, other.box) for other in typed)]
    kept.sort(key=lambda item: -item.confidence)
    return tuple(
        Finding(f"{photo_id}.d{number}", _kind(item.label), item.confidence, item.box, item.outline)
        for number, item in enumerate(kept, start=1)
    )


def add_damaged_parts(findings: Sequence[Finding], damaged: Sequence[PartRegion]) -> tuple[Finding, ...]:
    """Add a finding for each damaged part on which the damage model saw nothing.

    `findings` are laid on parts already: one that covers a damaged part but lies on another
    does not speak of it. A lamp or pane that the part model calls damaged is a lamp or glass
    damage; a body part becomes UNKNOWN damage on that part, for a person to name. Ids go on.
    """
    photo_id = damaged[0].id.split(".")[0] if damaged else ""
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


def _speaks_of(finding: Finding, region: PartRegion) -> bool:
    on_it = region.box.overlap_over_smaller(finding.box) >= _SAME_PLACE
    return on_it and finding.part is region.part and finding.box.area <= _CROWD * region.box.area


def _kind(label: str) -> DamageKind:
    kind = kind_of(label)
    return DamageKind.UNKNOWN if kind is CATCH_ALL or kind is None else kind


def _says_the_same(vague: Box, typed: Box) -> bool:
    return vague.overlap_over_smaller(typed) >= _SAME_PLACE and typed.area >= vague.area / 4
