"""Which colours a car shows on a photo: what tells photos of two vehicles apart, in most cases."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from claimapp.domain.geometry import Box, Size

__all__ = ["CarColours", "colours_of_car"]

_CUT_OUT_PX = (160, 120)  # every car is brought to this width and height: colours need no more
_BINS = (12, 4, 4)  # of hue, saturation and value
_RANGES = (0, 180, 0, 256, 0, 256)  # as OpenCV has them in bytes
_AT_EDGE = 0.02  # of the photo's side: a box this near to it is cut by it
_MOST_EDGES = 2  # a car cut by more edges is a close-up of a part, whose colours say little
_LEAST_SHARE = 0.15  # of the photo


@dataclass(frozen=True, slots=True, eq=False)
class CarColours:
    """The colours of one car on one photo; `whole` says that most of the car is on it, and not a part from near."""

    roots: NDArray[np.float32]
    """(192,), read-only: square roots of the shares of hue, saturation and value, of length 1."""
    whole: bool

    def __post_init__(self) -> None:
        self.roots.setflags(write=False)


def colours_of_car(pixels_rgb: NDArray[np.uint8], box: Box) -> CarColours | None:
    """Count the colours in the box of a car, on (height, width, 3) bytes; `box` in their pixels.

    How alike two cars are, 0 to 1, is the product of their roots (the Bhattacharyya coefficient). None where not a
    whole pixel of the box lies on the photo.
    """
    size = Size(width=pixels_rgb.shape[1], height=pixels_rgb.shape[0])
    x0, y0, x1, y1 = (int(edge) for edge in box.clipped(size).xyxy)
    cut_out = pixels_rgb[y0:y1, x0:x1]
    if not cut_out.size:
        return None
    small = cv2.cvtColor(cv2.resize(cut_out, _CUT_OUT_PX, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2HSV)
    counted = cv2.calcHist([small], [0, 1, 2], None, _BINS, _RANGES).ravel()
    roots = np.sqrt(counted / counted.sum()).astype(np.float32)
    edges = (
        (box.x0 < _AT_EDGE * size.width)
        + (box.y0 < _AT_EDGE * size.height)
        + (box.x1 > (1 - _AT_EDGE) * size.width)
        + (box.y1 > (1 - _AT_EDGE) * size.height)
    )
    return CarColours(roots, edges <= _MOST_EDGES and box.area > _LEAST_SHARE * size.area)
