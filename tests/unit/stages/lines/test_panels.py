from __future__ import annotations

import pytest

from claimapp.domain.part import PartName, Side
from claimapp.stages.lines.panels import blend_candidates, spoken_place, touches

_P, _L, _R = PartName, Side.LEFT, Side.RIGHT


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((_P.FRONT_DOOR, _L), (_P.REAR_DOOR, _L), True),
        ((_P.FRONT_DOOR, _L), (_P.REAR_DOOR, _R), False),
        ((_P.BONNET, None), (_P.FRONT_FENDER, _R), True),
        ((_P.FRONT_BUMPER, None), (_P.BONNET, None), False),  # bumpers are painted off the car
        ((_P.FRONT_DOOR, None), (_P.REAR_DOOR, None), False),  # side not known
        ((_P.FRONT_DOOR, _L), (_P.FRONT_DOOR, _L), False),
    ],
)
def test_panels_touch_on_one_side_only(
    one: tuple[PartName, Side], other: tuple[PartName, Side], expected: bool
) -> None:
    assert touches(one, other) is expected
    assert touches(other, one) is expected


def test_door_may_need_blending_into_its_neighbours() -> None:
    assert blend_candidates([(_P.FRONT_DOOR, _L)]) == ((_P.REAR_DOOR, _L), (_P.FRONT_FENDER, _L))


def test_painted_bumper_needs_no_blending() -> None:
    assert blend_candidates([(_P.FRONT_BUMPER, None)]) == ()
    assert blend_candidates([]) == ()


def test_painted_panels_are_not_blended_themselves() -> None:
    painted = [(_P.FRONT_DOOR, _L), (_P.REAR_DOOR, _L), (_P.FRONT_FENDER, _L)]
    assert not set(painted) & set(blend_candidates(painted))


def test_place_is_spoken_with_its_side() -> None:
    assert (spoken_place((_P.FRONT_DOOR, _L)), spoken_place((_P.BONNET, None))) == ("left front door", "bonnet")
