"""Where on a photo the disc's barcode and its paper lie, and level cut-outs of both.

Barcode readers follow next to no tilt (0 of 3 read at 4 degrees), so a code is found by
its texture first, then turned level and brought to one size.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from claimapp.runtime.detector import PixelsRgb

__all__ = [
    "MODULE_PX",
    "Candidate",
    "Grey",
    "Paper",
    "candidates_by_size",
    "cut_paper",
    "find_paper",
    "level_code",
    "level_disc",
    "looks_like_code",
]

Grey = NDArray[np.uint8]

MODULE_PX = 4  # pixels a module that codes are brought to; the reader's best measured size
_CODE_MODULES = 205  # width of a disc's PDF417: 8 data columns (measured on a real disc)

# Passes: longest side of the working picture, and how many of its pixels a cell of the busy map
# is wide; then box blur and opening in cells. Blur and cells join bars (one module is 0.5 to 4 px),
# the opening takes lines of text away. Large codes are found in the small picture and the
# other way round.
_PASSES = ((1200, 3, 5, 11), (600, 3, 3, 7), (2400, 3, 5, 11), (3600, 3, 3, 7))
_LARGEST = 40  # blobs of a pass whose shape is looked at: a small disc on a large photo is not among the first 3
_ASPECT = (2.2, 6.5)  # the code is 4.3 by 1; overprinted text and tilt move that
_LEAST_FILL = 0.72  # blob area over its rectangle: codes 0.84 to 0.97, car parts 0.45 to 0.75 (on a finer map)
_LEAST_LONG_PX = 180  # below 0.9 px a module nothing is readable

_MARGIN = 0.12  # of the code's length, around it: the blob may lack the wide start bar
_CROSSINGS = (42, 150)  # light-dark changes a row: 97 by the code's rule, fewer when blurred
_LEAST_UPRIGHT = 1.15  # edges across over edges along the rows: modules are 1 wide, 3 high
_ROWS_APART_PX = 24  # two of the code's rows in a level cut-out
_LEAST_CHANGE = 0.12  # share of ink that differs that far down: a code's rows differ, a grille's bars run on
_LEAST_CONTRAST = 28  # grey levels between ink and paper

_DISC_OVER_CODE = 1.43  # disc diameter over code length (0.70 measured)
_DISC_WINDOW = 1.95  # window side over code length: disc, its code lying off centre either way
_DISC_TEXT_SIDE_PX = 1220  # window as given to the text reader: the disc is 900 px across then
_PAPER_WORK_PX = 600
_LEAST_PAPER_SHARE = 0.03  # of the photo's area
_LEAST_ROUND = 0.9  # blob over its fitted ellipse, and back
_LEAST_AXES = 0.6  # shorter over longer axis


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rectangle that may be the barcode, in pixels of the photo.

    `angle_deg` turns the picture's x axis onto the long side, clockwise, -90 to 90.
    """

    centre_px: tuple[float, float]
    long_px: float
    short_px: float
    angle_deg: float


@dataclass(frozen=True, slots=True)
class Paper:
    """A light, round sheet on the photo: centre and diameter in pixels."""

    centre_px: tuple[float, float]
    diameter_px: float


def candidates_by_size(grey: Grey) -> Iterator[tuple[Candidate, ...]]:
    """Yield the likely barcodes of each working size, largest first; () where a size shows none.

    `grey` is (height, width) uint8. A caller stops at the first that reads. Working sizes
    above the photo's own are left out.
    """
    longest = max(grey.shape)
    for side, cell, blur, opening in _PASSES:
        if side <= 1200 or longest > 1200:
            yield _candidates(grey, min(side / longest, 1.0), cell, blur, opening)


def _candidates(grey: Grey, scale: float, cell: int, blur: int, opening: int) -> tuple[Candidate, ...]:
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    edges = cv2.add(
        cv2.convertScaleAbs(cv2.Scharr(small, cv2.CV_16S, 1, 0), alpha=1 / 16),
        cv2.convertScaleAbs(cv2.Scharr(small, cv2.CV_16S, 0, 1), alpha=1 / 16),
    )
    cells = (max(1, round(small.shape[1] / cell)), max(1, round(small.shape[0] / cell)))
    busy = cv2.blur(cv2.resize(edges, cells, interpolation=cv2.INTER_AREA), (blur, blur))
    scale *= cells[0] / small.shape[1]
    _, mask = cv2.threshold(busy, 0, 255, cv2.THRESH_OTSU)
    opener = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (opening, opening))
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, opener)
    blobs, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for blob in sorted(blobs, key=cv2.contourArea, reverse=True)[:_LARGEST]:
        (x, y), (width, height), angle = cv2.minAreaRect(blob)
        fill = cv2.contourArea(blob) / max(width * height, 1.0)
        if width < height:
            width, height, angle = height, width, angle + 90
        shape_fits = height > 0 and _ASPECT[0] <= width / height <= _ASPECT[1] and fill >= _LEAST_FILL
        if shape_fits and width / scale >= _LEAST_LONG_PX:
            turned = (angle + 90) % 180 - 90
            found.append(Candidate((x / scale, y / scale), width / scale, height / scale, turned))
    return tuple(found)


def level_code(grey: Grey, candidate: Candidate, *, more_deg: float = 0.0) -> Grey:
    """Cut a candidate out, level and about 4 px a module wide, with a margin.

    `more_deg` turns it further than its own angle. It may come out upside down: a
    rectangle does not say which end is up.
    """
    scale = MODULE_PX * _CODE_MODULES / candidate.long_px
    margin = 2 * _MARGIN * candidate.long_px
    size = ((candidate.long_px + margin) * scale, (candidate.short_px + margin) * scale)
    return _cut(grey, candidate.centre_px, candidate.angle_deg + more_deg, scale, size)


def looks_like_code(level: Grey) -> bool:
    """Say whether a level cut-out has the look of a disc's PDF417.

    That is: upright bars, about 97 changes a row, and rows that differ from one another.
    Judged on the middle of the code. Car grilles and lines of print fail here, so
    that no time goes into decoding them and no disc is invented on a photo of a car.
    """
    height, width = level.shape
    inside = level[int(height * 0.36) : int(height * 0.64), int(width * _MARGIN) : int(width * (1 - _MARGIN))]
    if inside.shape[0] <= _ROWS_APART_PX or inside.shape[1] <= _CROSSINGS[1]:
        return False
    inside = cv2.GaussianBlur(inside, (0, 0), 1.0).astype(np.uint8)
    across = float(np.abs(cv2.Sobel(inside, cv2.CV_32F, 1, 0)).mean())
    along = float(np.abs(cv2.Sobel(inside, cv2.CV_32F, 0, 1)).mean())
    threshold, ink = cv2.threshold(inside, 0, 1, cv2.THRESH_OTSU)
    if ink.min() == ink.max():
        return False  # of one grey
    contrast = float(inside[inside > threshold].mean() - inside[inside <= threshold].mean())
    crossings = float(np.median(np.count_nonzero(np.diff(ink.astype(np.int8), axis=1), axis=1)))
    change = float(np.mean(ink[_ROWS_APART_PX:] != ink[:-_ROWS_APART_PX]))
    return (
        _CROSSINGS[0] <= crossings <= _CROSSINGS[1]
        and across >= _LEAST_UPRIGHT * along
        and change >= _LEAST_CHANGE
        and contrast >= _LEAST_CONTRAST
    )


def level_disc(pixels_rgb: PixelsRgb, candidate: Candidate, *, upside_down: bool = False) -> PixelsRgb:
    """Cut the whole disc around its barcode, level: (1220, 1220, 3), the disc about 900 px across."""
    scale = _DISC_TEXT_SIDE_PX / (_DISC_WINDOW * candidate.long_px)
    size = (float(_DISC_TEXT_SIDE_PX), float(_DISC_TEXT_SIDE_PX))
    turn = candidate.angle_deg + (180 if upside_down else 0)
    return _cut(pixels_rgb, candidate.centre_px, turn, scale, size)


def find_paper(grey: Grey) -> Paper | None:
    """Return the largest light, round sheet on a photo, None where there is none.

    Used where the barcode shows too little to be found (glare, a finger). It says
    nothing of the angle.
    """
    scale = min(_PAPER_WORK_PX / max(grey.shape), 1.0)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, light = cv2.threshold(cv2.GaussianBlur(small, (0, 0), 2.0), 0, 255, cv2.THRESH_OTSU)
    # Print makes holes in the paper: close them.
    light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15)))
    blobs, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for blob in sorted(blobs, key=cv2.contourArea, reverse=True)[:_LARGEST]:
        if len(blob) < 5 or cv2.contourArea(blob) < _LEAST_PAPER_SHARE * small.size:
            continue
        (x, y), axes, _ = cv2.fitEllipse(blob)
        roundness = cv2.contourArea(blob) / max(math.pi / 4 * axes[0] * axes[1], 1.0)
        if _LEAST_ROUND <= roundness <= 1 / _LEAST_ROUND and min(axes) >= _LEAST_AXES * max(axes):
            return Paper((x / scale, y / scale), max(axes) / scale)
    return None


def cut_paper(pixels_rgb: PixelsRgb, paper: Paper) -> PixelsRgb:
    """Cut a sheet out with some ground around it, upright: (1220, 1220, 3)."""
    side = paper.diameter_px * _DISC_WINDOW / _DISC_OVER_CODE
    size = (float(_DISC_TEXT_SIDE_PX), float(_DISC_TEXT_SIDE_PX))
    return _cut(pixels_rgb, paper.centre_px, 0.0, _DISC_TEXT_SIDE_PX / side, size)


def _cut(
    pixels: NDArray[np.uint8],
    centre_px: tuple[float, float],
    angle_deg: float,
    scale: float,
    size_px: tuple[float, float],
) -> NDArray[np.uint8]:
    """Turn, scale and cut in one warp; a strong reduction is softened first so that no bars alias."""
    width, height = round(size_px[0]), round(size_px[1])
    if scale < 0.7:
        x0, y0, x1, y1 = _around(pixels.shape, centre_px, math.hypot(*size_px) / scale / 2 + 4)
        pixels = cv2.GaussianBlur(pixels[y0:y1, x0:x1], (0, 0), 0.4 / scale).astype(np.uint8)
        centre_px = (centre_px[0] - x0, centre_px[1] - y0)
    matrix = cv2.getRotationMatrix2D(centre_px, angle_deg, scale)
    matrix[0, 2] += width / 2 - centre_px[0]
    matrix[1, 2] += height / 2 - centre_px[1]
    done = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return done.astype(np.uint8, copy=False)


def _around(shape: tuple[int, ...], centre_px: tuple[float, float], reach: float) -> tuple[int, int, int, int]:
    x0, y0 = max(int(centre_px[0] - reach), 0), max(int(centre_px[1] - reach), 0)
    return x0, y0, min(int(centre_px[0] + reach) + 1, shape[1]), min(int(centre_px[1] + reach) + 1, shape[0])
