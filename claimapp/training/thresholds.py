"""Choose the confidence from which a finding is shown: the manifest's `confidence`."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claimapp.domain.choices import ModelName, Profile, Runtime
from claimapp.domain.class_names import part_of
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.average_precision import Judged
from claimapp.training.evaluate import judge_photos, judging_for, open_for_evaluation
from claimapp.training.labelled_set import LabelledSet
from claimapp.training.reliability import fit_calibration
from claimapp.training.val_halves import ValHalf

__all__ = [
    "BETA",
    "QUIET_SHARE",
    "Threshold",
    "best_threshold",
    "name_calibration",
    "quiet_threshold",
    "threshold_of_best_f",
]

BETA = 1.5
"""How much more a missed damage weighs than a false one: a false one costs the assessor a key press, a
missed one a supplement and days; a judgement, not a measurement."""

QUIET_SHARE = 0.05
"""Share of photos of undamaged cars on which a model may still show something; a judgement, not a measurement."""


_SEES_DAMAGE = frozenset({ModelName.DAMAGE, ModelName.DAMAGED_PARTS})
"""A part that is not there misplaces a damage as badly as a part that was not seen: those count alike."""

_LEAST_CONFIDENCE = 0.01  # below any threshold that could be chosen


@dataclass(frozen=True, slots=True)
class Threshold:
    """A confidence and what is reached from there on, boxes at overlap 0.5, all 0 to 1."""

    confidence: float
    f_score: float
    precision: float
    recall: float


def best_threshold(
    name: str,
    data: Sequence[Path],
    *,
    split: str = "val",
    weights: Path | None = None,
    runtime: Runtime = Runtime.OPENVINO,
    profile: Profile = Profile.FAST,
    models: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Threshold:
    """Find the confidence with the best F-score on the splits of one or more sets, taken together.

    Each set is judged as in `evaluate`. Choose on val, never on test; `claimapp models export
    --judge-on DATA` writes the outcome down.

    Raises:
        UsageProblem: if a set, the split or the runtime is not usable.
        ModelProblem: if a model file is missing, altered or unreadable.
    """
    folder = models_folder() if models is None else models
    opened = open_for_evaluation(name, folder, weights=weights, runtime=runtime, profile=profile)
    judged: list[Judged] = []
    for each in data:
        labelled = LabelledSet.load(each, split)
        classes = judging_for(name, labelled.classes, opened.detector.classes)
        photos = judge_photos(opened, labelled, classes, lambda _decode, _times: None, time.perf_counter)
        judged.extend(box for box, _ in photos)
    beta = BETA if name in _SEES_DAMAGE else 1.0
    chosen = threshold_of_best_f(Judged.joined(judged), beta=beta)
    told(
        f"{name}: from confidence {chosen.confidence:.3f} on, F{beta:g} {chosen.f_score:.3f}, "
        f"precision {chosen.precision:.3f}, recall {chosen.recall:.3f}"
    )
    return chosen


def quiet_threshold(
    name: str,
    undamaged: Path,
    *,
    split: str = "val",
    share: float = QUIET_SHARE,
    runtime: Runtime = Runtime.OPENVINO,
    profile: Profile = Profile.FAST,
    models: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> float:
    """Find the confidence from which at most `share` of photos of undamaged cars show anything.

    Such photos are in no figure of a set of damaged cars, and each false finding there is a
    repair that nobody needs. `undamaged` is a labelled set whose labels are not looked at.

    Raises:
        UsageProblem: if the set, the split or the runtime is not usable.
        ModelProblem: if a model file is missing, altered or unreadable.
    """
    folder = models_folder() if models is None else models
    opened = open_for_evaluation(name, folder, weights=None, runtime=runtime, profile=profile)
    highest = []
    for photo in LabelledSet.load(undamaged, split).photos:
        found = opened.detector.detect(decode_file(photo.file).pixels_rgb, min_confidence=_LEAST_CONFIDENCE)
        highest.append(float(found.confidence.max()) if len(found) else 0.0)
    confidence = float(np.quantile(highest, 1.0 - share))
    told(f"{name}: from confidence {confidence:.3f} on, {share:.0%} of {len(highest)} undamaged photos show something")
    return confidence


def name_calibration(
    name: str,
    data: Sequence[Path],
    undamaged: Sequence[Path],
    confidence: float,
    *,
    runtime: Runtime = Runtime.OPENVINO,
    profile: Profile = Profile.FAST,
    models: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> tuple[float, float] | None:
    """Measure how often a part named damaged from `confidence` on is labelled so on its photo (`Way.probability`).

    Only the choosing halves of the val splits are looked at. None where too few are named.

    Raises:
        UsageProblem: if a set, the split or the runtime is not usable.
        ModelProblem: if a model file is missing, altered or unreadable.
    """
    folder = models_folder() if models is None else models
    opened = open_for_evaluation(name, folder, weights=None, runtime=runtime, profile=profile)
    pairs: list[tuple[float, bool]] = []
    for each in (*data, *undamaged):
        labelled = LabelledSet.load(each, "val").half(ValHalf.CHOOSE)
        for photo in labelled.photos:
            found = opened.detector.detect(decode_file(photo.file).pixels_rgb, min_confidence=confidence)
            labels = [] if each in undamaged else [labelled.classes[truth.class_id] for truth in photo.truths]
            named = {part for label in labels for part in part_of(label)}
            pairs += [
                (float(sure), not named.isdisjoint(part_of(found.classes[int(number)])))
                for number, sure in zip(found.class_id, found.confidence, strict=True)
            ]
    fitted = fit_calibration(pairs)
    told(f"{name}: {sum(hit for _, hit in pairs)} of {len(pairs)} named parts are right, calibration {fitted}")
    return fitted


def threshold_of_best_f(judged: Judged, *, beta: float = BETA) -> Threshold:
    """Find the confidence with the best F-score over all classes together; of equals the highest.

    `beta` says how much more a missed thing weighs than a false one.

    Without a right prediction there is nothing to choose: confidence 1, all figures 0.
    """
    best_first = np.argsort(-judged.confidence, kind="stable")
    right = np.cumsum(judged.right[best_first, 0])
    labels = len(judged.label_class_id)
    if not len(right) or not labels or right[-1] == 0:
        return Threshold(1.0, 0.0, 0.0, 0.0)
    shown = np.arange(1, len(right) + 1)
    weight = beta * beta
    f_score = (1 + weight) * right / (shown + weight * labels)
    confidence = judged.confidence[best_first]
    # Only the last of several equal confidences is a real cut.
    f_score[:-1][confidence[:-1] == confidence[1:]] = 0.0
    best = int(f_score.argmax())
    return Threshold(
        confidence=float(confidence[best]),
        f_score=float(f_score[best]),
        precision=float(right[best] / shown[best]),
        recall=float(right[best] / labels),
    )
