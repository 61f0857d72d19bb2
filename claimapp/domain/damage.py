"""A damage of the vehicle, seen on one or more photos."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimapp.domain.finding import DamageKind, photo_of
from claimapp.domain.part import End, PartName, Place, Side
from claimapp.domain.share import check_share
from claimapp.errors import BadValue

__all__ = ["Damage", "Origin", "Severity"]


class Severity(StrEnum):
    """How bad a damage is, in steps of the repair tables (light, medium, heavy there)."""

    MINOR = "minor"
    MODERATE = "moderate"
    SEVERE = "severe"


class Origin(StrEnum):
    """Who put the damage on the list. Whether it was taken off again is another fact (`dismissed`)."""

    PROGRAM = "program"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Damage:
    """One damage of the vehicle; `seen` names the findings (`p1.d2`) that show it.

    `severity` is None where it could not be judged. A dismissed damage stays on the list,
    is not charged, and is not found again by a later run. `checked` says that a person
    looked at it; `note` is that person's own text. `end` is front or rear of a wheel, door
    or side window, None elsewhere and where it is not known. `another_vehicle` says that the
    program dismissed it, since it was seen on photos that seem to be of another vehicle.

    Raises:
        BadValue: if the part has no left and right, or no end, but one is given.
    """

    id: str
    kind: DamageKind
    part: PartName | None
    side: Side | None
    severity: Severity | None
    confidence: float
    seen: tuple[str, ...]
    origin: Origin = Origin.PROGRAM
    dismissed: bool = False
    checked: bool = False
    end: End | None = None
    note: str = ""
    another_vehicle: bool = False

    def __post_init__(self) -> None:
        check_share("confidence", self.confidence)
        if self.part is not None:
            Place(self.part, self.side, self.end)
        elif self.side is not None or self.end is not None:
            raise BadValue("a damage without a part has no side and no end")

    @property
    def photos(self) -> frozenset[str]:
        """Ids of the photos that show it."""
        return frozenset(photo_of(finding) for finding in self.seen)

    @property
    def charged(self) -> bool:
        """Whether the damage counts for the money: neither a person nor the program took it off the list."""
        return not self.dismissed

    @property
    def on_another_vehicle(self) -> bool:
        """Whether it is left out for being another vehicle's, and no person has restored it."""
        return self.another_vehicle and self.dismissed

    @property
    def place(self) -> Place | None:
        """Where on the car it is; None where no part is known."""
        return None if self.part is None else Place(self.part, self.side, self.end)
