"""Whether a photo is of a car at all: what a photo of a receipt, a pet or a person shows is no damage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimapp.domain.geometry import Size
from claimapp.domain.photo import PhotoSubject
from claimapp.domain.seen import Seen

__all__ = ["airbag_out", "decide_subject", "person_seen"]

_PERSON = "person"
_LIVING = frozenset(
    {_PERSON, "bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe", "teddy bear"}
)
"""What the model that finds cars calls people and animals (labels of COCO); a plush bear is no car either."""

_CARS = frozenset({PhotoSubject.CAR, PhotoSubject.AIRBAG})

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
    unlikely. A photo of an airbag is one of a car, whatever the share (`airbag_out`).
    """
    if car_recognised:
        return PhotoSubject.CAR
    others = {subject: share for subject, share in shares.items() if subject not in _CARS}
    other = sum(others.values())
    if other >= least:
        return max(others, key=lambda subject: others[subject])
    fills = any(
        item.label in _LIVING and item.confidence >= _SURELY and item.box.area >= _FILLS * size.area for item in around
    )
    return PhotoSubject.SOMETHING_ELSE if fills and other >= _HINTED else PhotoSubject.CAR


def airbag_out(shares: Mapping[PhotoSubject, float], around: Sequence[Seen], *, least: float) -> bool:
    """Whether a photo shows an airbag that has gone off; a model that tells of none never says so.

    Beside a person (`person_seen`) it is not believed: sleeves, bent knees and hands were taken for airbags.
    """
    return shares.get(PhotoSubject.AIRBAG, 0.0) >= least and not person_seen(around)


def person_seen(around: Sequence[Seen]) -> bool:
    """Whether the model that finds cars surely sees a person, or a hand, on the photo."""
    return any(item.label == _PERSON and item.confidence >= _SURELY for item in around)
