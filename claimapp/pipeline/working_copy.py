"""A photo as the models look at it: shrunk once, because each of them would shrink it further by itself.

Phones give 12 million pixels and more; no model looks at more than 640 along the longer side.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from claimapp.domain.geometry import Box, Outline
from claimapp.runtime.detector import PixelsRgb
from claimapp.runtime.letterbox import photo_size

__all__ = ["LONGEST_PX", "WorkingCopy"]

LONGEST_PX = 1280
"""Twice the largest side that a model looks at: shrinking in two steps then loses nothing that it would see."""


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """The pixels to look at, and how many pixels of the photo one of them is, across and down (1 or more)."""

    pixels_rgb: PixelsRgb
    across: float
    down: float

    @classmethod
    def of(cls, pixels_rgb: PixelsRgb) -> WorkingCopy:
        """Shrink a photo (height, width, 3) to LONGEST_PX along its longer side; a smaller one is taken as it is.

        Raises:
            BadValue: if the array is no photo.
        """
        size = photo_size(pixels_rgb)
        shrink = max(size.width, size.height) / LONGEST_PX
        if shrink <= 1:
            return cls(pixels_rgb, 1.0, 1.0)
        width, height = max(1, round(size.width / shrink)), max(1, round(size.height / shrink))
        small = cv2.resize(pixels_rgb, (width, height), interpolation=cv2.INTER_AREA)
        return cls(np.asarray(small, dtype=np.uint8), size.width / width, size.height / height)

    def box_on_photo(self, box: Box) -> Box:
        """A box on the copy in pixels of the photo."""
        return Box(box.x0 * self.across, box.y0 * self.down, box.x1 * self.across, box.y1 * self.down)

    def box_on_copy(self, box: Box) -> Box:
        """A box on the photo in pixels of the copy."""
        return Box(box.x0 / self.across, box.y0 / self.down, box.x1 / self.across, box.y1 / self.down)

    def outline_on_photo(self, outline: Outline | None) -> Outline | None:
        """An outline on the copy in pixels of the photo."""
        return None if outline is None else tuple((x * self.across, y * self.down) for x, y in outline)
