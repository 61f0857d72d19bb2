"""Match predictions with labels and take the average precision, as COCO does."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["IOU_STEPS", "ClassPrecision", "Judged", "match", "precision_by_class", "rasterised", "shapes_iou"]

IOU_STEPS = np.linspace(0.5, 0.95, 10)
"""COCO's thresholds: a prediction is right if it overlaps its label by at least this much."""

_MASK_SIDE_PX = 160
"""Masks are compared on a grid of this many cells a side, stretched over the photo."""

_SUBPIXEL_BITS = 4

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Predictions of any number of photos: right or not at each step (N, 10), confidence, class; labels' classes."""

    right: Flags
    confidence: NDArray[np.float32]
    class_id: Ints
    label_class_id: Ints

    @classmethod
    def joined(cls, photos: list[Judged]) -> Judged:
        """Put the photos of a set together."""
        return cls(
            np.concatenate([photo.right for photo in photos]).astype(bool),
            np.concatenate([photo.confidence for photo in photos]).astype(np.float32),
            np.concatenate([photo.class_id for photo in photos]).astype(np.int64),
            np.concatenate([photo.label_class_id for photo in photos]).astype(np.int64),
        )


@dataclass(frozen=True, slots=True)
class ClassPrecision:
    """Average precision of one class: at overlap 0.5, and as the mean over COCO's ten steps."""

    map50: float
    map50_95: float


def match(iou: NDArray[np.float64], label_class_id: Ints, class_id: Ints) -> Flags:
    """Say for each prediction and each overlap step whether it is right: (N, 10).

    `iou` is (labels, N), predictions best first. In that order each takes, at each step, the
    label of its class that it overlaps most and that nobody before it has taken.
    """
    right = np.zeros((len(class_id), len(IOU_STEPS)), dtype=bool)
    overlap = np.where(label_class_id[:, None] == class_id[None, :], iou, 0.0)
    for step, least in enumerate(IOU_STEPS):
        free = np.ones(len(label_class_id), dtype=bool)
        for prediction in np.flatnonzero((overlap >= least).any(axis=0)):
            open_to_it = np.where(free, overlap[:, prediction], 0.0)
            best = int(open_to_it.argmax())
            if open_to_it[best] >= least:
                right[prediction, step], free[best] = True, False
    return right


def precision_by_class(judged: Judged) -> dict[int, ClassPrecision]:
    """Average precision of every class that is labelled at least once, by ultralytics' own integration."""
    labelled = np.unique(judged.label_class_id)
    if not judged.right.any():
        return {int(number): ClassPrecision(0.0, 0.0) for number in labelled}
    from ultralytics.utils.metrics import ap_per_class

    results = ap_per_class(judged.right, judged.confidence, judged.class_id, judged.label_class_id)
    precision, classes = results[5], results[6]
    return {
        int(number): ClassPrecision(float(row[0]), float(row.mean()))
        for number, row in zip(classes, precision, strict=True)
    }


def rasterised(polygons: list[NDArray[np.float64] | None]) -> NDArray[np.float32]:
    """Fill polygons, given as shares of the photo, into masks (N, cells); None gives an empty one."""
    masks = np.zeros((len(polygons), _MASK_SIDE_PX, _MASK_SIDE_PX), dtype=np.uint8)
    for mask, polygon in zip(masks, polygons, strict=True):
        if polygon is not None:
            corners = np.rint((polygon * _MASK_SIDE_PX - 0.5) * (1 << _SUBPIXEL_BITS)).astype(np.int32)
            cv2.fillPoly(mask, [corners], 1, shift=_SUBPIXEL_BITS)
    return masks.reshape(len(polygons), _MASK_SIDE_PX**2).astype(np.float32)


def shapes_iou(some: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float64]:
    """Intersection over union of masks (M, cells) with masks (N, cells): (M, N)."""
    shared = (some @ others.T).astype(np.float64)
    union = some.sum(axis=1)[:, None] + others.sum(axis=1)[None, :] - shared
    iou: NDArray[np.float64] = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    return iou
