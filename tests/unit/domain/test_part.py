"""part.py: the one table of parts is whole and agrees with itself."""

from __future__ import annotations

from claimapp.domain.part import PARTS, PartName, Side, Zone

# As the contract lists them.
_NAMES = [
    "front_bumper", "rear_bumper", "bonnet", "boot_lid", "tailgate", "front_door", "rear_door", "front_fender",
    "rear_quarter_panel", "roof", "sill", "grille", "windscreen", "rear_window", "side_window", "headlamp",
    "tail_lamp", "fog_lamp", "mirror", "wheel", "number_plate",
]  # fmt: skip


def test_part_names_and_sides_are_the_words_of_the_contract() -> None:
    assert [part.value for part in PartName] == _NAMES
    assert [side.value for side in Side] == ["left", "right"]


def test_every_part_has_its_facts_in_the_order_of_the_names() -> None:
    assert list(PARTS) == list(PartName)


def test_no_two_parts_are_called_the_same_in_english() -> None:
    assert len({facts.english for facts in PARTS.values()}) == len(PARTS)


def test_what_the_name_says_about_the_end_of_the_car_is_what_the_zone_says() -> None:
    doors = {PartName.FRONT_DOOR, PartName.REAR_DOOR}  # both in the middle of the car
    for part, facts in PARTS.items():
        if part.startswith("front_") and part not in doors:
            assert facts.zone is Zone.FRONT, part
        if part.startswith("rear_") and part not in doors:
            assert facts.zone is Zone.REAR, part
