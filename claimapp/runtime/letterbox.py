"""Fit a photo onto the grey canvas that a model sees, and find the way back."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from claimapp.domain.geometry import Size
from claimapp.errors import BadValue
from claimapp.runtime.detector import PixelsRgb

__all__ = ["Fit", "fit_onto_canvas", "letterbox", "network_input", "photo_size"]

_BORDER_GREY = 114
"""Grey of the border, 0 to 255: what the models were trained with (ultralytics)."""

_AVERAGE_BEYOND_SHRINK = 2.0
"""Beyond this shrink a photo is averaged instead of sampled.

Up to it the result is ultralytics' own, pixel by pixel. Beyond it, bilinear sampling skips
pixels, and grilles, mesh and wet tar turn into patterns that read as scratches.
"""


_STRIDE_PX = 32
"""A canvas is a multiple of this: the coarsest grid of a YOLOv8 network."""

_LEAST_BORDER_PX = 16
"""Grey that is left along both sides of each axis together, at the least: half a grid cell.

Things cut by the photo's edge are found better with it. It is what ultralytics' own val
has; without it car-parts loses 0.013 box mAP50 on its val split.
"""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a photo of `photo` lies on a `canvas`: scaled to `inner`, then moved by the border."""

    photo: Size
    inner: Size
    canvas: Size
    left_px: int
    top_px: int

    def points_to_photo(self, xy_px: NDArray[np.float32]) -> NDArray[np.float32]:
        """Move points (..., 2) from the canvas to the photo, clipped to the photo's edges."""
        border = np.array([self.left_px, self.top_px], dtype=np.float32)
        grow = np.array([self.photo.width / self.inner.width, self.photo.height / self.inner.height], dtype=np.float32)
        edge = np.array([self.photo.width, self.photo.height], dtype=np.float32)
        moved = (np.asarray(xy_px, dtype=np.float32) - border) * grow
        clipped: NDArray[np.float32] = np.clip(moved, 0, edge)
        return clipped

    def boxes_to_photo(self, box_xyxy_px: NDArray[np.float32]) -> NDArray[np.float32]:
        """Move boxes (N, 4) from the canvas to the photo, clipped; N may be 0."""
        return self.points_to_photo(box_xyxy_px.reshape(-1, 2, 2)).reshape(-1, 4)


def photo_size(pixels_rgb: PixelsRgb) -> Size:
    """Return the size of a photo's array.

    Raises:
        BadValue: if it is not (height, width, 3) of bytes, or empty.
    """
    if pixels_rgb.ndim != 3 or pixels_rgb.shape[2] != 3 or pixels_rgb.dtype != np.uint8:
        raise BadValue(f"a photo is (height, width, 3) bytes, not {pixels_rgb.shape} {pixels_rgb.dtype}")
    return Size(width=pixels_rgb.shape[1], height=pixels_rgb.shape[0])


def fit_onto_canvas(photo: Size, side_px: int) -> Fit:
    """Work out how a photo lies on its canvas: longer side `side_px`, small photos enlarged, centred.

    The canvas follows the photo's shape, so that little of it is border.

    Raises:
        BadValue: if `side_px` is below 1.
    """
    if side_px < 1:
        raise BadValue(f"a canvas of {side_px} pixels cannot hold a photo")
    scale = min(side_px / photo.width, side_px / photo.height)
    inner = Size(width=max(round(photo.width * scale), 1), height=max(round(photo.height * scale), 1))
    canvas = Size(width=_canvas_px(inner.width), height=_canvas_px(inner.height))
    # An odd border goes one pixel more to the right and bottom.
    return Fit(
        photo=photo,
        inner=inner,
        canvas=canvas,
        left_px=(canvas.width - inner.width) // 2,
        top_px=(canvas.height - inner.height) // 2,
    )


def _canvas_px(inner_px: int) -> int:
    return -(-(inner_px + _LEAST_BORDER_PX) // _STRIDE_PX) * _STRIDE_PX


def letterbox(pixels_rgb: PixelsRgb, fit: Fit) -> PixelsRgb:
    """Scale a photo and put the grey border round it: (canvas height, canvas width, 3) bytes."""
    canvas = np.full((fit.canvas.height, fit.canvas.width, 3), _BORDER_GREY, dtype=np.uint8)
    inner = pixels_rgb
    if fit.inner != fit.photo:
        shrink = max(fit.photo.width / fit.inner.width, fit.photo.height / fit.inner.height)
        how = cv2.INTER_AREA if shrink > _AVERAGE_BEYOND_SHRINK else cv2.INTER_LINEAR
        inner = np.asarray(
            cv2.resize(pixels_rgb, (fit.inner.width, fit.inner.height), interpolation=how), dtype=np.uint8
        )
    canvas[fit.top_px : fit.top_px + fit.inner.height, fit.left_px : fit.left_px + fit.inner.width] = inner
    return canvas


def network_input(canvas_rgb: PixelsRgb) -> NDArray[np.float32]:
    """Turn a canvas into what a network takes: (1, 3, height, width), 0 to 1."""
    return np.ascontiguousarray(canvas_rgb.transpose(2, 0, 1)[None], dtype=np.float32) / np.float32(255)
