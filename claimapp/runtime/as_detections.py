"""Candidates on a model's canvas -> what one look at a photo shows, the same for every engine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.geometry import Outline
from claimapp.runtime.detector import Detections
from claimapp.runtime.letterbox import Fit
from claimapp.runtime.yolo_output import Candidates, mask_outline, nms_by_class

__all__ = ["Look", "look_at"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a network saw on one canvas, best first; outlines are drawn only when they are asked for.

    `candidates` lie on the canvas, `box_xyxy_px` (N, 4) on the photo; `prototypes`
    (K, h, w) come from a model with masks, None from one without.
    """

    candidates: Candidates
    box_xyxy_px: NDArray[np.float32]
    prototypes: NDArray[np.float32] | None
    fit: Fit

    def outline(self, index: int) -> Outline | None:
        """Outline of one candidate in pixels of the photo, None where the mask is empty or the model has none."""
        if self.prototypes is None:
            return None
        drawn = mask_outline(self.candidates.mask_weights[index], self.prototypes, self.candidates.box_xyxy_px[index])
        if drawn is None:
            return None
        return tuple((float(x), float(y)) for x, y in self.fit.points_to_photo(np.array(drawn, dtype=np.float32)))

    def detections(self, classes: tuple[str, ...]) -> Detections:
        """All of it, with outlines."""
        return Detections(
            box_xyxy_px=self.box_xyxy_px,
            confidence=self.candidates.confidence,
            class_id=self.candidates.class_id,
            outlines=tuple(self.outline(index) for index in range(len(self.candidates))),
            classes=classes,
        )


def look_at(candidates: Candidates, prototypes: NDArray[np.float32] | None, fit: Fit) -> Look:
    """Suppress doubles within a class and move boxes to the photo; what lies wholly in the grey border is dropped."""
    kept = candidates.chosen(nms_by_class(candidates.box_xyxy_px, candidates.confidence, candidates.class_id))
    boxes = fit.boxes_to_photo(kept.box_xyxy_px)
    on_photo = np.flatnonzero((boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1]))
    return Look(kept.chosen(on_photo), boxes[on_photo], prototypes, fit)
