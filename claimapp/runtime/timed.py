"""A detector that says where its time went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from claimapp.runtime.detector import Detections, Detector, PixelsRgb

__all__ = ["StageTimes", "TimedDetector"]


@dataclass(frozen=True, slots=True)
class StageTimes:
    """Milliseconds of one photo: fitting it into the square, the network, reading its output."""

    preprocess_ms: float
    inference_ms: float
    postprocess_ms: float


class TimedDetector(Detector, Protocol):
    """What `open_detector` gives: a Detector that can also be measured."""

    def detect_timed(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> tuple[Detections, StageTimes]:
        """Find things as `detect` does, and say how long each step took.

        Raises:
            EngineProblem: if the engine breaks on this photo.
        """
        ...
