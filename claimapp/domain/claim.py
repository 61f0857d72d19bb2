"""What the assessor knows already: the contents of claim.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from claimapp.domain.money import Money
from claimapp.errors import ClaimFileProblem

__all__ = [
    "OLDEST_CAR_YEAR",
    "ClaimFacts",
    "GarageClass",
    "Insured",
    "PriceFacts",
    "RateOverrides",
    "Terms",
    "VehicleFacts",
    "check_claim",
]


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
class PriceFacts:
    """Which tables price this claim beside those of the settings: a folder, None where the claim names none."""

    tables: str | None = None


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
    prices: PriceFacts = field(default_factory=PriceFacts)


OLDEST_CAR_YEAR = 1900
_LONGEST_TEXT = 2000
_OLDEST_LOSS_YEAR = 1990
_MOST_KM = 2_000_000
"""No car on a South African road has more; a meter that reads so was misread or mistyped."""

# Rand, VAT included. Wide on purpose: they catch a slip of the keyboard, not an unusual car.
_RETAIL_RAND = (1_000, 50_000_000)
_EXCESS_RAND = (0, 1_000_000)
_RATE_RAND = (10, 10_000)
"""Rand an hour, VAT excluded; an hour in a body shop costs some hundreds."""

_VAT = (Decimal(0), Decimal("0.30"))
_RATIO = (Decimal("0.10"), Decimal(1))


def check_claim(claim: ClaimFacts, *, today: date | None = None) -> None:
    """Refuse facts that no claim can have: the same for claim.toml, an edit and a saved assessment.

    `today` is the day that years are measured against, that of the calendar if left out.

    Raises:
        ClaimFileProblem: for the first such fact; its `where` is the key, as in "terms.vat",
            its hint what to write instead.
    """
    day = today or date.today()
    for key, text in _texts(claim):
        _check_text(key, text)
    if claim.loss_date is not None and not _OLDEST_LOSS_YEAR <= claim.loss_date.year <= day.year + 1:
        raise _absurd(
            "loss_date", claim.loss_date, f"write a day from {_OLDEST_LOSS_YEAR} to this year, as in {day.isoformat()}"
        )
    car = claim.vehicle
    _check_whole("vehicle.year", car.year, OLDEST_CAR_YEAR, day.year + 1, "the year of the car's model")
    _check_whole("vehicle.odometer_km", car.odometer_km, 0, _MOST_KM, "kilometres")
    _check_rand("vehicle.retail_value", car.retail_value, _RETAIL_RAND)
    _check_rand("terms.excess", claim.terms.excess, _EXCESS_RAND)
    _check_share("terms.vat", claim.terms.vat, _VAT)
    _check_share("terms.write_off_ratio", claim.terms.write_off_ratio, _RATIO)
    for name in ("panel", "paint", "strip", "paint_material"):
        _check_rand(f"rates.{name}", getattr(claim.rates, name), _RATE_RAND)


def _texts(claim: ClaimFacts) -> tuple[tuple[str, str | None], ...]:
    return (
        ("number", claim.number),
        ("incident", claim.incident),
        ("insured.name", claim.insured.name),
        ("insured.policy", claim.insured.policy),
        ("vehicle.make", claim.vehicle.make),
        ("vehicle.model", claim.vehicle.model),
        ("vehicle.vin", claim.vehicle.vin),
        ("vehicle.registration", claim.vehicle.registration),
    )


def _check_text(key: str, text: str | None) -> None:
    if text is None:
        return
    if len(text) > _LONGEST_TEXT:
        raise _absurd(key, f"{text[:20]}...", f"write at most {_LONGEST_TEXT} characters")
    if any(not letter.isprintable() and letter not in "\n\r\t\u00a0" for letter in text):
        raise _absurd(key, repr(text[:40]), "take the invisible characters out; write a path in single quotes")


def _check_whole(key: str, value: int | None, low: int, high: int, what: str) -> None:
    if value is not None and not low <= value <= high:
        raise _absurd(key, value, f"write {what}, a whole number from {low} to {high}")


def _check_rand(key: str, value: Money | None, bounds: tuple[int, int]) -> None:
    low, high = bounds
    if value is not None and not low <= value.in_rand <= high:
        raise _absurd(key, value, f"write rand from {low} to {high}, or leave the line out if it is not known")


def _check_share(key: str, value: Decimal | None, bounds: tuple[Decimal, Decimal]) -> None:
    low, high = bounds
    if value is None or (value.is_finite() and low <= value <= high):
        return
    share = value / 100 if value.is_finite() else None
    meant = f"; {value} % is {_name(key)} = {share.normalize():f}" if share is not None and low <= share <= high else ""
    raise _absurd(key, value, f"write a share from {low} to {high}{meant}")


def _absurd(key: str, value: object, remedy: str) -> ClaimFileProblem:
    return ClaimFileProblem(f"{_name(key)} = {value} cannot be right", hint=remedy, where=key)


def _name(key: str) -> str:
    return key.rpartition(".")[2]
