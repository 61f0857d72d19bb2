"""What a photo is of, and from where it was taken, judged by the parts that are seen on it."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from claimapp.domain.geometry import Box, Size
from claimapp.domain.part import PARTS, PartRegion, Side, Zone
from claimapp.domain.photo import PhotoRole, View

__all__ = ["decide_role", "decide_view"]

_WHOLE_CAR_PARTS = 4  # fewer parts than this are no whole car, even seen from straight ahead
_EDGE_SHARE = 0.02  # nearer to the photo's edge than this share of its side counts as cut off
_CUT_EDGES = 2  # a car cut off at this many edges is a close-up
_SLIGHT = 0.25  # a side with at most this share of the end's evidence is not named, and the other way round


def decide_role(parts: Sequence[PartRegion], size: Size, *, damage_seen: bool, disc_seen: bool) -> PhotoRole:
    """Name a photo's role: disc, whole vehicle, close-up of parts or damage, or other.

    `parts` are the whole-car parts seen on the photo of `size`. A vehicle photo shows at
    least four kinds of part and is cut off at most at one edge.
    """
    if disc_seen and len({region.part for region in parts}) < _WHOLE_CAR_PARTS:
        return PhotoRole.DISC
    if len({region.part for region in parts}) >= _WHOLE_CAR_PARTS and _cut_edges(parts, size) < _CUT_EDGES:
        return PhotoRole.VEHICLE
    return PhotoRole.CLOSE_UP if parts or damage_seen else PhotoRole.OTHER


def decide_view(parts: Sequence[PartRegion]) -> View | None:
    """Name the view from parts with a side or an end; None where nothing tells.

    Each part counts with its confidence: front and rear parts for the end, doors,
    mirrors, sills and side windows for the side (lamps of both sides show from the
    front). Where both are told, an end or side with a quarter or less of the other's
    evidence is not named.
    """
    front = sum(region.confidence for region in parts if PARTS[region.part].zone is Zone.FRONT)
    rear = sum(region.confidence for region in parts if PARTS[region.part].zone is Zone.REAR)
    left, right = (
        sum(region.confidence for region in parts if region.side is side and PARTS[region.part].zone is Zone.MIDDLE)
        for side in (Side.LEFT, Side.RIGHT)
    )
    end = _stronger("front", front, "rear", rear)
    side = _stronger("left", left, "right", right)
    sides_seen = left + right
    if end and side and sides_seen <= _SLIGHT * (front + rear):
        side = ""
    if end and side and front + rear <= _SLIGHT * sides_seen:
        end = ""
    name = "-".join(word for word in (end, side) if word)
    return View(name) if name else None


def _stronger(one: str, weight_one: float, other: str, weight_other: float) -> str:
    if weight_one == weight_other:
        return ""
    return one if weight_one > weight_other else other


def _cut_edges(parts: Sequence[PartRegion], size: Size) -> int:
    hull = functools.reduce(Box.hull, (region.box for region in parts))
    near_x, near_y = size.width * _EDGE_SHARE, size.height * _EDGE_SHARE
    return sum((hull.x0 <= near_x, hull.y0 <= near_y, hull.x1 >= size.width - near_x, hull.y1 >= size.height - near_y))
