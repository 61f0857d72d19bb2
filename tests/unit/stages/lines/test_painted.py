from __future__ import annotations

import pytest

from claimapp.domain.part import PartName, Place, Side
from claimapp.stages.lines.painted import blend_candidates, touches

_P, _L, _R = PartName, Side.LEFT, Side.RIGHT


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Place(_P.FRONT_DOOR, _L), Place(_P.REAR_DOOR, _L), True),
        (Place(_P.FRONT_DOOR, _L), Place(_P.REAR_DOOR, _R), False),
        (Place(_P.BONNET, None), Place(_P.FRONT_FENDER, _R), True),
        (Place(_P.FRONT_BUMPER, None), Place(_P.BONNET, None), False),  # bumpers are painted off the car
        (Place(_P.FRONT_DOOR, None), Place(_P.REAR_DOOR, None), False),  # side not known
        (Place(_P.FRONT_DOOR, _L), Place(_P.FRONT_DOOR, _L), False),
    ],
)
def test_panels_touch_on_one_side_only(one: Place, other: Place, expected: bool) -> None:
    assert touches(one, other) is expected
    assert touches(other, one) is expected


def test_door_may_need_blending_into_its_neighbours() -> None:
    assert blend_candidates([Place(_P.FRONT_DOOR, _L)]) == (Place(_P.REAR_DOOR, _L), Place(_P.FRONT_FENDER, _L))


def test_painted_bumper_needs_no_blending() -> None:
    assert blend_candidates([Place(_P.FRONT_BUMPER, None)]) == ()
    assert blend_candidates([]) == ()


def test_painted_panels_are_not_blended_themselves() -> None:
    painted = [Place(_P.FRONT_DOOR, _L), Place(_P.REAR_DOOR, _L), Place(_P.FRONT_FENDER, _L)]
    assert not set(painted) & set(blend_candidates(painted))


@pytest.mark.parametrize(
    ("painted", "beside"),
    [
        (Place(_P.BONNET), (Place(_P.FRONT_FENDER, _L), Place(_P.FRONT_FENDER, _R))),
        (Place(_P.FRONT_FENDER, _R), (Place(_P.BONNET), Place(_P.FRONT_DOOR, _R))),
        (Place(_P.REAR_DOOR, _L), (Place(_P.FRONT_DOOR, _L), Place(_P.REAR_QUARTER_PANEL, _L))),
        (Place(_P.REAR_QUARTER_PANEL, _R), (Place(_P.REAR_DOOR, _R),)),  # boot lid or tailgate: one of them at most
        (Place(_P.TAILGATE), (Place(_P.REAR_QUARTER_PANEL, _L), Place(_P.REAR_QUARTER_PANEL, _R))),
        (Place(_P.SILL, _L), ()),  # ends at a moulding
        (Place(_P.ROOF), ()),
    ],
)
def test_shades_are_blended_into_the_panels_beside_on_the_same_side(painted: Place, beside: tuple[Place, ...]) -> None:
    assert blend_candidates([painted]) == beside
