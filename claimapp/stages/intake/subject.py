"""Whether a photo is of a car at all: what a photo of a receipt, a pet or a person shows is no damage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimapp.domain.geometry import Size
from claimapp.domain.photo import PhotoSubject
from claimapp.domain.seen import Seen

__all__ = ["decide_subject"]

_LIVING = frozenset(
    {"person", "bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe", "teddy bear"}
)
"""What the model that finds cars calls people and animals (labels of COCO); a plush bear is no car either."""

_SURELY = 0.5
_HINTED = 0.1
"""How likely something else must be besides: a bent panel is taken for a person now and then."""

_FILLS = 0.4  # of the photo: somebody who stands beside a car is smaller, or the car is seen as well


def decide_subject(
    shares: Mapping[PhotoSubject, float], around: Sequence[Seen], size: Size, *, least: float, car_recognised: bool
) -> PhotoSubject:
    """Name what a photo is of; a car unless something else is plain.

    `shares` are how likely each subject is (sum 1), `around` what the model that finds
    cars sees on the photo of `size`, `car_recognised` whether a car is among it: then the photo is of
    one. Parts of a car prove nothing: the model that names them sees some on faces too. Something
    else must reach `least`, or a person or an animal fill the photo and something else be not quite
    unlikely.
    """
    if car_recognised:
        return PhotoSubject.CAR
    others = {subject: share for subject, share in shares.items() if subject is not PhotoSubject.CAR}
    other = sum(others.values())
    if other >= least:
        return max(others, key=lambda subject: others[subject])
    fills = any(
        item.label in _LIVING and item.confidence >= _SURELY and item.box.area >= _FILLS * size.area for item in around
    )
    return PhotoSubject.SOMETHING_ELSE if fills and other >= _HINTED else PhotoSubject.CAR
