"""The price, hour, rate and rule tables, loaded and checked as a whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import Operation, TableRow
from claimapp.domain.part import PARTS, WHOLE_PARTS, Material, PartName
from claimapp.errors import TableProblem
from claimapp.stages.lines.table_file import Row, read_rows, table_version
from claimapp.stages.lines.table_rows import (
    ANY,
    AnySeverity,
    BehindPart,
    ClassName,
    ClassPattern,
    HoursRow,
    OperationRow,
    PricedPart,
    PriceRow,
    RateRow,
    class_pattern,
    hours_row,
    operation_row,
    price_row,
    rate_row,
)

__all__ = ["DEFAULT_CLASS_ID", "TABLE_NAMES", "Figure", "Rates", "Rules", "Tables", "load_tables"]

TABLE_NAMES = (
    "part_prices", "labour_hours", "rates", "rules", "class_factor", "vehicle_class", "operations",
)  # fmt: skip
DEFAULT_CLASS_ID = "default"
_HINT = "add the row, or put the shipped table back"

_T = TypeVar("_T")
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with the row it comes from."""

    value: Decimal
    source: TableRow


@dataclass(frozen=True, slots=True)
class Rates:
    """The rows of rates.csv, one field a row: rand an hour, rand a job or a share, VAT excluded."""

    panel_beating: RateRow
    strip_assemble: RateRow
    paint_labour: RateRow
    oem_approved_volume_brand: RateRow
    oem_approved_premium_brand: RateRow
    paint_material: RateRow
    sundries_consumables: RateRow
    waste_disposal: RateRow
    alignment_sublet: RateRow
    adas_calibration_sublet: RateRow


@dataclass(frozen=True, slots=True)
class Rules:
    """The rows of rules.csv, one field a row."""

    clear_coat_first_panel: Figure
    clear_coat_further_panel: Figure
    clear_coat_cap: Figure
    overlap_adjacent_panel: Figure
    overlap_other_panel: Figure
    major_panel_paint_h: Figure
    repair_over_replace: Figure


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table. `versions` gives each table's name its version: first 12 of the file's SHA-256.

    Where overlays were read too, their versions follow after a plus sign.
    """

    prices: Mapping[tuple[PricedPart, ClassName], PriceRow]
    hours: Mapping[tuple[PricedPart, Operation, AnySeverity], HoursRow]
    rates: Rates
    rules: Rules
    class_factors: Mapping[ClassName, Figure]
    class_patterns: tuple[ClassPattern, ...]
    operations: Mapping[tuple[DamageKind, PartName | Material, AnySeverity], OperationRow]
    versions: Mapping[str, str]

    def price(self, part: PricedPart, vehicle_class: ClassName) -> PriceRow:
        """Return the price of a new part.

        Raises:
            TableProblem: if there is no row.
        """
        found = self.prices.get((part, vehicle_class))
        if found is None:
            raise _missing("part_prices", f"{part} in class {vehicle_class}")
        return found

    def hours_for(self, part: PricedPart, operation: Operation, severity: AnySeverity = ANY) -> HoursRow:
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
        for target in (part, PARTS[part].material):
            for step in (severity, ANY):
                if found := self.operations.get((kind, target, step)):
                    return found
        return None


def load_tables(folder: Path, *overlays: Path) -> Tables:
    """Load every table of `folder`, lay `overlays` over them, and check that what the rules ask for is there.

    An overlay is a folder with one or more of the tables (an insurer's prices, a repairer's
    rates). Its rows go before those of the same key, a later overlay before an earlier one.

    Raises:
        TableProblem: names file, line and column of the first fault, or the row that is
            missing; also where an overlay holds no table at all.
    """
    read = _Reader(folder, overlays)
    tables = Tables(
        prices=read.by("part_prices", price_row, lambda row: (row.part, row.vehicle_class), *_PRICE_COLUMNS),
        hours=read.by("labour_hours", hours_row, lambda row: (row.part, row.operation, row.severity), *_HOUR_COLUMNS),
        rates=_named(Rates, "rates", read.by_id("rates", rate_row, "value", "low", "high")),
        rules=_named(Rules, "rules", read.by_id("rules", _rule, "value")),
        class_factors={
            row.choice("id", ClassName): Figure(row.number("labour_factor"), row.source)
            for row in read.rows("class_factor", "labour_factor")
        },
        # The first row that fits is taken, so those of an overlay stand in front.
        class_patterns=tuple(
            class_pattern(row)
            for row in read.rows("vehicle_class", "make", "pattern", "vehicle_class", last_first=True)
        ),
        operations=read.by(
            "operations", operation_row, lambda row: (row.kind, row.applies_to, row.severity), *_OPERATION_COLUMNS
        ),
        versions={name: read.version(name) for name in TABLE_NAMES},
    )
    _check_complete(tables)
    return tables


_PRICE_COLUMNS = ("part", "vehicle_class", "price_ex_vat", "low_ex_vat", "high_ex_vat")
_HOUR_COLUMNS = ("part", "operation", "severity", "panel_h", "strip_h", "paint_h")
_OPERATION_COLUMNS = ("kind", "applies_to", "severity", "operation", "work_severity", "needs_quote")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a table from the base and from every overlay that holds it."""

    base: Path
    overlays: tuple[Path, ...]

    def __post_init__(self) -> None:
        for overlay in self.overlays:
            if not any((overlay / f"{name}.csv").is_file() for name in TABLE_NAMES):
                raise TableProblem(
                    "the folder holds no table",
                    hint=f"name a folder with one of {', '.join(f'{name}.csv' for name in TABLE_NAMES)}",
                    where=str(overlay),
                )

    def rows(self, name: str, *columns: str, last_first: bool = False) -> tuple[Row, ...]:
        files = self._files(name)
        return tuple(row for file in (reversed(files) if last_first else files) for row in read_rows(file, columns))

    def by(self, name: str, make: Callable[[Row], _T], key: Callable[[_T], _Key], *columns: str) -> dict[_Key, _T]:
        return {key(made): made for made in map(make, self.rows(name, *columns))}

    def by_id(self, name: str, make: Callable[[Row], _T], *columns: str) -> dict[str, _T]:
        return {row.text("id"): make(row) for row in self.rows(name, *columns)}

    def version(self, name: str) -> str:
        return "+".join(table_version(file) for file in self._files(name))

    def _files(self, name: str) -> list[Path]:
        laid_over = [overlay / f"{name}.csv" for overlay in self.overlays]
        return [self.base / f"{name}.csv", *(file for file in laid_over if file.is_file())]


def _rule(row: Row) -> Figure:
    return Figure(row.number("value", low=None), row.source)


def _named(kind: type[_T], table: str, rows: Mapping[str, object]) -> _T:
    """Make a table of named rows; the first that is missing is told."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # both kinds are dataclasses
    for name in names:
        if name not in rows:
            raise _missing(table, name)
    return kind(**{name: rows[name] for name in names})


def _check_complete(tables: Tables) -> None:
    for vehicle_class in ClassName:
        if vehicle_class not in tables.class_factors:
            raise _missing("class_factor", vehicle_class)
        for part in (*WHOLE_PARTS, *BehindPart):
            tables.price(part, vehicle_class)
    if not any(pattern.source.row == DEFAULT_CLASS_ID for pattern in tables.class_patterns):
        raise _missing("vehicle_class", DEFAULT_CLASS_ID)
    for part in (*WHOLE_PARTS, *BehindPart):
        tables.hours_for(part, Operation.REPLACE)
    for row in tables.operations.values():
        for part in WHOLE_PARTS:
            if row.applies_to in (part, PARTS[part].material):
                _check_hours(tables, row, part)
    _check_kinds(tables.operations.values())


def _check_kinds(rows: Iterable[OperationRow]) -> None:
    """A kind without any rule would be priced at nothing on every part, without a word."""
    ruled = {row.kind for row in rows}
    for kind in DamageKind:
        if kind not in ruled:
            raise _missing("operations", f"any damage of kind {kind}")


def _check_hours(tables: Tables, row: OperationRow, part: PartName) -> None:
    severity = Severity.MODERATE if row.severity == ANY else row.severity
    if tables.operation_for(row.kind, part, severity) is row:
        tables.hours_for(part, row.operation, row.work_severity)


def _missing(table: str, row: str) -> TableProblem:
    return TableProblem(f"the row for {row} is missing", hint=_HINT, where=f"{table}.csv")
