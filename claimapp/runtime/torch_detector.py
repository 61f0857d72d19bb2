"""Vision models on torch through ultralytics: the reference that the daily path is checked against."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

from claimapp.domain.geometry import Outline
from claimapp.errors import EngineProblem, ModelProblem, UsageProblem
from claimapp.runtime.detector import Detections, PixelsRgb
from claimapp.runtime.letterbox import Fit, fit_into_square, photo_size
from claimapp.runtime.timed import StageTimes
from claimapp.runtime.ultralytics_offline import prepare_ultralytics
from claimapp.runtime.yolo_output import MOST_KEPT, NMS_IOU, largest_outline

__all__ = ["TorchDetector"]

_NOT_A_MODEL = (
    OSError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, EOFError, ImportError,
    pickle.UnpicklingError,
)  # fmt: skip
"""What ultralytics and pickle raise on a file that is no ultralytics checkpoint."""


class TorchDetector:
    """A YOLOv8 detect or segment checkpoint run by ultralytics' own predict, on the CPU, in float32.

    `threads` caps torch's threads for the whole process; 0 leaves them as they are.
    """

    def __init__(
        self, weights: Path, *, side_px: int, threads: int = 0, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        """Load a `.pt` checkpoint; nothing is downloaded.

        Raises:
            ModelProblem: if the file is missing or no ultralytics checkpoint.
            UsageProblem: if torch or ultralytics is not installed.
        """
        self._side_px = side_px
        self._clock = clock
        self._model = _load(weights)
        self._classes = tuple(str(self._model.names[number]) for number in sorted(self._model.names))
        if threads:
            import torch

            torch.set_num_threads(threads)

    @property
    def classes(self) -> tuple[str, ...]:
        """Names by class number."""
        return self._classes

    @property
    def task(self) -> str:
        """Either `detect` or `segment`, as the checkpoint says."""
        return str(self._model.task)

    def detect(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> Detections:
        """Find things on one photo, best first.

        Raises:
            EngineProblem: if ultralytics breaks on this photo.
        """
        return self.detect_timed(pixels_rgb, min_confidence=min_confidence)[0]

    def detect_timed(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> tuple[Detections, StageTimes]:
        """Find things as `detect` does; the times are ultralytics' own plus ours for outlines."""
        fit = fit_into_square(photo_size(pixels_rgb), self._side_px)
        result = self._predict(pixels_rgb, min_confidence)
        predicted = self._clock()
        found = _detections(result, fit, self._classes)
        outlined = self._clock()
        return found, StageTimes(
            preprocess_ms=float(result.speed["preprocess"]),
            inference_ms=float(result.speed["inference"]),
            postprocess_ms=float(result.speed["postprocess"]) + (outlined - predicted) * 1e3,
        )

    def _predict(self, pixels_rgb: PixelsRgb, min_confidence: float) -> Any:
        try:
            return self._model.predict(
                np.ascontiguousarray(pixels_rgb[:, :, ::-1]),  # ultralytics takes arrays as blue green red
                imgsz=self._side_px,
                rect=False,  # the same square as on the daily path
                conf=min_confidence,
                iou=NMS_IOU,
                max_det=MOST_KEPT,
                device="cpu",
                verbose=False,
            )[0]
        except (RuntimeError, ValueError) as problem:
            raise EngineProblem(
                "the torch engine broke on this photo", hint="try again with --runtime openvino"
            ) from problem


def _load(weights: Path) -> Any:
    where = f"model file {weights.name}"
    if not weights.is_file():
        # Asked for before ultralytics is, which would look for the file on the network.
        raise ModelProblem("the file is missing", hint="give the path of a .pt checkpoint", where=where)
    prepare_ultralytics(platformdirs.user_cache_path("claimapp") / "ultralytics")
    try:
        from ultralytics import YOLO
    except ImportError as problem:
        raise UsageProblem("torch is not installed", hint="install it, or choose the runtime openvino") from problem
    try:
        model: Any = YOLO(str(weights))
        _ = model.names
    except _NOT_A_MODEL as problem:
        raise ModelProblem(
            "the file is no checkpoint that ultralytics reads", hint="give the path of a .pt checkpoint", where=where
        ) from problem
    return model


def _detections(result: Any, fit: Fit, classes: tuple[str, ...]) -> Detections:
    boxes = np.asarray(result.boxes.xyxy.cpu().numpy(), dtype=np.float32).reshape(-1, 4)
    edge = np.array([fit.photo.width, fit.photo.height] * 2, dtype=np.float32)
    outlines: tuple[Outline | None, ...] = (None,) * len(boxes)
    if result.masks is not None:
        outlines = tuple(_outline(mask, fit) for mask in result.masks.data.cpu().numpy().astype(np.uint8))
    return Detections(
        box_xyxy_px=np.clip(boxes, 0, edge).astype(np.float32),
        confidence=result.boxes.conf.cpu().numpy().astype(np.float32),
        class_id=result.boxes.cls.cpu().numpy().astype(np.int64),
        outlines=outlines,
        classes=classes,
    )


def _outline(mask: Any, fit: Fit) -> Outline | None:
    """Outline on the photo of a mask that lies in the square."""
    outline = largest_outline(mask)
    if outline is None:
        return None
    return tuple((float(x), float(y)) for x, y in fit.points_to_photo(np.array(outline, dtype=np.float32)))
