"""Parts of a car: the one table where a new part goes in (prices and hours: assets/tables)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimapp.domain.geometry import Box, Outline

__all__ = ["PARTS", "Material", "PartFacts", "PartName", "PartRegion", "Side", "UnsurePart", "Zone"]


class Side(StrEnum):
    """The car's own left or right, as its driver sees it."""

    LEFT = "left"
    RIGHT = "right"


class PartName(StrEnum):
    """Every part that a damage can lie on."""

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
    """What is fixed about a part: whether it has a left and a right, its zone, material and words."""

    sided: bool
    zone: Zone
    material: Material
    english: str


PARTS: dict[PartName, PartFacts] = {
    PartName.FRONT_BUMPER: PartFacts(False, Zone.FRONT, Material.PLASTIC, "front bumper"),
    PartName.REAR_BUMPER: PartFacts(False, Zone.REAR, Material.PLASTIC, "rear bumper"),
    PartName.BONNET: PartFacts(False, Zone.FRONT, Material.METAL, "bonnet"),
    PartName.BOOT_LID: PartFacts(False, Zone.REAR, Material.METAL, "boot lid"),
    PartName.TAILGATE: PartFacts(False, Zone.REAR, Material.METAL, "tailgate"),
    PartName.FRONT_DOOR: PartFacts(True, Zone.MIDDLE, Material.METAL, "front door"),
    PartName.REAR_DOOR: PartFacts(True, Zone.MIDDLE, Material.METAL, "rear door"),
    PartName.FRONT_FENDER: PartFacts(True, Zone.FRONT, Material.METAL, "front fender"),
    PartName.REAR_QUARTER_PANEL: PartFacts(True, Zone.REAR, Material.METAL, "rear quarter panel"),
    PartName.ROOF: PartFacts(False, Zone.MIDDLE, Material.METAL, "roof"),
    PartName.SILL: PartFacts(True, Zone.MIDDLE, Material.METAL, "sill"),
    PartName.GRILLE: PartFacts(False, Zone.FRONT, Material.OTHER, "grille"),
    PartName.WINDSCREEN: PartFacts(False, Zone.FRONT, Material.GLASS, "windscreen"),
    PartName.REAR_WINDOW: PartFacts(False, Zone.REAR, Material.GLASS, "rear window"),
    PartName.SIDE_WINDOW: PartFacts(True, Zone.MIDDLE, Material.GLASS, "side window"),
    PartName.HEADLAMP: PartFacts(True, Zone.FRONT, Material.LAMP, "headlamp"),
    PartName.TAIL_LAMP: PartFacts(True, Zone.REAR, Material.LAMP, "tail lamp"),
    PartName.FOG_LAMP: PartFacts(True, Zone.FRONT, Material.LAMP, "fog lamp"),
    PartName.MIRROR: PartFacts(True, Zone.MIDDLE, Material.OTHER, "mirror"),
    PartName.WHEEL: PartFacts(True, Zone.ANY, Material.OTHER, "wheel"),
    PartName.NUMBER_PLATE: PartFacts(False, Zone.ANY, Material.OTHER, "number plate"),
}


@dataclass(frozen=True, slots=True)
class PartRegion:
    """A part seen on one photo; `side` is None where the part has none or it cannot be told."""

    id: str
    part: PartName
    side: Side | None
    confidence: float
    box: Box
    outline: Outline | None = None


@dataclass(frozen=True, slots=True)
class UnsurePart:
    """A damaged part of which the photo alone does not tell which one it is (a door: front or rear)."""

    choices: tuple[PartName, ...]
    confidence: float
    box: Box
