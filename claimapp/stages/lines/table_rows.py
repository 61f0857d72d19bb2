"""What one row of each table says, checked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import Operation, TableRow
from claimapp.domain.money import Money
from claimapp.domain.part import WHOLE_PARTS, Material, PartName
from claimapp.stages.lines.table_file import Row

__all__ = [
    "ANY",
    "AnySeverity",
    "BehindPart",
    "ClassName",
    "ClassPattern",
    "HoursRow",
    "OperationRow",
    "PriceRow",
    "PricedPart",
    "RateRow",
    "class_pattern",
    "hours_row",
    "operation_row",
    "price_row",
    "rate_row",
]

ANY: Final = "any"
"""In a severity column: the row holds for every severity that has no row of its own."""


class ClassName(StrEnum):
    """Size and price classes of the price table."""

    A_ENTRY = "A_entry"
    B_SUPERMINI = "B_supermini"
    C_FAMILY = "C_family"
    D_SUV_DCAB = "D_suv_dcab"
    E_PREMIUM = "E_premium"


class BehindPart(StrEnum):
    """Parts that have prices and hours but sit where no photo of the outside shows them."""

    BUMPER_REINFORCEMENT = "bumper_reinforcement"
    RADIATOR_SUPPORT = "radiator_support"
    RADIATOR = "radiator"
    AC_CONDENSER = "ac_condenser"


PricedPart = PartName | BehindPart
"""What prices and hours are kept for: every whole part, and what sits behind it."""

AnySeverity = Severity | Literal["any"]
"""A severity, or every one."""


@dataclass(frozen=True, slots=True)
class PriceRow:
    """Price of a new part in one vehicle class, VAT excluded: middle, low and high."""

    part: PricedPart
    vehicle_class: ClassName
    price: Money
    low: Money
    high: Money
    source: TableRow


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Hours of one operation on one part, by trade; severity is `any` or one of Severity."""

    part: PricedPart
    operation: Operation
    severity: AnySeverity
    panel_h: Decimal
    strip_h: Decimal
    paint_h: Decimal
    source: TableRow


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate in the unit the row names (rand an hour, rand a job, share): middle, low and high."""

    value: Decimal
    low: Decimal
    high: Decimal
    source: TableRow


@dataclass(frozen=True, slots=True)
class OperationRow:
    """What is done about a kind of damage of a severity on a part or a material.

    `work_severity` picks the hours row. `needs_quote` names a thing that the tables hold
    no price for, empty where there is none. `source.basis` says why, in words.
    """

    kind: DamageKind
    applies_to: PartName | Material
    severity: AnySeverity
    operation: Operation
    work_severity: AnySeverity
    needs_quote: str
    source: TableRow


@dataclass(frozen=True, slots=True)
class ClassPattern:
    """Which class a make and model belong to; an empty pattern takes every model of the make."""

    make: str
    pattern: str
    vehicle_class: ClassName
    source: TableRow


def price_row(row: Row) -> PriceRow:
    """Read a row of part_prices.csv.

    Raises:
        TableProblem: if a cell is wrong or low, price, high are not in order.
    """
    price, low, high = row.rand("price_ex_vat"), row.rand("low_ex_vat"), row.rand("high_ex_vat")
    if not low <= price <= high:
        raise row.problem("price_ex_vat", f"{price} is not between low {low} and high {high}")
    return PriceRow(_part(row), row.choice("vehicle_class", ClassName), price, low, high, row.source)


def hours_row(row: Row) -> HoursRow:
    """Read a row of labour_hours.csv.

    Raises:
        TableProblem: if a cell is wrong.
    """
    return HoursRow(
        _part(row),
        row.choice("operation", Operation),
        _severity(row, "severity"),
        row.number("panel_h"),
        row.number("strip_h"),
        row.number("paint_h"),
        row.source,
    )


def rate_row(row: Row) -> RateRow:
    """Read a row of rates.csv.

    Raises:
        TableProblem: if a cell is wrong or low, value, high are not in order.
    """
    value, low, high = row.number("value"), row.number("low"), row.number("high")
    if not low <= value <= high:
        raise row.problem("value", f"{value} is not between low {low} and high {high}")
    return RateRow(value, low, high, row.source)


def operation_row(row: Row) -> OperationRow:
    """Read a row of operations.csv.

    Raises:
        TableProblem: if a cell is wrong.
    """
    return OperationRow(
        row.choice("kind", DamageKind),
        _applies_to(row),
        _severity(row, "severity"),
        row.choice("operation", Operation),
        _severity(row, "work_severity"),
        row.text("needs_quote"),
        row.source,
    )


def class_pattern(row: Row) -> ClassPattern:
    """Read a row of vehicle_class.csv.

    Raises:
        TableProblem: if a cell is wrong.
    """
    return ClassPattern(row.text("make"), row.text("pattern"), row.choice("vehicle_class", ClassName), row.source)


def _part(row: Row) -> PricedPart:
    part = row.text("part")
    if part in set(WHOLE_PARTS):
        return PartName(part)
    if part in set(BehindPart):
        return BehindPart(part)
    raise row.problem("part", f"{part!r} is not a part that the program knows")


def _applies_to(row: Row) -> PartName | Material:
    target = row.text("applies_to")
    if target in set(WHOLE_PARTS):
        return PartName(target)
    if target in set(Material):
        return Material(target)
    raise row.problem("applies_to", f"{target!r} is neither a part nor a material")


def _severity(row: Row, column: str) -> AnySeverity:
    severity = row.text(column)
    if severity == ANY:
        return ANY
    if severity not in set(Severity):
        raise row.problem(column, f"{severity!r} is not one of {', '.join(Severity)}, {ANY}")
    return Severity(severity)
