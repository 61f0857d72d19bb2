"""A damage as one photo shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimapp.domain.geometry import Box, Outline
from claimapp.domain.part import PartName

__all__ = ["DamageKind", "Finding"]


class DamageKind(StrEnum):
    """What happened to the part; UNKNOWN where the program sees damage but not of what kind."""

    SCRATCH = "scratch"
    DENT = "dent"
    BROKEN = "broken"
    GLASS = "glass"
    LAMP = "lamp"
    TYRE = "tyre"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """A damage seen on one photo, with the part that it lies on once it has been placed.

    `part_coverage` is the intersection of damage and part over the smaller area, 0 to 1.
    """

    id: str
    kind: DamageKind
    confidence: float
    box: Box
    outline: Outline | None = None
    part: PartName | None = None
    part_coverage: float | None = None
