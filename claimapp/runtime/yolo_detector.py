"""One photo through a YOLOv8 network: what all engines share; an engine adds only the network's run."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from claimapp.runtime.as_detections import Look, look_at
from claimapp.runtime.detector import Detections, PixelsRgb
from claimapp.runtime.letterbox import fit_onto_canvas, letterbox, network_input, photo_size
from claimapp.runtime.timed import StageTimes
from claimapp.runtime.yolo_output import decode_head

__all__ = ["YoloDetector"]


class YoloDetector(ABC):
    """Fits a photo to the network, runs it, and reads what comes out; the longer side becomes `side_px`.

    Two engines so differ by their arithmetic alone. `clock` gives seconds.
    """

    def __init__(self, classes: tuple[str, ...], side_px: int, clock: Callable[[], float]) -> None:
        self._classes = classes
        self._side_px = side_px
        self._clock = clock

    @property
    def classes(self) -> tuple[str, ...]:
        """Names by class number."""
        return self._classes

    def detect(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> Detections:
        """Find things on one photo, best first.

        Raises:
            EngineProblem: if the engine breaks on this photo.
        """
        return self.detect_timed(pixels_rgb, min_confidence=min_confidence)[0]

    def detect_timed(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> tuple[Detections, StageTimes]:
        """Find things as `detect` does, and say how long each step took."""
        look, times = self.look_timed(pixels_rgb, min_confidence=min_confidence)
        begun = self._clock()
        found = look.detections(self._classes)
        drawing_ms = (self._clock() - begun) * 1e3
        return found, replace(times, postprocess_ms=times.postprocess_ms + drawing_ms)

    def at(self, side_px: int) -> Self:
        """The same network for photos whose longer side becomes `side_px`; nothing is loaded again."""
        other = copy.copy(self)
        other._side_px = side_px
        return other

    def look_timed(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> tuple[Look, StageTimes]:
        """Look at one photo without drawing outlines, and say how long each step took.

        Raises:
            EngineProblem: if the engine breaks on this photo.
        """
        started = self._clock()
        fit = fit_onto_canvas(photo_size(pixels_rgb), self._side_px)
        planes = network_input(letterbox(pixels_rgb, fit))
        prepared = self._clock()
        head, prototypes = self._infer(planes)
        inferred = self._clock()
        candidates = decode_head(head, class_count=len(self._classes), min_confidence=min_confidence)
        look = look_at(candidates, prototypes, fit)
        read = self._clock()
        return look, StageTimes(
            preprocess_ms=(prepared - started) * 1e3,
            inference_ms=(inferred - prepared) * 1e3,
            postprocess_ms=(read - inferred) * 1e3,
        )

    @abstractmethod
    def _infer(self, planes: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """Run the network; return the head and, from a model with masks, the prototypes (K, h, w).

        Raises:
            EngineProblem: if the engine breaks on this photo.
        """
