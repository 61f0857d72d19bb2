"""Parts of a car: the one table where a new part goes in (prices and hours: assets/tables)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from claimapp.domain.geometry import Box, Outline
from claimapp.domain.share import check_share
from claimapp.errors import BadValue

__all__ = [
    "LIDS",
    "PARTS",
    "WHOLE_PARTS",
    "End",
    "Material",
    "PartFacts",
    "PartName",
    "PartRegion",
    "Place",
    "Side",
    "Zone",
    "half_known_as",
]


class Side(StrEnum):
    """The car's own left or right, as its driver sees it."""

    LEFT = "left"
    RIGHT = "right"


class End(StrEnum):
    """Which end of the car a wheel, door or side window sits at, where the part's name does not say it."""

    FRONT = "front"
    REAR = "rear"


class PartName(StrEnum):
    """Every part that a damage can lie on; the last ones are half known: which of several it is cannot be told."""

    FRONT_BUMPER = "front_bumper"
    REAR_BUMPER = "rear_bumper"
    BONNET = "bonnet"
    BOOT_LID = "boot_lid"
    TAILGATE = "tailgate"
    FRONT_DOOR = "front_door"
    REAR_DOOR = "rear_door"
    FRONT_FENDER = "front_fender"
    REAR_QUARTER_PANEL = "rear_quarter_panel"
    ROOF = "roof"
    SILL = "sill"
    GRILLE = "grille"
    WINDSCREEN = "windscreen"
    REAR_WINDOW = "rear_window"
    SIDE_WINDOW = "side_window"
    HEADLAMP = "headlamp"
    TAIL_LAMP = "tail_lamp"
    FOG_LAMP = "fog_lamp"
    MIRROR = "mirror"
    WHEEL = "wheel"
    NUMBER_PLATE = "number_plate"
    BUMPER = "bumper"
    DOOR = "door"
    LAMP = "lamp"
    PANE = "pane"


class Material(StrEnum):
    """What a part is made of, as far as the repair rules ask."""

    METAL = "metal"
    PLASTIC = "plastic"
    GLASS = "glass"
    LAMP = "lamp"
    OTHER = "other"


class Zone(StrEnum):
    """Where on the car a part sits along its length."""

    FRONT = "front"
    MIDDLE = "middle"
    REAR = "rear"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What is fixed about a part: whether it has a left and a right, its zone and material.

    `may_be` names the parts that a half-known one can turn out to be, empty for a whole
    one. `has_end` says that front or rear is a fact of its own (a wheel).
    """

    sided: bool
    zone: Zone
    material: Material
    may_be: tuple[PartName, ...] = ()
    has_end: bool = False


PARTS: dict[PartName, PartFacts] = {
    PartName.FRONT_BUMPER: PartFacts(False, Zone.FRONT, Material.PLASTIC),
    PartName.REAR_BUMPER: PartFacts(False, Zone.REAR, Material.PLASTIC),
    PartName.BONNET: PartFacts(False, Zone.FRONT, Material.METAL),
    PartName.BOOT_LID: PartFacts(False, Zone.REAR, Material.METAL),
    PartName.TAILGATE: PartFacts(False, Zone.REAR, Material.METAL),
    PartName.FRONT_DOOR: PartFacts(True, Zone.MIDDLE, Material.METAL),
    PartName.REAR_DOOR: PartFacts(True, Zone.MIDDLE, Material.METAL),
    PartName.FRONT_FENDER: PartFacts(True, Zone.FRONT, Material.METAL),
    PartName.REAR_QUARTER_PANEL: PartFacts(True, Zone.REAR, Material.METAL),
    PartName.ROOF: PartFacts(False, Zone.MIDDLE, Material.METAL),
    PartName.SILL: PartFacts(True, Zone.MIDDLE, Material.METAL),
    PartName.GRILLE: PartFacts(False, Zone.FRONT, Material.OTHER),
    PartName.WINDSCREEN: PartFacts(False, Zone.FRONT, Material.GLASS),
    PartName.REAR_WINDOW: PartFacts(False, Zone.REAR, Material.GLASS),
    PartName.SIDE_WINDOW: PartFacts(True, Zone.MIDDLE, Material.GLASS, has_end=True),
    PartName.HEADLAMP: PartFacts(True, Zone.FRONT, Material.LAMP),
    PartName.TAIL_LAMP: PartFacts(True, Zone.REAR, Material.LAMP),
    PartName.FOG_LAMP: PartFacts(True, Zone.FRONT, Material.LAMP),
    PartName.MIRROR: PartFacts(True, Zone.MIDDLE, Material.OTHER),
    PartName.WHEEL: PartFacts(True, Zone.ANY, Material.OTHER, has_end=True),
    PartName.NUMBER_PLATE: PartFacts(False, Zone.ANY, Material.OTHER),
    PartName.BUMPER: PartFacts(
        False, Zone.ANY, Material.PLASTIC, (PartName.FRONT_BUMPER, PartName.REAR_BUMPER), has_end=True
    ),
    PartName.DOOR: PartFacts(
        True, Zone.MIDDLE, Material.METAL, (PartName.FRONT_DOOR, PartName.REAR_DOOR), has_end=True
    ),
    PartName.LAMP: PartFacts(True, Zone.ANY, Material.LAMP, (PartName.HEADLAMP, PartName.TAIL_LAMP), has_end=True),
    PartName.PANE: PartFacts(
        False, Zone.ANY, Material.GLASS, (PartName.WINDSCREEN, PartName.REAR_WINDOW, PartName.SIDE_WINDOW)
    ),
}

WHOLE_PARTS = tuple(part for part, facts in PARTS.items() if not facts.may_be)
"""The parts that have prices and hours of their own; a half-known one takes those of a part that it may be."""

LIDS = frozenset({PartName.BOOT_LID, PartName.TAILGATE})
"""Two words for what closes the boot, by the shape of the body."""

_AT_END = {End.FRONT: Zone.FRONT, End.REAR: Zone.REAR}
_DOOR_AT = {End.FRONT: PartName.FRONT_DOOR, End.REAR: PartName.REAR_DOOR}


def half_known_as(choices: Collection[PartName]) -> PartName | None:
    """Return the half-known part that stands for `choices` (front and rear bumper: bumper), None if there is none."""
    wanted = set(choices)
    fitting = [part for part, facts in PARTS.items() if facts.may_be and wanted and wanted <= set(facts.may_be)]
    return fitting[0] if len(fitting) == 1 else None


@dataclass(frozen=True, slots=True)
class Place:
    """A part with its side and end; None where the part has none or it is not known.

    A half-known part with a known end is the whole part (`Place.at`): a bumper at the rear
    is the rear bumper.

    Raises:
        BadValue: if the part has no left and right, or no end, but one is given.
    """

    part: PartName
    side: Side | None = None
    end: End | None = None

    def __post_init__(self) -> None:
        if self.side is not None and not PARTS[self.part].sided:
            raise BadValue(f"a {self.part.replace('_', ' ')} has no left or right")
        if self.end is not None and not PARTS[self.part].has_end:
            raise BadValue(f"a {self.part.replace('_', ' ')} has no front or rear of its own")

    @classmethod
    def at(cls, part: PartName, side: Side | None = None, end: End | None = None) -> Place:
        """Make a place; a half-known part with an end becomes the whole part there, raises as the class."""
        if end is not None and (choices := PARTS[part].may_be) and PARTS[part].has_end:
            whole = _DOOR_AT[end] if part is PartName.DOOR else None
            part = whole or next(choice for choice in choices if PARTS[choice].zone is _AT_END[end])
            return cls(part, side if PARTS[part].sided else None)
        return cls(part, side, end)

    @property
    def key(self) -> str:
        """The place as one text, `front_door/left/`: for facts and sorting; `from_key` reads it back."""
        return f"{self.part}/{self.side or ''}/{self.end or ''}"

    @classmethod
    def from_key(cls, key: str) -> Place:
        """Read what `key` wrote; raises ValueError for anything else."""
        part, side, end = key.split("/")
        return cls(PartName(part), Side(side) if side else None, End(end) if end else None)


@dataclass(frozen=True, slots=True)
class PartRegion:
    """A part seen on one photo; `side` and `end` are None where there is none or it cannot be told."""

    id: str
    part: PartName
    side: Side | None
    confidence: float
    box: Box
    outline: Outline | None = None
    end: End | None = None

    def __post_init__(self) -> None:
        check_share("confidence", self.confidence)
