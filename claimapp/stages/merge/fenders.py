"""A fender of which its photo does not say whether it is a front or a rear one, told by the rest of the claim.

The damaged-part model says `fender` for both. Where the photo shows nothing else of the car it is
the front one by custom (`stages/parts/regions.py`); of a car that was hit at the rear alone it is the
rear quarter panel.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.finding import Finding
from claimapp.domain.part import PARTS, PartName, PartRegion, Zone

__all__ = ["settle_fenders"]

_Placed = TypeVar("_Placed", Finding, PartRegion)

_OF_FENDERS = frozenset({PartName.FRONT_FENDER, PartName.REAR_QUARTER_PANEL})


def settle_fenders(photos: Sequence[PhotoSeen]) -> tuple[PhotoSeen, ...]:
    """Call fenders rear quarter panels on photos that show nothing of the front, if only the rear is damaged.

    What counts as damaged are the other parts that findings lie on, on any photo. Without any, or with a
    damaged part of the front, nothing changes.
    """
    damaged = {finding.part for photo in photos for finding in photo.findings} - _OF_FENDERS
    ends = {PARTS[part].zone for part in damaged if part is not None}
    if Zone.REAR not in ends or Zone.FRONT in ends:
        return tuple(photos)
    return tuple(photo if _shows_the_front(photo) else _with_rear_fenders(photo) for photo in photos)


def _shows_the_front(photo: PhotoSeen) -> bool:
    return any(PARTS[region.part].zone is Zone.FRONT for region in photo.parts if region.part not in _OF_FENDERS)


def _with_rear_fenders(photo: PhotoSeen) -> PhotoSeen:
    """The photo with every front fender, damaged or seen, called a rear quarter panel."""
    return replace(photo, findings=_rear(photo.findings), parts=_rear(photo.parts))


def _rear(placed: Iterable[_Placed]) -> tuple[_Placed, ...]:
    return tuple(
        replace(each, part=PartName.REAR_QUARTER_PANEL) if each.part is PartName.FRONT_FENDER else each
        for each in placed
    )
