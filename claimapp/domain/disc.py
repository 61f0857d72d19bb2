"""What a licence disc says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from claimapp.domain.caution import Caution
from claimapp.domain.message import Message
from claimapp.domain.share import check_share

__all__ = ["DISC_FIELDS", "Disc", "DiscField", "DiscSource"]


class DiscSource(StrEnum):
    """Which reader a value of the disc comes from."""

    BARCODE = "barcode"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class DiscField:
    """One value as read; `alternatives` are other readings of the same field."""

    value: str
    source: DiscSource
    confidence: float
    alternatives: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_share("confidence", self.confidence)


DISC_FIELDS = (
    "make", "series", "vin", "registration", "register_no", "engine_no", "colour", "description", "expires",
)  # fmt: skip
"""The fields of a disc that the program reports, in the order of the report."""


@dataclass(frozen=True, slots=True)
class Disc:
    """One licence disc read from one photo.

    A field that could not be read is absent from `fields`. `expires` is an ISO date
    there (`2027-03-31`). `barcode_checked` says that the payload's own length matched.
    `tried` says what was attempted, so that "unknown" can be explained. `superseded_by`
    names the photo of a newer disc of the same vehicle.
    """

    photo_id: str
    fields: dict[str, DiscField] = field(default_factory=dict)
    barcode_checked: bool = False
    tried: tuple[Message, ...] = ()
    warnings: tuple[Caution, ...] = ()
    superseded_by: str | None = None

    @property
    def expires(self) -> date | None:
        """The expiry date, None where it was not read."""
        read = self.fields.get("expires")
        return date.fromisoformat(read.value) if read else None
