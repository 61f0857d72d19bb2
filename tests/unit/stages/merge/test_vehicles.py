"""vehicles.py: photos of another vehicle are grouped, and what they alone show is not charged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.caution import CautionCode
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.domain.part import PartName
from claimapp.stages.merge.colours import CarColours
from claimapp.stages.merge.vehicles import list_by_vehicle, photos_of_others, told_of_others
from tests.data.assessments import sample_assessment


def _turned(degrees: float, *, whole: bool = True, axis: int = 1) -> CarColours:
    """Colours whose likeness with others is the cosine of the angle between them."""
    roots = np.zeros(192, dtype=np.float32)
    roots[[0, axis]] = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return CarColours(roots, whole)


_OURS, _THEIRS = _turned(0), _turned(90)


def test_two_photos_of_another_car_among_four_are_told() -> None:
    colours = {"p1": _OURS, "p2": _THEIRS, "p3": _OURS, "p4": _OURS, "p5": _OURS, "p6": _THEIRS}
    assert photos_of_others(colours) == (("p2", "p6"),)


def test_two_other_cars_are_two_groups() -> None:
    colours = {f"p{number}": _OURS for number in range(1, 5)} | {"p8": _turned(90), "p9": _turned(45)}
    assert photos_of_others(colours) == (("p8",), ("p9",))


def test_where_many_photos_resemble_nothing_none_is_another_vehicles() -> None:
    alone = {f"q{number}": _turned(90, axis=number) for number in range(2, 7)}
    assert photos_of_others({f"p{number}": _OURS for number in range(3)} | alone) == ()


def test_photos_belong_together_that_are_both_like_a_third() -> None:
    # 0 and 80 degrees are not alike, but 40 is like both.
    colours = {"p1": _turned(0), "p2": _turned(80), "p3": _turned(40), "p4": _turned(0)}
    assert photos_of_others(colours) == ()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([_OURS] * 2, [_THEIRS]),  # too few photos of the claim's vehicle
        ([_OURS] * 3, [_THEIRS] * 2),  # which of them is the claim's is open
        ([_OURS] * 4, [_turned(90, whole=False)]),  # a close-up differs by itself
        ([_OURS] * 4, []),
        ([], []),
    ],
)
def test_where_it_is_not_sure_nothing_is_told(ours: list[CarColours], theirs: list[CarColours]) -> None:
    assert photos_of_others({f"p{number}": each for number, each in enumerate([*ours, *theirs])}) == ()


def _photo(number: int, part: PartName) -> PhotoSeen:
    photo = replace(sample_assessment().photos[0].photo, id=f"p{number}", file=f"{number}.jpg")
    return PhotoSeen(photo, (Finding(f"p{number}.d1", DamageKind.DENT, 0.5, Box(0, 0, 9, 9), part=part),))


def test_a_damage_seen_on_the_other_car_alone_is_listed_last_and_not_charged() -> None:
    photos = [_photo(1, PartName.BONNET), _photo(2, PartName.REAR_BUMPER), _photo(3, PartName.BONNET)]
    listed = list_by_vehicle(photos, [["p2", "p3"]])
    assert [(each.id, each.part, each.seen, each.charged, each.another_vehicle) for each in listed] == [
        ("d1", PartName.BONNET, ("p1.d1",), True, False),
        ("d2", PartName.BONNET, ("p3.d1",), False, True),
        ("d3", PartName.REAR_BUMPER, ("p2.d1",), False, True),
    ]


def test_without_another_car_nothing_is_dismissed() -> None:
    (damage,) = list_by_vehicle([_photo(1, PartName.BONNET), _photo(2, PartName.BONNET)], [])
    assert (damage.seen, damage.charged) == (("p1.d1", "p2.d1"), True)


def test_each_other_vehicle_is_named_by_its_files() -> None:
    photos = [_photo(1, PartName.BONNET), _photo(2, PartName.REAR_BUMPER), _photo(3, PartName.ROOF)]
    others = [["p2"], ["p3"]]
    assert [(each.code, each.where, dict(each.facts)) for each in told_of_others(photos, others)] == [
        (CautionCode.ANOTHER_VEHICLE, "p2", {"names": ("2.jpg",)}),
        (CautionCode.ANOTHER_VEHICLE, "p3", {"names": ("3.jpg",)}),
    ]
