"""What more looks at a photo are worth to the damage model: sizes, mirror images, tiles, fused (docs/ideas.md).

For each way the thresholds are chosen anew on the choosing half of the val splits, and found, right kind, precision and
false findings are told on the other half.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from claimapp.domain.choices import Runtime
from claimapp.runtime.detector import Detections, Detector, PixelsRgb
from claimapp.runtime.yolo_output import boxes_iou
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.evaluate import open_for_evaluation
from claimapp.training.found_measure import FoundCounts, count_found, count_undamaged, shown_findings
from claimapp.training.kind_thresholds import LookedAt, choose_by_kind
from claimapp.training.labelled_set import LabelledSet
from claimapp.training.val_halves import ValHalf

DAMAGED = ("claims-tr", "mixed10", "typed")
UNDAMAGED = ("car-parts", "undamaged")
LEAST = 0.01
SAME = 0.55  # intersection over union from which boxes of one class, of several looks, are one
TILE = 0.6  # of the photo's sides: four tiles that overlap
SURE_OF_TILES = 0.8

Look = Callable[[PixelsRgb], list[Detections]]


def sized(detector: Detector) -> Look:
    """One look at the whole photo."""
    return lambda pixels: [detector.detect(pixels, min_confidence=LEAST)]


def mirrored(detector: Detector) -> Look:
    """Two looks: the photo and its mirror image."""

    def look(pixels: PixelsRgb) -> list[Detections]:
        seen = detector.detect(np.ascontiguousarray(pixels[:, ::-1]), min_confidence=LEAST)
        turned = seen.box_xyxy_px.copy()
        turned[:, [0, 2]] = pixels.shape[1] - turned[:, [2, 0]]
        return [detector.detect(pixels, min_confidence=LEAST), _moved(seen, turned, 1.0)]

    return look


def tiled(detector: Detector) -> Look:
    """Five looks: the photo and four tiles of it."""

    def look(pixels: PixelsRgb) -> list[Detections]:
        high, wide = (int(side * TILE) for side in pixels.shape[:2])
        seen = [detector.detect(pixels, min_confidence=LEAST)]
        for y in (0, pixels.shape[0] - high):
            for x in (0, pixels.shape[1] - wide):
                tile = np.ascontiguousarray(pixels[y : y + high, x : x + wide])
                found = detector.detect(tile, min_confidence=LEAST)
                moved = found.box_xyxy_px + np.array([x, y, x, y], np.float32)
                seen.append(_moved(found, moved, SURE_OF_TILES))
        return seen

    return look


def together(*looks: Look) -> Look:
    """All the looks of several ways."""
    return lambda pixels: [seen for look in looks for seen in look(pixels)]


def fused(seen: Sequence[Detections], *, best: bool) -> Detections:
    """Boxes of one class and place are one, as sure as the mean over all looks, or as the best of them."""
    if len(seen) == 1:
        return seen[0]
    boxes = np.concatenate([each.box_xyxy_px for each in seen]).reshape(-1, 4)
    sure = np.concatenate([each.confidence for each in seen])
    kinds = np.concatenate([each.class_id for each in seen])
    look = np.repeat(np.arange(len(seen)), [len(each.confidence) for each in seen])
    free = np.ones(len(sure), dtype=bool)
    places, confidences, classes = [], [], []
    for first in np.argsort(-sure):
        if not free[first]:
            continue
        group = np.flatnonzero(free & (kinds == kinds[first]) & (boxes_iou(boxes[first : first + 1], boxes)[0] >= SAME))
        free[group] = False
        by_look = [sure[group][look[group] == number].max(initial=0.0) for number in range(len(seen))]
        places.append(np.average(boxes[group], axis=0, weights=sure[group]))
        confidences.append(max(by_look) if best else np.mean(by_look))
        classes.append(kinds[first])
    return Detections(
        np.array(places, np.float32).reshape(-1, 4),
        np.array(confidences, np.float32),
        np.array(classes, np.int64),
        tuple(None for _ in classes),
        seen[0].classes,
    )


def main() -> int:
    """Print a line a way of looking."""
    data = Path(sys.argv[1])
    detectors = {
        side: open_for_evaluation(
            "damage", models_folder(), weights=None, runtime=Runtime.OPENVINO, side_px=side
        ).detector
        for side in (384, 512, 640)
    }
    ways: dict[str, tuple[Look, bool]] = {
        **{f"{side} px": (sized(detector), False) for side, detector in detectors.items()},
        "512 px and its mirror image": (mirrored(detectors[512]), False),
        "512 and 640 px": (together(sized(detectors[512]), sized(detectors[640])), False),
        "384, 512, 640 px, each mirrored too": (together(*map(mirrored, detectors.values())), False),
        "512 px and four tiles": (tiled(detectors[512]), True),
    }
    wanted = sys.argv[2:] or list(ways)
    for name in wanted:
        look, best = ways[name]
        begun = time.perf_counter()
        chosen, reported = (
            {each: _looked(data / each, half, look, best=best) for each in (*DAMAGED, *UNDAMAGED)}
            for half in (ValHalf.CHOOSE, ValHalf.REPORT)
        )
        spent = time.perf_counter() - begun
        least = choose_by_kind(
            [item for each in DAMAGED for item in chosen[each]],
            [item for each in UNDAMAGED for item in chosen[each]],
            detectors[512].classes,
        ).by_class
        photos = sum(len(items) for half in (chosen, reported) for items in half.values())
        print(f"{name}: {1000 * spent / photos:.0f} ms a photo", flush=True)
        whole = sum(
            (count_undamaged(shown_findings(item.seen, least, 1.0)) for each in UNDAMAGED for item in reported[each]),
            FoundCounts(),
        )
        for each in DAMAGED:
            counts = sum(
                (
                    count_found(item.photo, item.labels, item.size, shown_findings(item.seen, least, 1.0))
                    for item in reported[each]
                ),
                whole,
            )
            print(f"  {each}: {counts.document()}", flush=True)
    return 0


def _looked(data: Path, half: ValHalf, look: Look, *, best: bool) -> list[LookedAt]:
    labelled = LabelledSet.load(data, "val").half(half)
    looked = []
    for photo in labelled.photos:
        pixels = decode_file(photo.file).pixels_rgb
        looked.append(
            LookedAt(photo, labelled.classes, (pixels.shape[1], pixels.shape[0]), fused(look(pixels), best=best))
        )
    return looked


def _moved(seen: Detections, boxes_xyxy_px: np.ndarray, sure: float) -> Detections:
    nothing = tuple(None for _ in seen.class_id)
    return Detections(boxes_xyxy_px, seen.confidence * np.float32(sure), seen.class_id, nothing, seen.classes)


if __name__ == "__main__":
    sys.exit(main())
