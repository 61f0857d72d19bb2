"""Several looks at one photo, of several sizes and mirrored, told as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.geometry import Outline
from claimapp.runtime.as_detections import Look
from claimapp.runtime.detector import Detections, PixelsRgb
from claimapp.runtime.letterbox import photo_size
from claimapp.runtime.timed import StageTimes
from claimapp.runtime.yolo_detector import YoloDetector
from claimapp.runtime.yolo_output import boxes_iou

__all__ = ["ManyLooks", "fused", "mirror_classes"]

_SAME = 0.55  # intersection over union from which boxes of one class, of several looks, are one
_LEAST_OF_A_LOOK = 0.01
"""From here on a look's boxes count towards the mean, also where more is asked for: a finding's confidence must not
depend on the threshold."""

_SIDE = re.compile("left|right")
_OTHER_SIDE = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class _Member:
    """One look, and whether the photo was mirrored for it."""

    look: Look
    mirrored: bool


class ManyLooks:
    """Looks at a photo at each of `sides_px`, and at its mirror image too if `mirrored`.

    Boxes of one class and place are one finding: its place is their mean, weighted by
    confidence, its outline the surest one's, its confidence the mean over all looks (a look
    that does not see it counts 0). `one` gives the network; its own side is not used.
    """

    def __init__(self, one: YoloDetector, sides_px: Sequence[int], *, mirrored: bool) -> None:
        self._at = [one.at(side) for side in sides_px]
        self._mirrored = mirrored
        self._other_side = mirror_classes(one.classes)
        self.classes = one.classes

    def detect(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> Detections:
        """Find things on one photo, best first.

        Raises:
            EngineProblem: if the engine breaks on this photo.
        """
        return self.detect_timed(pixels_rgb, min_confidence=min_confidence)[0]

    def detect_timed(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> tuple[Detections, StageTimes]:
        """Find things as `detect` does, and say how long each step took in all looks together."""
        photos = [(pixels_rgb, False)]
        if self._mirrored:
            photos.append((np.ascontiguousarray(pixels_rgb[:, ::-1]), True))
        least = min(_LEAST_OF_A_LOOK, min_confidence)
        members: list[_Member] = []
        times: list[StageTimes] = []
        for detector in self._at:
            for pixels, mirrored in photos:
                look, spent = detector.look_timed(pixels, min_confidence=least)
                members.append(_Member(look, mirrored))
                times.append(spent)
        found = self._together(members, photo_size(pixels_rgb).width, min_confidence)
        return found, StageTimes(
            preprocess_ms=sum(each.preprocess_ms for each in times),
            inference_ms=sum(each.inference_ms for each in times),
            postprocess_ms=sum(each.postprocess_ms for each in times),
        )

    def _together(self, members: Sequence[_Member], wide_px: int, min_confidence: float) -> Detections:
        boxes, confidence, class_id, source = [], [], [], []
        for number, member in enumerate(members):
            seen = member.look
            boxes.append(_mirrored_boxes(seen.box_xyxy_px, wide_px) if member.mirrored else seen.box_xyxy_px)
            confidence.append(seen.candidates.confidence)
            kinds = seen.candidates.class_id
            class_id.append(self._other_side[kinds] if member.mirrored else kinds)
            source.append(np.stack([np.full(len(kinds), number), np.arange(len(kinds))], axis=1))
        sources = np.concatenate(source)
        place, sure, kind, first = fused(
            np.concatenate(boxes),
            np.concatenate(confidence),
            np.concatenate(class_id),
            sources[:, 0],
            looks=len(members),
            min_confidence=min_confidence,
        )
        return Detections(
            box_xyxy_px=place,
            confidence=sure,
            class_id=kind,
            outlines=tuple(_outline(members[number], int(index), wide_px) for number, index in sources[first]),
            classes=self.classes,
        )


def fused(
    box_xyxy_px: NDArray[np.float32],
    confidence: NDArray[np.float32],
    class_id: NDArray[np.int64],
    look: NDArray[np.int64],
    *,
    looks: int,
    min_confidence: float,
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64], NDArray[np.int64]]:
    """Make one thing of the boxes of one class and place in several looks, best first.

    N boxes go in, with the number 0..`looks` - 1 of the look that each was seen in; out come
    M boxes (M, 4), their confidences (M,), classes (M,) and the index of each one's surest
    box (M,). Of a look that shows several boxes there, the surest counts towards the
    confidence. M may be 0.
    """
    free = np.ones(len(confidence), dtype=bool)
    places, sure, first_of = [], [], []
    for first in np.argsort(-confidence, kind="stable"):
        if confidence[first] < min_confidence:
            break  # the mean is never above the surest
        if not free[first]:
            continue
        near = boxes_iou(box_xyxy_px[first : first + 1], box_xyxy_px)[0] >= _SAME
        group = np.flatnonzero(free & (class_id == class_id[first]) & near)
        free[group] = False
        by_look = np.zeros(looks, dtype=np.float64)
        np.maximum.at(by_look, look[group], confidence[group])
        mean = float(by_look.mean())
        if mean < min_confidence:
            continue
        places.append(np.average(box_xyxy_px[group], axis=0, weights=confidence[group]))
        sure.append(mean)
        first_of.append(first)
    best_first = np.argsort(-np.array(sure), kind="stable")
    chosen = np.array(first_of, dtype=np.int64)[best_first]
    return (
        np.array(places, dtype=np.float32).reshape(-1, 4)[best_first],
        np.array(sure, dtype=np.float32)[best_first],
        class_id[chosen],
        chosen,
    )


def mirror_classes(classes: Sequence[str]) -> NDArray[np.int64]:
    """Class number on a mirror image -> class number on the photo: left and right are changed."""
    names = list(classes)
    return np.array([names.index(_turned(name)) if _turned(name) in names else n for n, name in enumerate(names)])


def _turned(name: str) -> str:
    return _SIDE.sub(lambda side: _OTHER_SIDE[side.group()], name)


def _mirrored_boxes(box_xyxy_px: NDArray[np.float32], wide_px: int) -> NDArray[np.float32]:
    turned = box_xyxy_px.copy()
    turned[:, [0, 2]] = wide_px - box_xyxy_px[:, [2, 0]]
    return turned


def _outline(member: _Member, index: int, wide_px: int) -> Outline | None:
    drawn = member.look.outline(index)
    if drawn is None or not member.mirrored:
        return drawn
    return tuple((wide_px - x, y) for x, y in drawn)
