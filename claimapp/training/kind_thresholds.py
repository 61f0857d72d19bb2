"""Choose from which confidence each class of the damage model is shown, on photos that report no figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.choices import Profile, Runtime
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

__all__ = ["LEAST_PRECISION", "MOST_FALSE", "KindThresholds", "LookedAt", "choose_by_kind", "thresholds_by_kind"]

MOST_FALSE = 0.15
"""Findings that a photo of an undamaged car may show on average; a judgement: about what version 2 showed."""

LEAST_PRECISION = 0.5
"""Share of findings on damaged cars that must lie on a label; a judgement: not every damage is labelled."""

_LEAST = 0.02  # below any threshold that could be chosen
_FEWEST_LABELS = 8  # a kind with fewer labels takes the catch-all's threshold: so few say nothing
_STEP = 1.05
_MOVES = (1.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.25, 1.45, 1.7, 2.0, 2.5)  # of equals the first stays
_ROUNDS = 3

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
    runtime: Runtime = Runtime.OPENVINO,
    profile: Profile = Profile.FAST,
    models: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> KindThresholds:
    """Choose on the choosing half of the sets' val splits, and of those of undamaged cars.

    Raises:
        UsageProblem: if a set, the split or the runtime is not usable.
        ModelProblem: if a model file is missing, altered or unreadable.
    """
    folder = models_folder() if models is None else models
    opened = open_for_evaluation(name, folder, weights=weights, runtime=runtime, profile=profile)

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
    """Find thresholds that show most of the damages with the right kind, and little that is none.

    A kind is judged on the sets that label it; crack, missing and broken go together. Each
    class starts from its best F-score at overlap 0.3; all are raised until undamaged cars are
    quiet (MOST_FALSE) and findings lie on labels (LEAST_PRECISION). Then one class after the
    other is moved to where the shares of damages found and named right are highest together,
    as long as both stay so.
    """
    groups = {name: folded(kind_of(name)) for name in classes}
    best = {group: _best_of(group, groups, photos) for group in dict.fromkeys(groups.values())}
    vague = best.get("damage") or max((value for value in best.values() if value), default=1.0)
    chosen = {group: value or vague for group, value in best.items()}
    judged: dict[tuple[float, ...], FoundCounts] = {}

    def counts(by_group: Mapping[str, float]) -> FoundCounts:
        key = tuple(by_group.values())
        if key not in judged:
            judged[key] = _judged(photos, undamaged, {name: by_group[group] for name, group in groups.items()})
        return judged[key]

    while not _acceptable(counts(chosen)) and min(chosen.values()) < 1.0:
        chosen = {group: min(1.0, value * _STEP) for group, value in chosen.items()}
    for _ in range(_ROUNDS):
        for group in [group for group, value in best.items() if value]:
            tries = [chosen | {group: min(1.0, chosen[group] * step)} for step in _MOVES]
            allowed = [each for each in tries if _acceptable(counts(each))]
            chosen = max(allowed, key=lambda each: _worth(counts(each)), default=chosen)
    rounded = {group: round(value, 3) for group, value in chosen.items()}
    return KindThresholds({name: rounded[group] for name, group in groups.items()}, counts(rounded))


def _acceptable(counts: FoundCounts) -> bool:
    quiet = counts.false_on_undamaged <= MOST_FALSE * counts.undamaged_photos
    return quiet and counts.on_damage >= LEAST_PRECISION * counts.shown


def _worth(counts: FoundCounts) -> tuple[float, float]:
    """Shares found and named right together; of equals, the one that shows less that is false."""
    false = counts.shown - counts.on_damage + counts.false_on_undamaged
    return counts.found / max(1, counts.damages) + counts.right_kind / max(1, counts.named), -false


def _judged(photos: Sequence[LookedAt], undamaged: Sequence[LookedAt], least: Mapping[str, float]) -> FoundCounts:
    damaged = (
        count_found(each.photo, each.labels, each.size, shown_findings(each.seen, least, 1.0)) for each in photos
    )
    whole = (count_undamaged(shown_findings(each.seen, least, 1.0)) for each in undamaged)
    return sum((*damaged, *whole), FoundCounts())


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
