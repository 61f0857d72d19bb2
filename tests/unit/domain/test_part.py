"""part.py: the one table of parts is whole and agrees with itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.part import PARTS, WHOLE_PARTS, End, PartName, Place, Side, Zone, half_known_as
from claimapp.errors import BadValue

# As the contract lists them.
_NAMES = [
    "front_bumper", "rear_bumper", "bonnet", "boot_lid", "tailgate", "front_door", "rear_door", "front_fender",
    "rear_quarter_panel", "roof", "sill", "grille", "windscreen", "rear_window", "side_window", "headlamp",
    "tail_lamp", "fog_lamp", "mirror", "wheel", "number_plate", "bumper", "door", "lamp", "pane",
]  # fmt: skip


def test_part_names_and_sides_are_the_words_of_the_contract() -> None:
    assert [part.value for part in PartName] == _NAMES
    assert [side.value for side in Side] == ["left", "right"]


def test_every_part_has_its_facts_in_the_order_of_the_names() -> None:
    assert list(PARTS) == list(PartName)


def test_half_known_parts_may_be_whole_ones_of_their_material_and_stand_for_them() -> None:
    half_known = {part: facts.may_be for part, facts in PARTS.items() if facts.may_be}
    assert list(half_known) == [PartName.BUMPER, PartName.DOOR, PartName.LAMP, PartName.PANE]
    for part, choices in half_known.items():
        assert half_known_as(choices) is part
        assert {PARTS[choice].material for choice in choices} == {PARTS[part].material}
        assert not set(choices) - set(WHOLE_PARTS)
        # Its side can be kept when it turns out to be one of them.
        assert not PARTS[part].sided or all(PARTS[choice].sided for choice in choices)
    assert half_known_as(()) is None
    assert half_known_as((PartName.BONNET, PartName.ROOF)) is None


@pytest.mark.parametrize(
    ("part", "side", "end", "place"),
    [
        (PartName.BUMPER, None, End.REAR, Place(PartName.REAR_BUMPER)),
        (PartName.DOOR, Side.LEFT, End.FRONT, Place(PartName.FRONT_DOOR, Side.LEFT)),
        (PartName.LAMP, Side.RIGHT, End.REAR, Place(PartName.TAIL_LAMP, Side.RIGHT)),
        (PartName.DOOR, None, None, Place(PartName.DOOR)),
        (PartName.WHEEL, Side.LEFT, End.REAR, Place(PartName.WHEEL, Side.LEFT, End.REAR)),
    ],
)
def test_a_half_known_part_at_a_known_end_is_the_whole_one_there(
    part: PartName, side: Side | None, end: End | None, place: Place
) -> None:
    assert Place.at(part, side, end) == place


def test_a_side_that_the_whole_part_cannot_have_falls_away_and_one_that_no_part_has_is_refused() -> None:
    assert Place.at(PartName.BUMPER, Side.LEFT, End.FRONT) == Place(PartName.FRONT_BUMPER)
    with pytest.raises(BadValue, match="a rear bumper has no left or right"):
        Place(PartName.REAR_BUMPER, Side.LEFT)


@given(st.sampled_from(PartName), st.sampled_from([*Side, None]), st.sampled_from([*End, None]))
def test_a_place_is_read_back_from_its_key_or_cannot_be(part: PartName, side: Side | None, end: End | None) -> None:
    if (side and not PARTS[part].sided) or (end and not PARTS[part].has_end):
        with pytest.raises(BadValue):
            Place(part, side, end)
    else:
        assert Place.from_key(Place(part, side, end).key) == Place(part, side, end)


def test_what_the_name_says_about_the_end_of_the_car_is_what_the_zone_says() -> None:
    doors = {PartName.FRONT_DOOR, PartName.REAR_DOOR}  # both in the middle of the car
    for part, facts in PARTS.items():
        if part.startswith("front_") and part not in doors:
            assert facts.zone is Zone.FRONT, part
        if part.startswith("rear_") and part not in doors:
            assert facts.zone is Zone.REAR, part
