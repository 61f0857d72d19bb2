"""The price, hour, rate and rule tables, loaded and checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import Operation, TableRow
from claimapp.domain.part import PARTS, PartName
from claimapp.errors import TableProblem
from claimapp.stages.lines.table_file import Row, read_rows, table_version
from claimapp.stages.lines.table_rows import (
    ANY,
    BehindPart,
    ClassName,
    ClassPattern,
    HoursRow,
    OperationRow,
    PriceRow,
    RateRow,
    class_pattern,
    hours_row,
    operation_row,
    price_row,
    rate_row,
)

__all__ = ["DEFAULT_CLASS_ID", "RATE_NAMES", "RULE_NAMES", "TABLE_NAMES", "Figure", "Tables", "load_tables"]

TABLE_NAMES = (
    "part_prices", "labour_hours", "rates", "rules", "class_factor", "vehicle_class", "operations",
)  # fmt: skip
RATE_NAMES = (
    "panel_beating", "strip_assemble", "paint_labour", "oem_approved_volume_brand", "oem_approved_premium_brand",
    "paint_material", "sundries_consumables", "waste_disposal", "alignment_sublet", "aircon_regas_sublet",
    "adas_calibration_sublet",
)  # fmt: skip
RULE_NAMES = (
    "clear_coat_first_panel", "clear_coat_further_panel", "clear_coat_cap", "overlap_adjacent_panel",
    "overlap_other_panel", "major_panel_paint_h", "repair_over_replace",
)  # fmt: skip
DEFAULT_CLASS_ID = "default"
_HINT = "add the row, or put the shipped table back"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with the row it comes from."""

    value: Decimal
    source: TableRow


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table. `versions` gives each table's name its version: first 12 of the file's SHA-256."""

    prices: Mapping[tuple[str, ClassName], PriceRow]
    hours: Mapping[tuple[str, Operation, str], HoursRow]
    rates: Mapping[str, RateRow]
    rules: Mapping[str, Figure]
    class_factors: Mapping[ClassName, Figure]
    class_patterns: tuple[ClassPattern, ...]
    operations: Mapping[tuple[DamageKind, str, str], OperationRow]
    versions: Mapping[str, str]

    def price(self, part: PartName | BehindPart, vehicle_class: ClassName) -> PriceRow:
        """Return the price of a new part.

        Raises:
            TableProblem: if there is no row.
        """
        found = self.prices.get((part, vehicle_class))
        if found is None:
            raise _missing("part_prices", f"{part} in class {vehicle_class}")
        return found

    def hours_for(self, part: PartName | BehindPart, operation: Operation, severity: str = ANY) -> HoursRow:
        """Return the hours of an operation: the row of that severity, else the row `any`.

        Raises:
            TableProblem: if there is neither.
        """
        found = self.hours.get((part, operation, severity)) or self.hours.get((part, operation, ANY))
        if found is None:
            raise _missing("labour_hours", f"{part}, {operation}, {severity}")
        return found

    def operation_for(self, kind: DamageKind, part: PartName, severity: Severity) -> OperationRow | None:
        """Return the rule for a damage: the part's own before its material's, exact severity before `any`.

        None where the kind does not fit the part (a lamp damage on a door).
        """
        for target in (str(part), str(PARTS[part].material)):
            for step in (str(severity), ANY):
                if found := self.operations.get((kind, target, step)):
                    return found
        return None


def load_tables(folder: Path) -> Tables:
    """Load every table of `folder` and check that what the rules ask for is there.

    Raises:
        TableProblem: names file, line and column of the first fault, or the row that is missing.
    """
    prices = [price_row(row) for row in _read(folder, "part_prices", "part", "vehicle_class", *_PRICE_COLUMNS)]
    hours = [hours_row(row) for row in _read(folder, "labour_hours", "part", "operation", "severity", *_HOUR_COLUMNS)]
    operations = [operation_row(row) for row in _read(folder, "operations", *_OPERATION_COLUMNS)]
    tables = Tables(
        prices={(row.part, row.vehicle_class): row for row in prices},
        hours={(row.part, row.operation, row.severity): row for row in hours},
        rates={row.text("id"): rate_row(row) for row in _read(folder, "rates", "value", "low", "high")},
        rules={
            row.text("id"): Figure(row.number("value", low=None), row.source) for row in _read(folder, "rules", "value")
        },
        class_factors={
            row.choice("id", ClassName): Figure(row.number("labour_factor"), row.source)
            for row in _read(folder, "class_factor", "labour_factor")
        },
        class_patterns=tuple(
            class_pattern(row) for row in _read(folder, "vehicle_class", "make", "pattern", "vehicle_class")
        ),
        operations={(row.kind, row.applies_to, row.severity): row for row in operations},
        versions={name: table_version(folder / f"{name}.csv") for name in TABLE_NAMES},
    )
    _check_complete(tables)
    return tables


_PRICE_COLUMNS = ("price_ex_vat", "low_ex_vat", "high_ex_vat")
_HOUR_COLUMNS = ("panel_h", "strip_h", "paint_h")
_OPERATION_COLUMNS = ("kind", "applies_to", "severity", "operation", "work_severity", "needs_quote")


def _read(folder: Path, name: str, *columns: str) -> tuple[Row, ...]:
    return read_rows(folder / f"{name}.csv", columns)


def _check_complete(tables: Tables) -> None:
    for name in RATE_NAMES:
        if name not in tables.rates:
            raise _missing("rates", name)
    for name in RULE_NAMES:
        if name not in tables.rules:
            raise _missing("rules", name)
    for vehicle_class in ClassName:
        if vehicle_class not in tables.class_factors:
            raise _missing("class_factor", vehicle_class)
        for part in (*PartName, *BehindPart):
            tables.price(part, vehicle_class)
    if not any(pattern.source.row == DEFAULT_CLASS_ID for pattern in tables.class_patterns):
        raise _missing("vehicle_class", DEFAULT_CLASS_ID)
    for part in (*PartName, *BehindPart):
        tables.hours_for(part, Operation.REPLACE)
    for row in tables.operations.values():
        for part in PartName:
            if row.applies_to in (part, PARTS[part].material):
                _check_hours(tables, row, part)


def _check_hours(tables: Tables, row: OperationRow, part: PartName) -> None:
    severity = Severity.MODERATE if row.severity == ANY else Severity(row.severity)
    if tables.operation_for(row.kind, part, severity) is row:
        tables.hours_for(part, row.operation, row.work_severity)


def _missing(table: str, row: str) -> TableProblem:
    return TableProblem(f"the row for {row} is missing", hint=_HINT, where=f"{table}.csv")
