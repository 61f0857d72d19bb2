"""How usable a photo is: sharp enough, light enough, large enough."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.photo import Quality

__all__ = ["is_black", "judge_quality"]

_WORKING_SIDE_PX = 800  # longer side at which sharpness is judged, so that megapixels do not matter
_GRID = 8  # tiles a side; a sharp photo is sharp somewhere, a plain white door is not blurred
_SHARP_SHARE = 95  # percentile of the tiles' sharpness that speaks for the photo
_HALF_BLURRED = 60.0  # variance of the Laplacian that counts as half blurred; chosen by eye on the sample claim
_LIT_LUMA = 110.0  # luma (0..255) that the brighter quarter of a usable photo reaches
_WARN_FROM = 0.6
_NOTHING = 0.995
_SMALL_SIDE_PX = 480  # below this, scratches are a pixel wide


def judge_quality(pixels_rgb: NDArray[np.uint8]) -> Quality:
    """Judge a photo of (height, width, 3) RGB, with what the assessor should know of it."""
    height, width = pixels_rgb.shape[:2]
    grey = cv2.cvtColor(pixels_rgb, cv2.COLOR_RGB2GRAY)
    scale = _WORKING_SIDE_PX / max(height, width)
    if scale < 1:
        small = (max(round(width * scale), 1), max(round(height * scale), 1))
        grey = cv2.resize(grey, small, interpolation=cv2.INTER_AREA)
    blur = 1.0 / (1.0 + _sharpness(grey) / _HALF_BLURRED)
    dark = float(np.clip(1.0 - np.percentile(grey, 75) / _LIT_LUMA, 0.0, 1.0))
    warnings = []
    if blur >= _WARN_FROM:
        warnings.append(Caution.of(CautionCode.PHOTO_BLURRED))
    if dark >= _WARN_FROM:
        warnings.append(Caution.of(CautionCode.PHOTO_DARK))
    if max(height, width) < _SMALL_SIDE_PX:
        warnings.append(Caution.of(CautionCode.PHOTO_SMALL, width_px=width, height_px=height))
    return Quality(blur=round(blur, 3), dark=round(dark, 3), warnings=tuple(warnings))


def is_black(quality: Quality) -> bool:
    """Whether a photo shows nothing at all: black and without an edge, as with a lens cap on."""
    return min(quality.dark, quality.blur) >= _NOTHING


def _sharpness(grey: NDArray[Any]) -> float:
    edges = cv2.Laplacian(grey, cv2.CV_32F)
    rows = np.array_split(np.arange(edges.shape[0]), _GRID)
    columns = np.array_split(np.arange(edges.shape[1]), _GRID)
    tiles = [edges[row[0] : row[-1] + 1, column[0] : column[-1] + 1].var() for row in rows for column in columns
             if len(row) and len(column)]  # fmt: skip
    return float(np.percentile(tiles, _SHARP_SHARE))
