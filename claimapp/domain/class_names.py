"""What the labels of data sets and models mean in this program's words.

Data sets name the same thing in many ways (`hood`, `bonnet`; `dickey`, `trunk`, `boot`).
A label is compared in lower case with underscores between its words; `left` and `right`
are taken out of it first and give the side. A label that is not in these tables means
nothing here, and whoever uses it leaves it out and says so.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, Literal

from claimapp.domain.finding import DamageKind
from claimapp.domain.part import WHOLE_PARTS, PartName, Side

__all__ = ["CATCH_ALL", "CatchAll", "kind_of", "part_of", "side_of"]


class CatchAll(Enum):
    """The meaning of a label such as `car_damage`: damage, of a kind that nobody noted."""

    CATCH_ALL = "catch-all"


CATCH_ALL: Final = CatchAll.CATCH_ALL

_PART_ALIASES: dict[str, tuple[PartName, ...]] = {
    "bumper": (PartName.FRONT_BUMPER, PartName.REAR_BUMPER),
    "back_bumper": (PartName.REAR_BUMPER,),
    "hood": (PartName.BONNET,),
    "boot": (PartName.BOOT_LID,),
    "trunk": (PartName.BOOT_LID,),
    "dickey": (PartName.BOOT_LID,),  # India's word for the boot
    "dicky": (PartName.BOOT_LID,),
    "back_door": (PartName.REAR_DOOR,),
    "door": (PartName.FRONT_DOOR, PartName.REAR_DOOR),
    "fender": (PartName.FRONT_FENDER, PartName.REAR_QUARTER_PANEL),
    "wing": (PartName.FRONT_FENDER,),
    "quarter_panel": (PartName.REAR_QUARTER_PANEL,),
    "rear_fender": (PartName.REAR_QUARTER_PANEL,),
    "back_fender": (PartName.REAR_QUARTER_PANEL,),
    "rocker_panel": (PartName.SILL,),
    "running_board": (PartName.SILL,),
    "grill": (PartName.GRILLE,),
    "windshield": (PartName.WINDSCREEN,),
    "front_glass": (PartName.WINDSCREEN,),
    "front_windshield": (PartName.WINDSCREEN,),
    "front_windscreen": (PartName.WINDSCREEN,),
    "back_glass": (PartName.REAR_WINDOW,),
    "rear_glass": (PartName.REAR_WINDOW,),
    "back_window": (PartName.REAR_WINDOW,),
    "back_windshield": (PartName.REAR_WINDOW,),
    "rear_windshield": (PartName.REAR_WINDOW,),
    "rear_windscreen": (PartName.REAR_WINDOW,),
    "window": (PartName.SIDE_WINDOW,),
    "glass": (PartName.WINDSCREEN, PartName.REAR_WINDOW, PartName.SIDE_WINDOW),
    "light": (PartName.HEADLAMP, PartName.TAIL_LAMP),
    "lamp": (PartName.HEADLAMP, PartName.TAIL_LAMP),
    "front_light": (PartName.HEADLAMP,),
    "front_lamp": (PartName.HEADLAMP,),
    "headlight": (PartName.HEADLAMP,),
    "head_light": (PartName.HEADLAMP,),
    "head_lamp": (PartName.HEADLAMP,),
    "back_light": (PartName.TAIL_LAMP,),
    "back_lamp": (PartName.TAIL_LAMP,),
    "rear_light": (PartName.TAIL_LAMP,),
    "rear_lamp": (PartName.TAIL_LAMP,),
    "taillight": (PartName.TAIL_LAMP,),
    "tail_light": (PartName.TAIL_LAMP,),
    "taillamp": (PartName.TAIL_LAMP,),
    "fog_light": (PartName.FOG_LAMP,),
    "foglight": (PartName.FOG_LAMP,),
    "side_mirror": (PartName.MIRROR,),
    "wing_mirror": (PartName.MIRROR,),
    "tyre": (PartName.WHEEL,),
    "tire": (PartName.WHEEL,),
    "rim": (PartName.WHEEL,),
    "licence_plate": (PartName.NUMBER_PLATE,),
    "license_plate": (PartName.NUMBER_PLATE,),
    "plate": (PartName.NUMBER_PLATE,),
}

_KIND_ALIASES: dict[str, DamageKind] = {
    "scratches": DamageKind.SCRATCH,
    "scrape": DamageKind.SCRATCH,
    "dents": DamageKind.DENT,
    "cracked": DamageKind.CRACK,
    "smash": DamageKind.BROKEN,
    "broken_part": DamageKind.BROKEN,
    "missing_part": DamageKind.MISSING,
    "no_part": DamageKind.MISSING,
    "broken_missing": DamageKind.BROKEN,
    "dislocated_part": DamageKind.BROKEN,
    "rub": DamageKind.SCRATCH,
    "bonnet_damage": DamageKind.DENT,
    "lamp_damage": DamageKind.LAMP,
    "glass_break": DamageKind.GLASS,
    "glass_broken": DamageKind.GLASS,
    "glass_crack": DamageKind.GLASS,
    "glass_shatter": DamageKind.GLASS,
    "broken_glass": DamageKind.GLASS,
    "shattered_glass": DamageKind.GLASS,
    "light": DamageKind.LAMP,  # in sets of damaged areas
    "lamp_broken": DamageKind.LAMP,
    "lamp_crack": DamageKind.LAMP,
    "broken_lamp": DamageKind.LAMP,
    "broken_light": DamageKind.LAMP,
    "tire_flat": DamageKind.TYRE,
    "tyre_flat": DamageKind.TYRE,
    "flat_tire": DamageKind.TYRE,
    "flat_tyre": DamageKind.TYRE,
    "tire": DamageKind.TYRE,
}

_CATCH_ALL_LABELS = frozenset({"damage", "damaged", "car_damage", "damaged_area", "unknown"})

_SIDES = {side.value: side for side in Side}


def part_of(label: str) -> tuple[PartName, ...]:
    """Parts that a label can mean: one, several (`bumper` is front or rear), or none if it names no part."""
    words = [word for word in _words(label) if word not in _SIDES]
    plain = "_".join(words)
    if plain in {part.value for part in WHOLE_PARTS}:
        return (PartName(plain),)
    return _PART_ALIASES.get(plain, ())


def side_of(label: str) -> Side | None:
    """Side that a label names, the car's own left or right; None where it names none, or both."""
    named = {_SIDES[word] for word in _words(label) if word in _SIDES}
    return named.pop() if len(named) == 1 else None


def kind_of(label: str) -> DamageKind | Literal[CatchAll.CATCH_ALL] | None:
    """Kind of damage that a label means, CATCH_ALL for damage of any kind, None if it names no damage."""
    plain = "_".join(_words(label))
    if plain in _CATCH_ALL_LABELS:
        return CATCH_ALL
    if plain in {kind.value for kind in DamageKind}:
        return DamageKind(plain)
    return _KIND_ALIASES.get(plain)


def _words(label: str) -> list[str]:
    return [word for word in re.split(r"[\s_\-]+", label.strip().lower()) if word]
