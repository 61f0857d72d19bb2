"""Boxes and outlines on a photo, in pixels of the upright photo, origin top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from claimapp.errors import BadValue

__all__ = ["Box", "Outline", "Size", "outline_area", "outline_inside", "union_area"]

Outline = tuple[tuple[float, float], ...]
"""Corner points (x, y) in pixels of the upright photo, in order, not closed."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels, both at least 1."""

    width: int
    height: int

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1:
            raise BadValue(f"a photo cannot measure {self.width} x {self.height} pixels")

    @property
    def area(self) -> int:
        """Pixels in all."""
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels; zero width or height is allowed, x1 < x0 is not.

    Raises:
        BadValue: if x1 < x0 or y1 < y0.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if not (self.x1 >= self.x0 and self.y1 >= self.y0):
            raise BadValue(f"box {self.xyxy} has its corners the wrong way round")

    @classmethod
    def around(cls, outline: Outline) -> Box:
        """Return the bounds of an outline.

        Raises:
            BadValue: if the outline has no point.
        """
        if not outline:
            raise BadValue("an outline without a point has no bounds")
        xs = [x for x, _ in outline]
        ys = [y for _, y in outline]
        return cls(min(xs), min(ys), max(xs), max(ys))

    @property
    def xyxy(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return (self.x0, self.y0, self.x1, self.y1)

    @property
    def width(self) -> float:
        """Width in pixels."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in pixels."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Area in square pixels."""
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Middle point (x, y)."""
        return ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    def overlap_area(self, other: Box) -> float:
        """Area that two boxes share; 0 where they do not touch."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(width, 0.0) * max(height, 0.0)

    def iou(self, other: Box) -> float:
        """Intersection over union, 0 to 1; two empty boxes give 0."""
        shared = self.overlap_area(other)
        union = self.area + other.area - shared
        return shared / union if union > 0 else 0.0

    def overlap_over_smaller(self, other: Box) -> float:
        """Intersection over the smaller of both areas, 0 to 1; an empty box gives 0.

        This is how a damage is laid on a part: a scratch wholly on a door gives 1
        however large the door is.
        """
        smaller = min(self.area, other.area)
        return min(self.overlap_area(other) / smaller, 1.0) if smaller > 0 else 0.0

    def hull(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def clipped(self, size: Size) -> Box:
        """Cut the box to the photo's edges; a box wholly outside comes back with zero area."""
        x0, x1 = (min(max(x, 0.0), float(size.width)) for x in (self.x0, self.x1))
        y0, y1 = (min(max(y, 0.0), float(size.height)) for y in (self.y0, self.y1))
        return Box(x0, y0, x1, y1)


def union_area(boxes: Sequence[Box]) -> float:
    """Area that boxes cover together, what several cover counted once; no boxes cover 0."""
    xs = sorted({x for box in boxes for x in (box.x0, box.x1)})
    covered = 0.0
    for left, right in pairwise(xs):
        across = sorted((box.y0, box.y1) for box in boxes if box.x0 <= left and box.x1 >= right)
        reached = -inf
        for top, bottom in across:
            covered += (right - left) * max(0.0, bottom - max(top, reached))
            reached = max(reached, bottom)
    return covered


def outline_area(outline: Outline) -> float:
    """Area of an outline in square pixels (shoelace); fewer than three points give 0."""
    if len(outline) < 3:
        return 0.0
    turned = (*outline[1:], outline[0])
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(outline, turned, strict=True))) / 2


def outline_inside(outline: Outline, box: Box) -> Outline:
    """Cut an outline to a box (Sutherland-Hodgman); wholly outside gives an empty outline.

    A hollow outline may come back with edges of zero area along the box: its area is right.
    """
    inside = outline
    for axis, limit, keep_above in ((0, box.x0, True), (0, box.x1, False), (1, box.y0, True), (1, box.y1, False)):
        inside = _cut(inside, axis, limit, keep_above=keep_above)
    return inside


def _cut(outline: Outline, axis: int, limit: float, *, keep_above: bool) -> Outline:
    kept: list[tuple[float, float]] = []
    for index, point in enumerate(outline):
        before = outline[index - 1]
        stays = (point[axis] >= limit) == keep_above or point[axis] == limit
        stayed = (before[axis] >= limit) == keep_above or before[axis] == limit
        if stays != stayed:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if stays:
            kept.append(point)
    return tuple(kept)
