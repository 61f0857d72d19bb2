"""A damage as one photo shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimapp.domain.geometry import Box, Outline
from claimapp.domain.part import End, Material, PartName, Side
from claimapp.domain.share import check_share

__all__ = ["KIND_BY_MATERIAL", "DamageKind", "Finding", "OtherKind", "photo_of"]


class DamageKind(StrEnum):
    """What happened to the part; UNKNOWN where the program sees damage but not of what kind."""

    SCRATCH = "scratch"
    DENT = "dent"
    CRACK = "crack"
    BROKEN = "broken"
    MISSING = "missing"
    GLASS = "glass"
    LAMP = "lamp"
    TYRE = "tyre"
    UNKNOWN = "unknown"


KIND_BY_MATERIAL = {Material.LAMP: DamageKind.LAMP, Material.GLASS: DamageKind.GLASS}
"""A damaged lamp or pane is a lamp or glass damage, whatever it looked like."""


@dataclass(frozen=True, slots=True)
class OtherKind:
    """Another kind that a finding may be, with its confidence, 0 to 1."""

    kind: DamageKind
    confidence: float

    def __post_init__(self) -> None:
        check_share("confidence", self.confidence)


@dataclass(frozen=True, slots=True)
class Finding:
    """A damage seen on one photo, with the part that it lies on once it has been placed.

    `part_coverage` is the intersection of damage and part over the smaller area, 0 to 1.
    `share_of_part` is damage over part area, 0 to 1; None where there is no part, and where
    the finding is nothing but the box of a damaged part, which says which part is damaged
    but not how much of it. `side` and `end` are the car's own, as this photo tells them.
    All three are kept, so that severity and merging can be judged again after an edit.
    """

    id: str
    kind: DamageKind
    confidence: float
    box: Box
    outline: Outline | None = None
    part: PartName | None = None
    part_coverage: float | None = None
    share_of_part: float | None = None
    side: Side | None = None
    end: End | None = None
    alternatives: tuple[OtherKind, ...] = ()

    def __post_init__(self) -> None:
        check_share("confidence", self.confidence)
        check_share("part_coverage", self.part_coverage)
        check_share("share_of_part", self.share_of_part)


def photo_of(id_on_photo: str) -> str:
    """Return the photo's id within the id of a finding or part region on it: `p3` of `p3.d2`."""
    return id_on_photo.partition(".")[0]
