"""Read what a YOLOv8 head gives: scores to boxes, boxes to the best of each place, mask weights to outlines."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from claimapp.domain.geometry import Outline
from claimapp.errors import BadValue

__all__ = ["Candidates", "boxes_iou", "decode_head", "largest_outline", "mask_outline", "nms_any_class", "nms_by_class"]

NMS_IOU = 0.7
"""Boxes that overlap more than this are one thing (ultralytics' own value, in which the models were measured)."""

MOST_KEPT = 300
"""No photo gives more things than this (ultralytics' own value)."""

_MOST_CONSIDERED = 10_000
"""Candidates beyond this many are dropped before suppression, weakest first: bounds the time of one photo."""

_SIMPLER_PX = 1.0
"""An outline may lie this far from the mask's edge, in pixels of the model's canvas."""

_CELL_PX = 4
"""One cell of a YOLOv8 mask prototype covers this many pixels of the canvas, each way."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidates:
    """N boxes in pixels of the model's canvas, with class, score and mask weights (N, 0 without masks)."""

    box_xyxy_px: Floats
    confidence: Floats
    class_id: NDArray[np.int64]
    mask_weights: Floats

    def __len__(self) -> int:
        """N."""
        return len(self.confidence)

    def chosen(self, index: NDArray[np.int64]) -> Candidates:
        """Return the candidates at `index`, in its order."""
        return Candidates(
            self.box_xyxy_px[index], self.confidence[index], self.class_id[index], self.mask_weights[index]
        )


def decode_head(raw: Floats, *, class_count: int, min_confidence: float) -> Candidates:
    """Turn a raw head (1, 4 + classes + mask weights, places) into candidates, best first.

    The first four rows are centre x, centre y, width, height in pixels of the canvas; then
    one score 0 to 1 a class; then the mask weights, if any. A place gives one candidate for
    every class that scores at least `min_confidence`: what is dented and scratched is both.

    Raises:
        BadValue: if the head is too small for that many classes.
    """
    if raw.ndim != 3 or raw.shape[0] != 1 or raw.shape[1] < 4 + class_count:
        raise BadValue(f"a head of shape {raw.shape} cannot hold {class_count} classes of one photo")
    head = raw[0]
    class_id, place = np.nonzero(head[4 : 4 + class_count] >= min_confidence)
    score = head[4 + class_id, place]
    best_first = np.argsort(-score, kind="stable")[:_MOST_CONSIDERED]
    class_id, place, score = class_id[best_first], place[best_first], score[best_first]
    centre, half = head[0:2, place].T, head[2:4, place].T / 2
    return Candidates(
        box_xyxy_px=np.concatenate([centre - half, centre + half], axis=1).astype(np.float32),
        confidence=score.astype(np.float32),
        class_id=class_id.astype(np.int64),
        mask_weights=head[4 + class_count :, place].T.astype(np.float32),
    )


def nms_by_class(
    box_xyxy_px: Floats,
    confidence: Floats,
    class_id: NDArray[np.int64],
    *,
    iou: float = NMS_IOU,
    at_most: int = MOST_KEPT,
) -> NDArray[np.int64]:
    """Choose the best box of each place within its own class; return indices, best first."""
    if not len(confidence):
        return np.zeros(0, dtype=np.int64)
    # Moved apart by class, boxes of two classes never touch.
    apart = float(box_xyxy_px.max() - min(float(box_xyxy_px.min()), 0.0)) + 1.0
    moved = box_xyxy_px.astype(np.float64) + class_id[:, None] * apart
    return _nms(moved, confidence, iou, at_most)


def nms_any_class(
    box_xyxy_px: Floats, confidence: Floats, *, iou: float = NMS_IOU, at_most: int = MOST_KEPT
) -> NDArray[np.int64]:
    """Choose the best box of each place whatever its class; return indices, best first."""
    return _nms(box_xyxy_px.astype(np.float64), confidence, iou, at_most)


def _nms(boxes: NDArray[np.float64], confidence: Floats, iou: float, at_most: int) -> NDArray[np.int64]:
    left = np.argsort(-confidence, kind="stable")
    kept: list[int] = []
    while len(left) and len(kept) < at_most:
        best, left = left[0], left[1:]
        kept.append(int(best))
        left = left[boxes_iou(boxes[best : best + 1], boxes[left])[0] <= iou]
    return np.array(kept, dtype=np.int64)


def boxes_iou(some: NDArray[np.floating], others: NDArray[np.floating]) -> NDArray[np.float64]:
    """Intersection over union of boxes (M, 4) with boxes (N, 4): (M, N); two empty boxes give 0."""
    a, b = some[:, None, :].astype(np.float64), others[None, :, :].astype(np.float64)
    shared = np.clip(np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2]), 0, None).prod(axis=-1)
    union = (a[..., 2:] - a[..., :2]).prod(axis=-1) + (b[..., 2:] - b[..., :2]).prod(axis=-1) - shared
    iou: NDArray[np.float64] = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    return iou


def mask_outline(mask_weights: Floats, prototypes: Floats, box_xyxy_px: Floats) -> Outline | None:
    """Outline of one thing's mask in pixels of the canvas, or None where the mask is empty.

    `mask_weights` (K,) are laid over `prototypes` (K, h, w), the result is cut to the box
    and grown to the canvas; only that piece is computed. Of several blobs the largest counts.
    """
    _, high, wide = prototypes.shape
    corners = np.clip(np.asarray(box_xyxy_px, dtype=np.float64).reshape(2, 2), 0, np.array([wide, high]) * _CELL_PX)
    first = np.floor(corners[0] / _CELL_PX).astype(int)
    last = np.ceil(corners[1] / _CELL_PX).astype(int)
    if not (last > first).all():
        return None
    piece = np.tensordot(mask_weights, prototypes[:, first[1] : last[1], first[0] : last[0]], axes=1)
    grown_size = (last - first) * _CELL_PX
    grown = cv2.resize(piece.astype(np.float32), (int(grown_size[0]), int(grown_size[1])))
    start = first * _CELL_PX
    inside = (grown > 0).astype(np.uint8)
    cut = np.rint(corners - start).astype(int)
    inside[: cut[0][1]], inside[cut[1][1] :] = 0, 0
    inside[:, : cut[0][0]], inside[:, cut[1][0] :] = 0, 0
    outline = largest_outline(inside)
    return None if outline is None else tuple((x + float(start[0]), y + float(start[1])) for x, y in outline)


def largest_outline(mask: NDArray[np.uint8]) -> Outline | None:
    """Simplified outline of the largest blob of a mask (height, width) of 0 and 1; None below three corners."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    simple = cv2.approxPolyDP(max(contours, key=cv2.contourArea), _SIMPLER_PX, True).reshape(-1, 2)
    if len(simple) < 3:
        return None
    # A contour runs through the middles of pixels.
    return tuple((float(x) + 0.5, float(y) + 0.5) for x, y in simple)
