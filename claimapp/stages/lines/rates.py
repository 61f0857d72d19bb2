"""The figures that one claim is priced with: rates, prices and factor, each with its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimapp.domain.claim import ClaimFacts, GarageClass
from claimapp.domain.line import TableRow
from claimapp.domain.money import Money
from claimapp.domain.part import PartName
from claimapp.stages.lines.table_rows import BehindPart, ClassName, RateRow
from claimapp.stages.lines.tables import Tables
from claimapp.stages.lines.vehicle_class import VehicleClass

__all__ = ["Figures", "Level", "Priced", "claim_figures"]


class Level(StrEnum):
    """Which column of the tables: the middle one, or an end of the tables' own spread."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Priced:
    """Rand for one unit (an hour, a part, a job), VAT excluded, with the row it comes from."""

    each: Money
    source: TableRow


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that turns hours and parts of one claim into rand.

    `panel`, `strip`, `paint` are rand an hour; `material` is paint material, rand a paint
    hour; `sundries_share` is a share of labour; `waste` and `alignment` are rand a job;
    `parts` holds the price of every part in the vehicle's class.
    """

    panel: Priced
    strip: Priced
    paint: Priced
    material: Priced
    sundries_share: Decimal
    sundries_source: TableRow
    waste: Priced
    alignment: Priced
    parts: Mapping[str, Priced]
    labour_factor: Decimal


def claim_figures(
    claim: ClaimFacts, vehicle_class: VehicleClass, tables: Tables, level: Level = Level.MIDDLE
) -> Figures:
    """Choose rates and prices for a claim.

    A rate of claim.toml wins over the table at every level: it is known, so it has no
    spread. An approved garage charges the manufacturer-approved rate of the volume or the
    premium brands, a general one the insurer's rate by trade.

    Raises:
        TableProblem: if a price or rate is missing.
    """
    typed = claim.rates
    panel, strip, paint = _labour_rows(claim.garage, vehicle_class.name)
    sundries = tables.rates["sundries_consumables"]
    prices = {
        str(part): Priced(
            _price_at(tables, part, vehicle_class.name, level), tables.price(part, vehicle_class.name).source
        )
        for part in (*PartName, *BehindPart)
    }
    return Figures(
        panel=_rate(typed.panel, "panel", tables.rates[panel], level),
        strip=_rate(typed.strip, "strip", tables.rates[strip], level),
        paint=_rate(typed.paint, "paint", tables.rates[paint], level),
        material=_rate(typed.paint_material, "paint_material", tables.rates["paint_material"], level),
        sundries_share=_at(sundries, level),
        sundries_source=sundries.source,
        waste=_rate(None, "", tables.rates["waste_disposal"], level),
        alignment=_rate(None, "", tables.rates["alignment_sublet"], level),
        parts=prices,
        labour_factor=vehicle_class.labour_factor,
    )


def _labour_rows(garage: GarageClass, vehicle_class: ClassName) -> tuple[str, str, str]:
    if garage is GarageClass.GENERAL:
        return "panel_beating", "strip_assemble", "paint_labour"
    premium = vehicle_class is ClassName.E_PREMIUM
    approved = "oem_approved_premium_brand" if premium else "oem_approved_volume_brand"
    return approved, approved, approved


def _rate(typed: Money | None, key: str, row: RateRow, level: Level) -> Priced:
    if typed is not None:
        return Priced(typed, TableRow("claim.toml", f"rates.{key}", "SOURCED", "typed in the claim"))
    return Priced(Money.rand(_at(row, level)), row.source)


def _at(row: RateRow, level: Level) -> Decimal:
    return {Level.LOW: row.low, Level.MIDDLE: row.value, Level.HIGH: row.high}[level]


def _price_at(tables: Tables, part: PartName | BehindPart, vehicle_class: ClassName, level: Level) -> Money:
    row = tables.price(part, vehicle_class)
    return {Level.LOW: row.low, Level.MIDDLE: row.price, Level.HIGH: row.high}[level]
