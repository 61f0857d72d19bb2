"""Labels of damages -> labels of the parts that they lie on, with the shipped part models as teachers.

Claim photos say where damage is, not on which part. The whole-car model names the part where
it recognises one under the damage; on close-ups the damaged-part model does, and so learns from
its own surer answers at places where a person saw damage. A photo with a damage that
neither can place teaches nothing, since that part would count as sound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from claimapp.domain.choices import ModelName
from claimapp.runtime.detector import Detections, Detector
from claimapp.runtime.letterbox import photo_size
from claimapp.runtime.manifest import Manifest, Way
from claimapp.runtime.open_detector import open_detector
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.labelled_set import Truth
from claimapp.training.recipes import Placing

__all__ = ["PartTeachers", "open_part_teachers", "placed_damages"]

_SURE_PART = 0.35
"""Confidence from which the whole-car model places a damage (raw confidences, of two looks)."""

_SURE_DAMAGED_PART = 0.2
_ON_PART = 0.5  # share of a damage's area inside a part's outline
_IN_BOX = 0.6  # share of a damage's box inside a damaged part's
_GRID = 160  # cells a side in which areas are counted


@dataclass(frozen=True, slots=True)
class PartTeachers:
    """The two shipped models that name parts, to be asked for photos that have no such labels."""

    whole: Detector
    damaged: Detector

    def placed(
        self, photo: Path, truths: Sequence[Truth], names: Sequence[str], how: Placing
    ) -> list[tuple[str, NDArray[np.float64]]] | None:
        """Look at a photo and tell `placed_damages` of it.

        Raises:
            PhotoProblem: if it cannot be decoded.
        """
        pixels = decode_file(photo).pixels_rgb
        size = photo_size(pixels)
        whole = self.whole.detect(pixels, min_confidence=_SURE_PART)
        damaged = self.damaged.detect(pixels, min_confidence=_SURE_DAMAGED_PART)
        return placed_damages(truths, names, whole, damaged, np.array([size.width, size.height]), how)


def open_part_teachers() -> PartTeachers:
    """Open the shipped models, each looking at the mirror image as well."""
    manifest = Manifest.load(models_folder())
    whole, damaged = (
        open_detector(manifest.model(name), way=Way((manifest.model(name).side_px,), mirrored=True))
        for name in (ModelName.CAR_PARTS, ModelName.DAMAGED_PARTS)
    )
    return PartTeachers(whole, damaged)


def placed_damages(
    truths: Sequence[Truth],
    names: Sequence[str],
    whole: Detections,
    damaged: Detections,
    size_px: NDArray[np.int64],
    how: Placing,
) -> list[tuple[str, NDArray[np.float64]]] | None:
    """Name the damaged parts of a photo of `size_px` (width, height): class and box (4,), shares of the photo.

    `names` are those of the set's labels. None if a damage can be placed on no part; a photo
    without a damage gives an empty list.
    """
    outlines = [
        (how.parts[name], _filled(_corners_or_outline(whole, number) / size_px), number)
        for number in range(len(whole))
        if (name := _class(whole, number)) in how.parts
    ]
    shares = np.tile(size_px, 2)
    placed: dict[tuple[str, int], tuple[str, NDArray[np.float64]]] = {}  # by teacher and number: each part once
    for number, truth in enumerate(truths):
        name = names[truth.class_id]
        if name in how.aside:
            continue
        if name in how.itself:
            placed["label", number] = how.itself[name], truth.box_xyxy_share
            continue
        on_pane = name in how.panes
        part = _under(truth, [each for each in outlines if (each[0] == how.pane) is on_pane])
        if part is not None:
            placed["whole", part] = how.parts[_class(whole, part)], whole.box_xyxy_px[part] / shares
            continue
        part = _around(truth, damaged, shares, [(each == how.pane) is on_pane for each in damaged.classes])
        if part is None:
            return None
        placed["damaged", part] = _class(damaged, part), damaged.box_xyxy_px[part] / shares
    return list(placed.values())


def _class(seen: Detections, number: int) -> str:
    return seen.classes[int(seen.class_id[number])]


def _under(truth: Truth, outlines: Sequence[tuple[str, NDArray[np.bool_], int]]) -> int | None:
    """Number of the part that most of the damage lies on."""
    area = _filled(_outline_of(truth))
    shares = [((area & part).sum() / max(1, area.sum()), number) for _, part, number in outlines]
    share, number = max(shares, default=(0.0, -1))
    return number if share >= _ON_PART else None


def _around(truth: Truth, damaged: Detections, shares: NDArray[np.int64], fitting: Sequence[bool]) -> int | None:
    """Number of the surest damaged part that most of the damage's box lies in; they come best first."""
    x0, y0, x1, y1 = truth.box_xyxy_share
    area = max((x1 - x0) * (y1 - y0), 1e-9)
    for number in range(len(damaged)):
        u0, v0, u1, v1 = damaged.box_xyxy_px[number] / shares
        inside = max(0.0, min(x1, u1) - max(x0, u0)) * max(0.0, min(y1, v1) - max(y0, v0))
        if fitting[int(damaged.class_id[number])] and inside >= _IN_BOX * area:
            return number
    return None


def _outline_of(truth: Truth) -> NDArray[np.float64]:
    return _corners(truth.box_xyxy_share) if truth.polygon_share is None else truth.polygon_share


def _corners_or_outline(seen: Detections, number: int) -> NDArray[np.float64]:
    outline = seen.outlines[number]
    return _corners(seen.box_xyxy_px[number]) if outline is None else np.asarray(outline, dtype=np.float64)


def _corners(box_xyxy: NDArray[np.floating]) -> NDArray[np.float64]:
    x0, y0, x1, y1 = (float(value) for value in box_xyxy)
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])


def _filled(outline_share: NDArray[np.float64]) -> NDArray[np.bool_]:
    cells = np.zeros((_GRID, _GRID), dtype=np.uint8)
    cv2.fillPoly(cells, [np.round(outline_share * _GRID).astype(np.int32)], 1)
    filled: NDArray[np.bool_] = cells.astype(bool)
    return filled
