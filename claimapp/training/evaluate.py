"""How well a vision model does on labelled photos, run as it ships."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from claimapp.domain.choices import Profile, Runtime
from claimapp.domain.finding import Finding
from claimapp.errors import UsageProblem
from claimapp.runtime.detector import Detections, PixelsRgb
from claimapp.runtime.manifest import Manifest, Way, sha256_of
from claimapp.runtime.many_looks import ManyLooks
from claimapp.runtime.open_detector import open_detector
from claimapp.runtime.timed import StageTimes, TimedDetector
from claimapp.runtime.ultralytics_offline import own_settings_folder, prepare_ultralytics
from claimapp.runtime.yolo_output import boxes_iou, nms_any_class
from claimapp.shipped import models_folder
from claimapp.training.average_precision import (
    ClassPrecision,
    Judged,
    match,
    precision_by_class,
    rasterised,
    shapes_iou,
)
from claimapp.training.found_measure import FoundCounts, count_found, count_undamaged, on_damage, shown_findings
from claimapp.training.judged_classes import JudgedClasses, judge_by_kind, judge_by_part
from claimapp.training.labelled_set import LabelledPhoto, LabelledSet, Truth
from claimapp.training.recipes import RECIPES
from claimapp.training.reliability import calibration_error, error_by_chance
from claimapp.training.val_halves import ValHalf

__all__ = [
    "LEAST_CONFIDENCE",
    "Opened",
    "evaluate_vision",
    "judge_photos",
    "judging_for",
    "open_for_evaluation",
]

LEAST_CONFIDENCE = 0.001
"""Predictions from here on count, as in ultralytics' val: average precision wants the whole curve."""

_TOLD_EVERY = 50
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Opened:
    """A detector ready to be judged, what the result says about it, and from where on its findings are shown."""

    detector: TimedDetector
    runtime: str
    way: Way
    weights_sha256: str
    has_masks: bool


@dataclass(slots=True)
class _Times:
    """Milliseconds summed over photos."""

    stages: dict[str, float] = field(
        default_factory=lambda: dict.fromkeys(("decode", "preprocess", "inference", "postprocess"), 0.0)
    )

    def add(self, decode_ms: float, times: StageTimes) -> None:
        self.stages["decode"] += decode_ms
        self.stages["preprocess"] += times.preprocess_ms
        self.stages["inference"] += times.inference_ms
        self.stages["postprocess"] += times.postprocess_ms

    def a_photo(self, photos: int) -> dict[str, float]:
        means = {stage: round(ms / photos, 2) for stage, ms in self.stages.items()}
        return means | {"total": round(sum(self.stages.values()) / photos, 2)}


def evaluate_vision(
    name: str,
    data: Path,
    *,
    split: str = "val",
    weights: Path | None = None,
    runtime: Runtime = Runtime.OPENVINO,
    side_px: int | None = None,
    profile: Profile = Profile.FAST,
    models: Path | None = None,
    at_most: int = 0,
    half: ValHalf | None = None,
    undamaged: Sequence[Path] = (),
    told: Callable[[str], None] = lambda _: None,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Any]:
    """Judge a vision model on a split of a labelled set; return the document of `evaluate --json`.

    Without `weights` the shipped model `name` is run on `runtime`; with it that checkpoint is
    run on torch. `models` is the folder of shipped models, None takes the program's own.
    `at_most` judges only the first photos by name, 0 all; `half` only one half of them
    (`val_halves.py`). `profile` is the way of looking, `side_px` overrides it with one look of
    that size. `left_out_classes` lists labels that the model cannot answer. For the
    damage model `found` says what a person is shown at the shipped thresholds; `undamaged`
    are sets whose photos show no damage, whatever is labelled there. Times are means a photo at the low threshold of an
    evaluation, so that `postprocess` is longer than in daily use.

    Raises:
        UsageProblem: if the set, the split, the runtime or a photo is not usable, or no class is shared.
        ModelProblem: if a model file is missing, altered or unreadable.
    """
    folder = models_folder() if models is None else models
    labelled = LabelledSet.load(data, split)
    if half is not None:
        labelled = labelled.half(half)
        if not labelled.photos:
            raise UsageProblem(f"there is no photo in the half {half.value!r}", where=f"{data}: {split}")
    if at_most:
        labelled = LabelledSet(labelled.classes, labelled.photos[:at_most])
    opened = open_for_evaluation(name, folder, weights=weights, runtime=runtime, side_px=side_px, profile=profile)
    classes = judging_for(name, labelled.classes, opened.detector.classes)
    if not classes.of_label:
        raise UsageProblem("the model knows none of the set's classes", where=f"{data}: {', '.join(labelled.classes)}")
    times = _Times()
    boxes: list[Judged] = []
    masks: list[Judged] = []
    found = _FoundCounter(opened, labelled.classes) if name == "damage" else None
    judged = judge_photos(opened, labelled, classes, times.add, clock, seen=found.photo if found else None)
    for number, (box, mask) in enumerate(judged, start=1):
        boxes.append(box)
        if mask is not None:
            masks.append(mask)
        if number % _TOLD_EVERY == 0:
            told(f"{name}: {number} of {len(labelled.photos)} photos")
    prepare_ultralytics(own_settings_folder(), quiet=True)  # its metrics
    by_box = precision_by_class(Judged.joined(boxes))
    by_mask = precision_by_class(Judged.joined(masks)) if masks else None
    label_class_id = Judged.joined(boxes).label_class_id
    if found is not None:
        for each in undamaged:
            clean = LabelledSet.load(each, split)
            found.undamaged(clean if half is None else clean.half(half))
    document = {
        "model": name,
        "weights_sha256": opened.weights_sha256,
        "runtime": opened.runtime,
        "imgsz": max(opened.way.sides_px),
        "looks": opened.way.looks,
        "split": split,
        "half": "all" if half is None else half.value,
        "images": len(labelled.photos),
        "instances": len(label_class_id),
        "box": _means(by_box),
        "mask": None if by_mask is None else _means(by_mask),
        "per_class": {
            classes.names[number]: {
                "box_map50": round(precision.map50, _DIGITS),
                "box_map50_95": round(precision.map50_95, _DIGITS),
                "mask_map50_95": None if by_mask is None else round(by_mask[number].map50_95, _DIGITS),
                "instances": int((label_class_id == number).sum()),
            }
            for number, precision in by_box.items()
        },
        "ms_per_photo": times.a_photo(len(labelled.photos)),
        "left_out_classes": list(classes.left_out),
        "class_agnostic": classes.agnostic,
    }
    return document if found is None else document | {"found": found.document()}


class _FoundCounter:
    """Counts what a person is shown at the thresholds of the model."""

    def __init__(self, opened: Opened, labels: tuple[str, ...]) -> None:
        self._opened, self._labels = opened, labels
        self._counts = FoundCounts()
        self._told: list[tuple[float, bool]] = []

    def photo(self, photo: LabelledPhoto, found: Detections, pixels_rgb: PixelsRgb) -> None:
        size = (pixels_rgb.shape[1], pixels_rgb.shape[0])
        findings = self._shown(found)
        self._counts += count_found(photo, self._labels, size, findings)
        self._tell(findings, on_damage(photo, size, findings))

    def undamaged(self, labelled: LabelledSet) -> None:
        for photo in labelled.photos:
            found = self._opened.detector.detect(_decoded(photo.file), min_confidence=LEAST_CONFIDENCE)
            findings = self._shown(found)
            self._counts += count_undamaged(findings)
            self._tell(findings, [False] * len(findings))

    def document(self) -> dict[str, Any]:
        """Shares, and how far the shown probabilities are from how often findings are right, and would be by chance."""
        errors = {
            "calibration_error": calibration_error(self._told),
            "calibration_error_by_chance": error_by_chance(self._told),
        }
        told = {name: None if error is None else round(error, _DIGITS) for name, error in errors.items()}
        return self._counts.document() | told

    def _tell(self, findings: Sequence[Finding], right: Sequence[bool]) -> None:
        probability = self._opened.way.probability
        self._told += [(probability(one.confidence), hit) for one, hit in zip(findings, right, strict=True)]

    def _shown(self, found: Detections) -> tuple[Finding, ...]:
        return shown_findings(found, self._opened.way)


def open_for_evaluation(
    name: str,
    models: Path,
    *,
    weights: Path | None,
    runtime: Runtime,
    side_px: int | None = None,
    profile: Profile = Profile.FAST,
) -> Opened:
    """Open a shipped model, or a checkpoint on torch, and run it once so that the first photo is not slow.

    Raises:
        UsageProblem: if there is no such model or runtime.
        ModelProblem: if a file is missing, altered or unreadable.
    """
    if name not in RECIPES:
        raise UsageProblem(f"there is no vision model {name!r}", hint=f"choose one of: {', '.join(RECIPES)}")
    if weights is not None:
        from claimapp.runtime.torch_detector import TorchDetector

        entry = Manifest.load(models).models.get(name)
        way = _asked(entry.way(profile) if entry else Way((RECIPES[name].photo_side_px,)), side_px)
        one = TorchDetector(weights, side_px=way.sides_px[0])
        many = None if way.looks == 1 else ManyLooks(one, way.sides_px, mirrored=way.mirrored)
        opened = Opened(many or one, "torch", way, sha256_of(weights), one.task == "segment")
    else:
        entry = Manifest.load(models).model(name)
        way = _asked(entry.way(profile), side_px)
        detector = open_detector(entry, runtime=runtime, way=way)
        sha256 = entry.sha256[entry.files["weights"]]
        opened = Opened(detector, runtime, way, sha256, entry.task == "segment")
    opened.detector.detect(np.full((64, 64, 3), 114, dtype=np.uint8), min_confidence=0.5)
    return opened


def _asked(way: Way, side_px: int | None) -> Way:
    """The way, or one look of the size that was asked for, with the way's thresholds."""
    return replace(way, sides_px=(side_px,), mirrored=False) if side_px else way


def judging_for(name: str, labels: tuple[str, ...], model_classes: tuple[str, ...]) -> JudgedClasses:
    """Choose how a model's classes meet a set's: `damage` by kind of damage, the others by part."""
    return (judge_by_kind if name == "damage" else judge_by_part)(labels, model_classes)


def judge_photos(
    opened: Opened,
    labelled: LabelledSet,
    classes: JudgedClasses,
    timed: Callable[[float, StageTimes], None],
    clock: Callable[[], float],
    seen: Callable[[LabelledPhoto, Detections, PixelsRgb], None] | None = None,
) -> Iterator[tuple[Judged, Judged | None]]:
    """Run the detector on every photo and match; give boxes and, where both sides have them, masks.

    `seen` is told of every photo with all that was seen on it.
    """
    with_masks = opened.has_masks and any(
        truth.polygon_share is not None for photo in labelled.photos for truth in photo.truths
    )
    for photo in labelled.photos:
        started = clock()
        pixels_rgb = _decoded(photo.file)
        decode_ms = (clock() - started) * 1e3
        found, times = opened.detector.detect_timed(pixels_rgb, min_confidence=LEAST_CONFIDENCE)
        timed(decode_ms, times)
        if seen is not None:
            seen(photo, found, pixels_rgb)
        yield _judge_photo(photo, found, pixels_rgb, classes, with_masks=with_masks)


def _judge_photo(
    photo: LabelledPhoto, found: Detections, pixels_rgb: PixelsRgb, classes: JudgedClasses, *, with_masks: bool
) -> tuple[Judged, Judged | None]:
    truths = [truth for truth in photo.truths if truth.class_id in classes.of_label]
    label_class_id = np.array([classes.of_label[truth.class_id] for truth in truths], dtype=np.int64)
    kept = np.array([n for n, number in enumerate(found.class_id) if int(number) in classes.of_model], dtype=np.int64)
    if classes.agnostic:
        kept = kept[nms_any_class(found.box_xyxy_px[kept], found.confidence[kept])]
    class_id = np.array([classes.of_model[int(number)] for number in found.class_id[kept]], dtype=np.int64)
    size = np.array([pixels_rgb.shape[1], pixels_rgb.shape[0]], dtype=np.float64)
    true_boxes = np.array([truth.box_xyxy_share for truth in truths]).reshape(-1, 4) * np.tile(size, 2)
    box = _judged(boxes_iou(true_boxes, found.box_xyxy_px[kept]), label_class_id, class_id, found.confidence[kept])
    if not with_masks:
        return box, None
    outlines = [found.outlines[number] for number in kept]
    predicted = rasterised([None if outline is None else np.array(outline) / size for outline in outlines])
    overlap = shapes_iou(rasterised([_shape(truth) for truth in truths]), predicted)
    return box, _judged(overlap, label_class_id, class_id, found.confidence[kept])


def _judged(
    iou: NDArray[np.float64],
    label_class_id: NDArray[np.int64],
    class_id: NDArray[np.int64],
    confidence: NDArray[np.float32],
) -> Judged:
    return Judged(match(iou, label_class_id, class_id), confidence, class_id, label_class_id)


def _shape(truth: Truth) -> NDArray[np.float64]:
    """Return the polygon of a label; one that has only a box counts as that rectangle."""
    if truth.polygon_share is not None:
        return truth.polygon_share
    x0, y0, x1, y1 = truth.box_xyxy_share
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])


def _means(by_class: dict[int, ClassPrecision]) -> dict[str, float]:
    return {
        "map50": round(float(np.mean([found.map50 for found in by_class.values()] or [0.0])), _DIGITS),
        "map50_95": round(float(np.mean([found.map50_95 for found in by_class.values()] or [0.0])), _DIGITS),
    }


def _decoded(file: Path) -> PixelsRgb:
    try:
        with Image.open(file) as photo:
            return np.asarray(ImageOps.exif_transpose(photo).convert("RGB"))
    except (OSError, UnidentifiedImageError) as problem:
        raise UsageProblem("the photo cannot be read", hint="take it out of the set", where=str(file)) from problem
