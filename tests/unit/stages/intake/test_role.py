"""role.py: what a photo is of and from where, by the parts seen on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.geometry import Box, Size
from claimapp.domain.part import PARTS, PartName, PartRegion, Side
from claimapp.domain.photo import PhotoRole, View
from claimapp.stages.intake.role import decide_role, decide_view

_SIZE = Size(1000, 800)
_INSIDE = Box(200, 200, 800, 600)
_L, _R = Side.LEFT, Side.RIGHT


def _seen(*parts: PartName | tuple[PartName, Side], box: Box = _INSIDE) -> list[PartRegion]:
    pairs = [part if isinstance(part, tuple) else (part, None) for part in parts]
    return [PartRegion(f"p1.k{number}", part, side, 0.9, box) for number, (part, side) in enumerate(pairs, start=1)]


_FRONT = (PartName.FRONT_BUMPER, PartName.BONNET, PartName.GRILLE, PartName.WINDSCREEN)


def test_four_kinds_of_part_inside_the_photo_are_a_vehicle() -> None:
    assert decide_role(_seen(*_FRONT), _SIZE, damage_seen=False, disc_seen=False) is PhotoRole.VEHICLE


def test_four_wheels_are_no_whole_car() -> None:
    assert decide_role(_seen(*[PartName.WHEEL] * 4), _SIZE, damage_seen=False, disc_seen=False) is PhotoRole.CLOSE_UP


@pytest.mark.parametrize(
    ("box", "role"),
    [
        (Box(0, 200, 800, 600), PhotoRole.VEHICLE),  # cut off at one edge
        (Box(0, 200, 1000, 600), PhotoRole.CLOSE_UP),  # at two
        (Box(15, 10, 800, 600), PhotoRole.CLOSE_UP),  # near two
        (Box(0, 0, 1000, 800), PhotoRole.CLOSE_UP),
    ],
)
def test_a_car_cut_off_at_two_edges_is_a_close_up(box: Box, role: PhotoRole) -> None:
    assert decide_role(_seen(*_FRONT, box=box), _SIZE, damage_seen=True, disc_seen=False) is role


def test_damage_alone_is_a_close_up_and_nothing_at_all_is_other() -> None:
    assert decide_role([], _SIZE, damage_seen=True, disc_seen=False) is PhotoRole.CLOSE_UP
    assert decide_role([], _SIZE, damage_seen=False, disc_seen=False) is PhotoRole.OTHER


def test_a_disc_makes_a_disc_photo_unless_a_whole_car_stands_behind_it() -> None:
    assert decide_role(_seen(PartName.WINDSCREEN), _SIZE, damage_seen=False, disc_seen=True) is PhotoRole.DISC
    assert decide_role(_seen(*_FRONT), _SIZE, damage_seen=False, disc_seen=True) is PhotoRole.VEHICLE


@pytest.mark.parametrize(
    ("parts", "view"),
    [
        ((), None),
        ((PartName.WHEEL, PartName.ROOF), None),
        (_FRONT, View.FRONT),
        ((PartName.REAR_BUMPER, (PartName.TAIL_LAMP, _L), (PartName.TAIL_LAMP, _R)), View.REAR),
        (((PartName.FRONT_DOOR, _L), (PartName.REAR_DOOR, _L), (PartName.SIDE_WINDOW, _L)), View.LEFT),
        ((PartName.FRONT_BUMPER, PartName.BONNET, (PartName.FRONT_DOOR, _L), (PartName.MIRROR, _L)), View.FRONT_LEFT),
        ((PartName.REAR_BUMPER, (PartName.REAR_DOOR, _R), (PartName.SIDE_WINDOW, _R)), View.REAR_RIGHT),
        ((*_FRONT, (PartName.MIRROR, _L)), View.FRONT),  # a mirror alone does not make a side view
        ((*_FRONT, (PartName.MIRROR, _L), (PartName.MIRROR, _R)), View.FRONT),
        (
            ((PartName.FRONT_DOOR, _R), (PartName.REAR_DOOR, _R), (PartName.SIDE_WINDOW, _R), (PartName.SILL, _R),
             (PartName.TAIL_LAMP, _R)),
            View.RIGHT,
        ),  # nor a tail lamp a rear view
        ((PartName.FRONT_BUMPER, PartName.REAR_BUMPER), None),
    ],
)  # fmt: skip
def test_the_view_follows_from_ends_and_sides(
    parts: tuple[PartName | tuple[PartName, Side], ...], view: View | None
) -> None:
    assert decide_view(_seen(*parts)) is view


def _region(part: PartName, side: Side | None, confidence: float) -> PartRegion:
    return PartRegion("p1.k1", part, side if PARTS[part].sided else None, confidence, _INSIDE)


_regions = st.lists(
    st.builds(
        _region,
        st.sampled_from(PartName), st.none() | st.sampled_from(Side), st.sampled_from([0.25, 0.5, 1.0]),
    ),
    max_size=8,
)  # fmt: skip
_SWAPPED = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, None: None}


@given(_regions)
def test_a_mirror_image_of_the_car_is_seen_from_the_other_side(regions: list[PartRegion]) -> None:
    swapped = [PartRegion(r.id, r.part, _SWAPPED[r.side], r.confidence, r.box) for r in regions]
    view, other = decide_view(regions), decide_view(swapped)
    assert (view is None) == (other is None)
    if view and other:
        names = str(view).replace("left", "LEFT").replace("right", "left").replace("LEFT", "right")
        assert names == str(other)


@given(_regions)
def test_the_order_of_the_parts_does_not_matter(regions: list[PartRegion]) -> None:
    assert decide_view(regions) is decide_view(regions[::-1])


def test_three_kinds_of_part_are_no_whole_car() -> None:
    assert decide_role(_seen(*_FRONT[:3]), _SIZE, damage_seen=False, disc_seen=False) is PhotoRole.CLOSE_UP
    assert decide_role(_seen(*_FRONT[:3]), _SIZE, damage_seen=False, disc_seen=True) is PhotoRole.DISC


@pytest.mark.parametrize(
    ("box", "role"),
    [
        (Box(20, 16, 800, 600), PhotoRole.CLOSE_UP),  # at a fiftieth of the side from two edges
        (Box(21, 16, 800, 600), PhotoRole.VEHICLE),
        (Box(20, 17, 800, 600), PhotoRole.VEHICLE),
        (Box(200, 200, 980, 784), PhotoRole.CLOSE_UP),
        (Box(200, 200, 979, 784), PhotoRole.VEHICLE),
        (Box(200, 200, 980, 783), PhotoRole.VEHICLE),
    ],
)
def test_a_fiftieth_of_the_side_from_an_edge_is_at_the_edge(box: Box, role: PhotoRole) -> None:
    assert decide_role(_seen(*_FRONT, box=box), _SIZE, damage_seen=False, disc_seen=False) is role


def test_the_edges_are_those_of_all_parts_together() -> None:
    parts = [*_seen(*_FRONT[:3]), *_seen(_FRONT[3], box=Box(0, 0, 300, 300))]
    assert decide_role(parts, _SIZE, damage_seen=False, disc_seen=False) is PhotoRole.CLOSE_UP


@pytest.mark.parametrize(
    ("front", "left", "view"),
    [
        (1.0, 0.25, View.FRONT),  # a quarter of the other's evidence is not named
        (1.0, 0.26, View.FRONT_LEFT),
        (0.25, 1.0, View.LEFT),
        (0.26, 1.0, View.FRONT_LEFT),
    ],
)
def test_a_quarter_of_the_evidence_of_the_other_is_too_little_to_be_named(
    front: float, left: float, view: View
) -> None:
    assert decide_view([_region(PartName.BONNET, None, front), _region(PartName.MIRROR, _L, left)]) is view


def test_what_speaks_for_both_ends_or_sides_counts_in_all_that_is_weighed() -> None:
    ends = [_region(PartName.BONNET, None, 0.6), _region(PartName.TAILGATE, None, 0.5)]
    assert decide_view([*ends, _region(PartName.MIRROR, _R, 0.275)]) is View.FRONT
    assert decide_view([*ends, _region(PartName.MIRROR, _R, 0.3)]) is View.FRONT_RIGHT
    sides = [_region(PartName.MIRROR, _L, 0.5), _region(PartName.MIRROR, _R, 0.6)]
    assert decide_view([*sides, _region(PartName.TAILGATE, None, 0.275)]) is View.RIGHT
    assert decide_view([*sides, _region(PartName.TAILGATE, None, 0.3)]) is View.REAR_RIGHT
