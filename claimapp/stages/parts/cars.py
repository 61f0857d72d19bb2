"""Which of the cars on a photo is the claim's: what lies on the others belongs to somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimapp.domain.geometry import Box, Size
from claimapp.domain.seen import Seen

__all__ = ["CarsSeen", "cars_seen"]

_LABELS = frozenset({"car", "truck", "bus"})
"""What the model that finds cars calls them; a van or a bakkie is any of these."""

_SAME_CAR = 0.6  # intersection over union from which two boxes are one car under two labels
_FILLS = 0.25  # of the photo: a car of that size is what the photo was taken of
_SMALL = 0.4  # of that car's area: a larger one may be the claim's as well
_ON_IT = 0.7  # share of a box inside another car's from which it lies on that car
_BEHIND = 0.5  # share of it inside the claim's car from which it lies on that one, which stands in front


@dataclass(frozen=True, slots=True)
class CarsSeen:
    """The boxes of the claim's car, None where none is recognised, and of those beside or behind it."""

    claims: Box | None
    others: tuple[Box, ...]

    def on_another(self, box: Box) -> bool:
        """Whether most of `box` lies on another car and not on the claim's, which stands in front."""
        area = max(box.area, 1.0)
        if self.claims is not None and self.claims.overlap_area(box) >= _BEHIND * area:
            return False
        return any(other.overlap_area(box) >= _ON_IT * area for other in self.others)


def cars_seen(seen: Sequence[Seen], size: Size) -> CarsSeen:
    """Tell the claim's car from those beside it.

    It is the largest, if it fills a quarter of the photo or covers its middle. On a close-up
    it is often not recognised as a car at all: the others are then those that neither fill
    nor cover the middle. Of cars of about one size any may be the claim's, and none is told off.
    """
    boxes = _each_once([item for item in seen if item.label in _LABELS])
    largest = max(boxes, key=lambda box: box.area, default=None)
    claims = largest if largest is not None and (_fills(largest, size) or _in_the_middle(largest, size)) else None
    if claims is None:
        return CarsSeen(None, tuple(box for box in boxes if not _in_the_middle(box, size)))
    return CarsSeen(claims, tuple(box for box in boxes if box.area <= _SMALL * claims.area))


def _each_once(seen: Sequence[Seen]) -> list[Box]:
    kept: list[Box] = []
    for item in sorted(seen, key=lambda item: -item.confidence):
        if all(item.box.iou(box) < _SAME_CAR for box in kept):
            kept.append(item.box)
    return kept


def _fills(box: Box, size: Size) -> bool:
    return box.area >= _FILLS * size.area


def _in_the_middle(box: Box, size: Size) -> bool:
    return box.x0 <= size.width / 2 <= box.x1 and box.y0 <= size.height / 2 <= box.y1
