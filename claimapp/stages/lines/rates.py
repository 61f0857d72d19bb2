"""The figures that one claim is priced with: rates, prices and factor, each with its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimapp.domain.claim import ClaimFacts, GarageClass
from claimapp.domain.files import FileName
from claimapp.domain.line import RowStatus, TableRow
from claimapp.domain.money import Money
from claimapp.domain.part import WHOLE_PARTS
from claimapp.stages.lines.table_rows import BehindPart, ClassName, PricedPart, RateRow
from claimapp.stages.lines.tables import Rates, Tables
from claimapp.stages.lines.vehicle_class import VehicleClass

__all__ = ["Figures", "Level", "Priced", "claim_figures"]


class Level(StrEnum):
    """Which column of the tables: the middle one, or an end of the tables' own spread."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Priced:
    """Rand for one unit (an hour, a part, a job), VAT excluded, with the row it comes from.

    `database_each` is the table's figure where the claim itself gives another.
    """

    each: Money
    source: TableRow
    database_each: Money | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that turns hours and parts of one claim into rand.

    `panel`, `strip`, `paint` are rand an hour; `material` is paint material, rand a paint
    hour; `sundries_share` is a share of labour; `waste` and `alignment` are rand a job;
    `parts` holds the price of every part in the vehicle's class. `factor_source` is the row
    of `labour_factor`.
    """

    panel: Priced
    strip: Priced
    paint: Priced
    material: Priced
    sundries_share: Decimal
    sundries_source: TableRow
    waste: Priced
    alignment: Priced
    parts: Mapping[PricedPart, Priced]
    labour_factor: Decimal
    factor_source: TableRow


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
    typed, rates = claim.rates, tables.rates
    panel, strip, paint = _labour_rows(claim.garage, vehicle_class.name, rates)
    return Figures(
        panel=_rate(typed.panel, "panel", panel, level),
        strip=_rate(typed.strip, "strip", strip, level),
        paint=_rate(typed.paint, "paint", paint, level),
        material=_rate(typed.paint_material, "paint_material", rates.paint_material, level),
        sundries_share=_at(rates.sundries_consumables, level),
        sundries_source=rates.sundries_consumables.source,
        waste=_of_table(rates.waste_disposal, level),
        alignment=_of_table(rates.alignment_sublet, level),
        parts={part: _price_at(tables, part, vehicle_class.name, level) for part in (*WHOLE_PARTS, *BehindPart)},
        labour_factor=vehicle_class.labour_factor,
        factor_source=tables.class_factors[vehicle_class.name].source,
    )


def _labour_rows(garage: GarageClass, vehicle_class: ClassName, rates: Rates) -> tuple[RateRow, RateRow, RateRow]:
    if garage is GarageClass.GENERAL:
        return rates.panel_beating, rates.strip_assemble, rates.paint_labour
    premium = vehicle_class is ClassName.E_PREMIUM
    approved = rates.oem_approved_premium_brand if premium else rates.oem_approved_volume_brand
    return approved, approved, approved


def _rate(typed: Money | None, key: str, row: RateRow, level: Level) -> Priced:
    of_table = _of_table(row, level)
    if typed is None:
        return of_table
    source = TableRow(FileName.CLAIM, f"rates.{key}", status=RowStatus.PERSON)
    return Priced(typed, source, database_each=of_table.each)


def _of_table(row: RateRow, level: Level) -> Priced:
    return Priced(Money.rand(_at(row, level)), row.source)


def _at(row: RateRow, level: Level) -> Decimal:
    return {Level.LOW: row.low, Level.MIDDLE: row.value, Level.HIGH: row.high}[level]


def _price_at(tables: Tables, part: PricedPart, vehicle_class: ClassName, level: Level) -> Priced:
    row = tables.price(part, vehicle_class)
    return Priced({Level.LOW: row.low, Level.MIDDLE: row.price, Level.HIGH: row.high}[level], row.source)
