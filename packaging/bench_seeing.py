"""Each vision model against ultralytics' own `predict` with the same weights, side and confidence: time and accuracy.

    python packaging/bench_seeing.py ../shared/data

Times are medians over photos of the sample claim, the two in turn on each photo; one look a photo, also where the
shipped way is to look several times. Ours get the copy that the program shrinks once for all models
(`pipeline/working_copy.py`, a line of its own); `predict` gets the photo, as whoever calls it four times gives it.
(Photos of the val splits are smaller than that copy, so for them the two are the same.)
Accuracy is box mAP50-95 (as COCO has it) on the val split of a set that the model is judged on, the same measure for
both; without the data sets only the sample's times are printed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from claimapp.domain.choices import ModelName
from claimapp.pipeline.working_copy import WorkingCopy
from claimapp.runtime.detector import Detections, PixelsRgb
from claimapp.runtime.manifest import Manifest, ModelEntry, Way
from claimapp.runtime.open_detector import open_detector
from claimapp.runtime.timed import StageTimes, TimedDetector
from claimapp.runtime.ultralytics_offline import prepare_ultralytics
from claimapp.shipped import models_folder, sample_claim_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.average_precision import Judged, precision_by_class
from claimapp.training.evaluate import Opened, judge_photos, judging_for
from claimapp.training.labelled_set import LabelledSet

ROUNDS = 5
CONFIDENCE = 0.1
JUDGED_ON = {
    ModelName.DAMAGE: "typed",
    ModelName.DAMAGED_PARTS: "damaged-parts",
    ModelName.CAR_PARTS: "car-parts",
    ModelName.CARS: None,
}


class Stock:
    """Ultralytics' own prediction as a detector."""

    def __init__(self, entry: ModelEntry) -> None:
        """Load the entry's checkpoint."""
        from ultralytics import YOLO  # type: ignore[attr-defined]  # exported lazily

        self._model: Any = YOLO(str(entry.path("weights")), task=entry.task)
        self._side_px = entry.side_px
        self.classes = entry.classes

    def detect(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> Detections:
        """Predict."""
        return self.detect_timed(pixels_rgb, min_confidence=min_confidence)[0]

    def detect_timed(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> tuple[Detections, StageTimes]:
        """Predict, with the times that ultralytics tells itself."""
        bgr = np.ascontiguousarray(pixels_rgb[..., ::-1])
        (told,) = self._model.predict(bgr, imgsz=self._side_px, conf=min_confidence, verbose=False, device="cpu")
        boxes = told.boxes.cpu().numpy()
        found = Detections(
            boxes.xyxy.astype(np.float32),
            boxes.conf.astype(np.float32),
            boxes.cls.astype(np.int64),
            (None,) * len(boxes),
            self.classes,
        )
        return found, StageTimes(told.speed["preprocess"], told.speed["inference"], told.speed["postprocess"])


def main() -> int:
    """Print a line a model, and the sum of a photo."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as settings:
        prepare_ultralytics(Path(settings), quiet=True)
        return tell(data)


def tell(data: Path | None) -> int:
    """Print the table."""
    photos = [decode_file(photo).pixels_rgb for photo in sorted(sample_claim_folder().glob("*.jpg"))]
    manifest = Manifest.load(models_folder())
    print("model          ours ms = fit + network + read    ultralytics ms    ratio    box mAP50-95 ours / ultralytics")
    shrink = [milliseconds(partial(WorkingCopy.of, photo)) for photo in photos for _ in range(ROUNDS)]
    sums = [statistics.median(shrink), 0.0]
    print(f"{'shrink once':<14} {sums[0]:5.1f}")
    for name, judged_on in JUDGED_ON.items():
        entry = manifest.model(name)
        once = Way((entry.side_px,))
        detectors: tuple[TimedDetector, TimedDetector] = (open_detector(entry, way=once), Stock(entry))
        (ours, peer), stages = times(detectors, photos)
        by_stage = f"{stages.preprocess_ms:.1f} + {stages.inference_ms:.1f} + {stages.postprocess_ms:.1f}"
        accuracy = "-"
        if data is not None and judged_on is not None:
            accuracy = " / ".join(f"{precision(entry, each, data / judged_on):.3f}" for each in detectors)
        print(f"{name:<14} {ours:5.1f} = {by_stage:<22} {peer:10.1f} {peer / ours:15.2f}    {accuracy}", flush=True)
        sums = [sums[0] + ours, sums[1] + peer]
    print(f"{'all four':<14} {sums[0]:5.1f}{'':<25} {sums[1]:10.1f} {sums[1] / sums[0]:15.2f}")
    return 0


def milliseconds(done: Callable[[], object]) -> float:
    """How long something takes."""
    begun = time.perf_counter()
    done()
    return (time.perf_counter() - begun) * 1e3


def times(detectors: tuple[TimedDetector, TimedDetector], photos: list[PixelsRgb]) -> tuple[list[float], StageTimes]:
    """Milliseconds a photo of both, and the stages of the first."""
    spent: tuple[list[float], list[float]] = ([], [])
    stages: list[StageTimes] = []
    for turn in range(ROUNDS + 1):
        for photo in photos:
            for number, (detector, given) in enumerate(
                zip(detectors, (WorkingCopy.of(photo).pixels_rgb, photo), strict=True)
            ):
                begun = time.perf_counter()
                _, told = detector.detect_timed(given, min_confidence=CONFIDENCE)
                if turn:  # the first turn warms both up
                    spent[number].append((time.perf_counter() - begun) * 1e3)
                    if number == 0:
                        stages.append(told)
    middle = StageTimes(
        statistics.median(each.preprocess_ms for each in stages),
        statistics.median(each.inference_ms for each in stages),
        statistics.median(each.postprocess_ms for each in stages),
    )
    return [statistics.median(each) for each in spent], middle


def precision(entry: ModelEntry, detector: TimedDetector, data: Path) -> float:
    """Box mAP50-95 on a val split."""
    labelled = LabelledSet.load(data, "val")
    opened = Opened(detector, "", entry.way(), "", has_masks=False)
    classes = judging_for(entry.name, labelled.classes, detector.classes)
    judged = [
        box for box, _ in judge_photos(opened, labelled, classes, lambda _decode, _times: None, time.perf_counter)
    ]
    return float(np.mean([each.map50_95 for each in precision_by_class(Judged.joined(judged)).values()]))


if __name__ == "__main__":
    sys.exit(main())
