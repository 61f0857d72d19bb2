"""A damage of the vehicle, seen on one or more photos."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName, Side

__all__ = ["Damage", "DamageStatus", "Severity"]


class Severity(StrEnum):
    """How bad a damage is, in steps of the repair tables (light, medium, heavy there)."""

    MINOR = "minor"
    MODERATE = "moderate"
    SEVERE = "severe"


class DamageStatus(StrEnum):
    """Who put the damage on the list: the program, a person, or a person took it off."""

    FOUND = "found"
    ADDED = "added"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Damage:
    """One damage of the vehicle; `seen` names the findings (`p1.d2`) that show it.

    `severity` is None where it could not be judged. A dismissed damage stays on the
    list, is not charged, and is not found again by a later run. One that no finding
    shows (`seen` empty) was put on the list by a person, also after it is dismissed.
    """

    id: str
    kind: DamageKind
    part: PartName | None
    side: Side | None
    severity: Severity | None
    confidence: float
    seen: tuple[str, ...]
    status: DamageStatus = DamageStatus.FOUND
    note: str = ""
