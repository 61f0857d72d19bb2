"""Candidates on a model's canvas -> Detections on the photo, the same for every engine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.geometry import Outline
from claimapp.runtime.detector import Detections
from claimapp.runtime.letterbox import Fit
from claimapp.runtime.yolo_output import Candidates, mask_outline, nms_by_class

__all__ = ["detections_on_photo"]


def detections_on_photo(
    candidates: Candidates, prototypes: NDArray[np.float32] | None, fit: Fit, classes: tuple[str, ...]
) -> Detections:
    """Suppress doubles within a class, move boxes to the photo, draw outlines for what is kept.

    `prototypes` (K, h, w) come from a model with masks, None from one without. What lies
    wholly in the grey border is dropped.
    """
    kept = candidates.chosen(nms_by_class(candidates.box_xyxy_px, candidates.confidence, candidates.class_id))
    boxes = fit.boxes_to_photo(kept.box_xyxy_px)
    on_photo = np.flatnonzero((boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1]))
    kept, boxes = kept.chosen(on_photo), boxes[on_photo]
    return Detections(
        box_xyxy_px=boxes,
        confidence=kept.confidence,
        class_id=kept.class_id,
        outlines=_outlines(kept, prototypes, fit),
        classes=classes,
    )


def _outlines(kept: Candidates, prototypes: NDArray[np.float32] | None, fit: Fit) -> tuple[Outline | None, ...]:
    if prototypes is None:
        return (None,) * len(kept)
    return tuple(
        _to_photo(mask_outline(weights, prototypes, box), fit)
        for weights, box in zip(kept.mask_weights, kept.box_xyxy_px, strict=True)
    )


def _to_photo(outline: Outline | None, fit: Fit) -> Outline | None:
    if outline is None:
        return None
    return tuple((float(x), float(y)) for x, y in fit.points_to_photo(np.array(outline, dtype=np.float32)))
