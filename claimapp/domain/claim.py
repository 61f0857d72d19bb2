"""What the assessor knows already: the contents of claim.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from claimapp.domain.money import Money

__all__ = ["ClaimFacts", "GarageClass", "Insured", "RateOverrides", "Terms", "VehicleFacts"]


class GarageClass(StrEnum):
    """Which labour rate of the table applies."""

    APPROVED = "approved"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Insured:
    """The policy holder, as typed."""

    name: str | None = None
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class VehicleFacts:
    """The vehicle as typed; wins over what is read from photos. `retail_value` includes VAT."""

    make: str | None = None
    model: str | None = None
    year: int | None = None
    vin: str | None = None
    registration: str | None = None
    odometer_km: int | None = None
    retail_value: Money | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of the policy; `write_off_ratio` and `vat` are shares (0.15), `excess` None if not given.

    VAT 15 % since 2018 (SARS, 27 April 2025: kept). A write-off ratio is never assumed.
    """

    excess: Money | None = None
    write_off_ratio: Decimal | None = None
    vat: Decimal = Decimal("0.15")


@dataclass(frozen=True, slots=True)
class RateOverrides:
    """Rand an hour, VAT excluded, that replace the table's rate; None keeps the table's."""

    panel: Money | None = None
    paint: Money | None = None
    strip: Money | None = None
    paint_material: Money | None = None


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """Everything of claim.toml; `number` is the folder's name where the file gives none."""

    number: str
    loss_date: date | None = None
    incident: str | None = None
    insured: Insured = field(default_factory=Insured)
    vehicle: VehicleFacts = field(default_factory=VehicleFacts)
    terms: Terms = field(default_factory=Terms)
    rates: RateOverrides = field(default_factory=RateOverrides)
    garage: GarageClass = GarageClass.GENERAL
