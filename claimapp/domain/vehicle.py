"""The vehicle of the claim: every field with its source, or empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from claimapp.domain.caution import Caution
from claimapp.domain.disc import Disc
from claimapp.domain.share import check_share
from claimapp.errors import BadValue

__all__ = ["MAKE_ALIASES", "VEHICLE_FIELDS", "Known", "Source", "Vehicle"]


class Source(StrEnum):
    """Where a value of the vehicle comes from; PERSON wins over all, CLAIM_FILE over what is read."""

    CLAIM_FILE = "claim.toml"
    BARCODE = "barcode"
    TEXT = "text"
    VIN = "vin"
    PHOTO = "photo"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Known:
    """A value with its source; `value` None means: looked for, not found (never a guess)."""

    value: str | int | None
    source: Source
    confidence: float
    alternatives: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_share("confidence", self.confidence)


_YEARS = (1900, 2100)
"""Wide, since the day is not known here; what a person types is checked against it by `check_claim`."""

MAKE_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "VW": "VOLKSWAGEN",
        "MERC": "MERCEDES-BENZ",
        "MERCEDES": "MERCEDES-BENZ",
        "MERCEDES BENZ": "MERCEDES-BENZ",
        "LANDROVER": "LAND ROVER",
    }
)
"""What people write for a make, to how a disc spells it; used to compare and to look up, never to replace a value."""

VEHICLE_FIELDS = (
    "make", "model", "series", "body", "colour", "vin", "engine_no", "registration", "register_no", "expires", "year",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vehicle:
    """Who the car is. A field is None where nothing is known; `expires` is an ISO date.

    `discs` are all licence discs that were seen; `disc_photo` names the photo of the one
    that was believed. `plates` are number plates and `odometer` the kilometres as read from
    photos; both are empty where nothing was read.
    """

    make: Known | None = None
    model: Known | None = None
    series: Known | None = None
    body: Known | None = None
    colour: Known | None = None
    vin: Known | None = None
    engine_no: Known | None = None
    registration: Known | None = None
    register_no: Known | None = None
    expires: Known | None = None
    year: Known | None = None
    disc_photo: str | None = None
    warnings: tuple[Caution, ...] = ()
    discs: tuple[Disc, ...] = ()
    plates: tuple[Known, ...] = ()
    odometer: Known | None = None

    def __post_init__(self) -> None:
        year = self.year.value if self.year else None
        if isinstance(year, int) and not _YEARS[0] <= year <= _YEARS[1]:
            raise BadValue(f"year is {year}, but a car is of {_YEARS[0]} to {_YEARS[1]}")

    def text(self, field: str) -> str:
        """Return a field's value as text, empty where unknown."""
        known: Known | None = getattr(self, field)
        return "" if known is None or known.value is None else str(known.value)
