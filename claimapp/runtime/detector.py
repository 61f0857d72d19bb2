"""What every vision engine gives: one value, one Protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.geometry import Outline

__all__ = ["Detections", "Detector", "PixelsRgb"]

PixelsRgb = NDArray[np.uint8]
"""An upright photo: (height, width, 3), red green blue, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Detections:
    """N things seen on one photo, best first; N may be 0.

    `box_xyxy_px` (N, 4) float32 in pixels of the photo given, clipped to it;
    `confidence` (N,) float32 0 to 1; `class_id` (N,) int64 into `classes`;
    `outlines` one polygon or None each (None throughout for a model without masks).
    """

    box_xyxy_px: NDArray[np.float32]
    confidence: NDArray[np.float32]
    class_id: NDArray[np.int64]
    outlines: tuple[Outline | None, ...]
    classes: tuple[str, ...]

    def __len__(self) -> int:
        """N."""
        return len(self.confidence)


class Detector(Protocol):
    """A vision model on some engine."""

    @property
    def classes(self) -> tuple[str, ...]:
        """Names by class number."""
        ...

    def detect(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> Detections:
        """Find things on one photo, best first, after non-maximum suppression.

        Raises:
            EngineProblem: if the engine breaks on this photo.
        """
        ...
