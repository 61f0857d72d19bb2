"""Choose from which confidence each class of the damage model is shown, on photos that report no figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.class_names import kind_of
from claimapp.domain.finding import DamageKind
from claimapp.runtime.detector import Detections
from claimapp.runtime.yolo_output import boxes_iou
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.evaluate import open_for_evaluation
from claimapp.training.found_measure import (
    FOUND_IOU,
    FoundCounts,
    count_found,
    count_undamaged,
    folded,
    shown_findings,
)
from claimapp.training.labelled_set import LabelledPhoto, LabelledSet
from claimapp.training.thresholds import BETA
from claimapp.training.val_halves import ValHalf

__all__ = ["MOST_FALSE", "KindThresholds", "LookedAt", "choose_by_kind", "thresholds_by_kind"]

MOST_FALSE = 0.35
"""Findings that a photo of an undamaged car may show on average; a judgement: the first version showed 0.38."""

_LEAST = 0.02  # below any threshold that could be chosen
_FEWEST_LABELS = 8  # a kind with fewer labels takes the catch-all's threshold: so few say nothing
_STEP = 1.04

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A labelled photo, its set's class names, its size in px (wide, high), and all that the model saw on it."""

    photo: LabelledPhoto
    labels: tuple[str, ...]
    size: tuple[int, int]
    seen: Detections


@dataclass(frozen=True, slots=True)
class KindThresholds:
    """Confidence by class of the model, and what is found with it on the photos that chose it."""

    by_class: dict[str, float]
    counts: FoundCounts


def thresholds_by_kind(
    name: str,
    data: Sequence[Path],
    undamaged: Sequence[Path],
    *,
    weights: Path | None = None,
    runtime: str = "openvino",
    side_px: int | None = None,
    models: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> KindThresholds:
    """Choose on the choosing half of the sets' val splits, and of those of undamaged cars.

    Raises:
        UsageProblem: if a set, the split or the runtime is not usable.
        ModelProblem: if a model file is missing, altered or unreadable.
    """
    folder = models_folder() if models is None else models
    opened = open_for_evaluation(name, folder, weights=weights, runtime=runtime, side_px=side_px)

    def look(sets: Sequence[Path]) -> list[LookedAt]:
        looked = []
        for each in sets:
            labelled = LabelledSet.load(each, "val").half(ValHalf.CHOOSE)
            for photo in labelled.photos:
                pixels = decode_file(photo.file).pixels_rgb
                seen = opened.detector.detect(pixels, min_confidence=_LEAST)
                looked.append(LookedAt(photo, labelled.classes, (pixels.shape[1], pixels.shape[0]), seen))
        return looked

    chosen = choose_by_kind(look(data), look(undamaged), opened.detector.classes)
    for kind, confidence in chosen.by_class.items():
        told(f"{name}: {kind} from confidence {confidence:.3f}")
    told(f"{name}: on the choosing half {chosen.counts.document()}")
    return chosen


def choose_by_kind(
    photos: Sequence[LookedAt], undamaged: Sequence[LookedAt], classes: tuple[str, ...]
) -> KindThresholds:
    """Give each class the confidence of its best F-score at overlap 0.3, then raise all until undamaged cars are quiet.

    A kind is judged on the sets that label it; crack, missing and broken go together. What a
    class finds is right if it lies on a label of its kind, for the catch-all on any label.
    """
    groups = {name: folded(kind_of(name)) for name in classes}
    best = {group: _best_of(group, groups, photos) for group in dict.fromkeys(groups.values())}
    vague = best.get("damage") or max((value for value in best.values() if value), default=1.0)
    first = {name: best[group] or vague for name, group in groups.items()}
    factor = 1.0
    while True:
        raised = {name: min(1.0, round(value * factor, 3)) for name, value in first.items()}
        quiet = sum((count_undamaged(shown_findings(each.seen, raised, 1.0)) for each in undamaged), FoundCounts())
        loud = quiet.false_on_undamaged > MOST_FALSE * quiet.undamaged_photos
        if not loud or min(raised.values()) >= 1.0:
            return KindThresholds(raised, quiet + _found(photos, raised))
        factor *= _STEP


def _found(photos: Sequence[LookedAt], least: Mapping[str, float]) -> FoundCounts:
    counts = (count_found(each.photo, each.labels, each.size, shown_findings(each.seen, least, 1.0)) for each in photos)
    return sum(counts, FoundCounts())


def _best_of(group: str, groups: Mapping[str, str], photos: Sequence[LookedAt]) -> float | None:
    """Confidence of the best F-score of one group of classes, None if too few labels name it."""
    shown: list[tuple[float, float]] = []
    labels: list[float] = []
    for each in photos:
        kinds = [kind_of(name) for name in each.labels]
        if group != "damage" and group not in {folded(kind) for kind in kinds if isinstance(kind, DamageKind)}:
            continue
        ours = [n for n, number in enumerate(each.seen.class_id) if groups[each.seen.classes[int(number)]] == group]
        confidence = each.seen.confidence[ours].astype(np.float64)
        truths = [truth for truth in each.photo.truths if group == "damage" or folded(kinds[truth.class_id]) == group]
        size = np.tile(np.array(each.size, dtype=np.float64), 2)
        boxes = np.array([truth.box_xyxy_share for truth in truths]).reshape(-1, 4) * size
        near = np.asarray(boxes_iou(boxes, each.seen.box_xyxy_px[ours].reshape(-1, 4)) >= FOUND_IOU)
        shown += zip(confidence.tolist(), near.any(axis=0).astype(float).tolist(), strict=True)
        labels += np.where(near, confidence[None, :], 0.0).max(axis=1, initial=0.0).tolist()
    if len(labels) < _FEWEST_LABELS or not any(right for _, right in shown):
        return None
    return _cut(np.array(shown, dtype=np.float64), np.array(labels))


def _cut(shown: Floats, labels: Floats) -> float:
    """`shown` (N, 2) has confidence and 1 if right; `labels` (M,) the confidence that each label is found with."""
    cuts = np.unique(shown[:, 0])
    above = shown[:, 0][None, :] >= cuts[:, None]
    precision = (above * shown[:, 1]).sum(axis=1) / above.sum(axis=1)
    recall = (labels[None, :] >= cuts[:, None]).mean(axis=1)
    weight = BETA * BETA
    f_score = (1 + weight) * precision * recall / np.maximum(weight * precision + recall, 1e-9)
    return float(cuts[int(f_score.argmax())])
