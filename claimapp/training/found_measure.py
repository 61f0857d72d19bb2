"""How many labelled damages a person is shown, and with the right kind: the measure beside average precision.

Two careful labellers agree on place and kind of a dent or scratch only half of the time, so a
damage counts as found from overlap 0.3 on. A crack or a missing part counts as broken, as some
sets call all three so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.class_names import CATCH_ALL, kind_of
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.domain.seen import Seen
from claimapp.runtime.detector import Detections
from claimapp.runtime.manifest import Way
from claimapp.runtime.yolo_output import boxes_iou
from claimapp.stages.damage.findings import WEAK_SHARE, findings_of, shows_damage
from claimapp.training.labelled_set import LabelledPhoto

__all__ = ["FOUND_IOU", "FoundCounts", "count_found", "count_undamaged", "folded", "on_damage", "shown_findings"]

FOUND_IOU = 0.3
_DIGITS = 4
_CALLED_BROKEN = frozenset({"crack", "missing", "torn"})


@dataclass(frozen=True, slots=True)
class FoundCounts:
    """Counts over photos, to be added up.

    `damages` are labels that name damage, `named` those of them that name its kind; `shown`
    findings on photos with labels, `on_damage` those that overlap a label of any name.
    """

    damages: int = 0
    found: int = 0
    named: int = 0
    right_kind: int = 0
    shown: int = 0
    on_damage: int = 0
    undamaged_photos: int = 0
    false_on_undamaged: int = 0

    def __add__(self, other: FoundCounts) -> FoundCounts:
        """Counts of both together."""
        return FoundCounts(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def document(self) -> dict[str, Any]:
        """What `evaluate damage --json` says under `found`; None where nothing was counted."""
        return {
            "iou": FOUND_IOU,
            "recall": _share(self.found, self.damages),
            "right_kind": _share(self.right_kind, self.named),
            "precision": _share(self.on_damage, self.shown),
            "false_per_undamaged_photo": _share(self.false_on_undamaged, self.undamaged_photos),
        }


def shown_findings(seen: Detections, way: Way) -> tuple[Finding, ...]:
    """Findings that a person is shown at the thresholds of `way`, as the program makes them."""
    weakest = WEAK_SHARE * min(way.thresholds(seen.classes).values(), default=0.0)
    findings = findings_of(
        [
            Seen(seen.classes[int(number)], float(confidence), Box(*(float(v) for v in box)))
            for number, confidence, box in zip(seen.class_id, seen.confidence, seen.box_xyxy_px, strict=True)
            if confidence >= weakest
        ],
        "p1",
        least=way.thresholds(seen.classes),
    )
    return findings if shows_damage(findings, (), finding_from=way.photo_from, part_from=1.0) else ()


def count_found(
    photo: LabelledPhoto, labels: tuple[str, ...], size: tuple[int, int], findings: Sequence[Finding]
) -> FoundCounts:
    """Hold one photo's findings against its labels; `labels` are the set's class names, `size` wide and high in px.

    A photo without labels counts as undamaged. A label that names no damage of the body
    (`primer`, `airbag`) need not be found, and what is found on it is not false.
    """
    if not photo.truths:
        return count_undamaged(findings)
    near = _near(photo, size, findings)
    kinds = [kind_of(labels[truth.class_id]) for truth in photo.truths]
    shown_kinds = np.array([folded(finding.kind) for finding in findings], dtype=str)
    hit = np.asarray(near.any(axis=1))
    named = [number for number, kind in enumerate(kinds) if isinstance(kind, DamageKind)]
    return FoundCounts(
        damages=sum(kind is not None for kind in kinds),
        found=sum(bool(hit[number]) for number, kind in enumerate(kinds) if kind is not None),
        named=len(named),
        right_kind=sum(bool((near[number] & np.isin(shown_kinds, [folded(kinds[number])])).any()) for number in named),
        shown=len(findings),
        on_damage=int(near.any(axis=0).sum()),
    )


def on_damage(photo: LabelledPhoto, size: tuple[int, int], findings: Sequence[Finding]) -> tuple[bool, ...]:
    """Which findings lie on a label of any name."""
    hits: list[bool] = np.asarray(_near(photo, size, findings).any(axis=0)).tolist()
    return tuple(hits)


def _near(photo: LabelledPhoto, size: tuple[int, int], findings: Sequence[Finding]) -> NDArray[np.bool_]:
    """(labels, findings): which overlap enough."""
    wide, high = size
    boxes = np.array([truth.box_xyxy_share for truth in photo.truths]).reshape(-1, 4)
    shown = np.array([finding.box.xyxy for finding in findings]).reshape(-1, 4)
    near: NDArray[np.bool_] = np.greater_equal(boxes_iou(boxes * np.array([wide, high, wide, high]), shown), FOUND_IOU)
    return near


def count_undamaged(findings: Sequence[Finding]) -> FoundCounts:
    """One photo on which nothing is damaged: every finding is false."""
    return FoundCounts(undamaged_photos=1, false_on_undamaged=len(findings))


def folded(kind: object) -> str:
    """Name of a kind, with crack and missing as broken."""
    name = "damage" if kind is CATCH_ALL else str(kind)
    return DamageKind.BROKEN.value if name in _CALLED_BROKEN else name


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, _DIGITS) if whole else None
