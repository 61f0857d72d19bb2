"""Which price class a vehicle belongs to, by make and model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.line import TableRow
from claimapp.domain.vehicle import MAKE_ALIASES, Vehicle
from claimapp.stages.lines.table_rows import ClassName, ClassPattern
from claimapp.stages.lines.tables import DEFAULT_CLASS_ID, Tables

__all__ = ["VehicleClass", "class_by_name", "classify"]


@dataclass(frozen=True, slots=True)
class VehicleClass:
    """A class with the factor on its labour hours and the row that chose it.

    `caution` says that the documented default was taken, None where make and model are listed.
    """

    name: ClassName
    labour_factor: Decimal
    source: TableRow
    caution: Caution | None = None


def classify(vehicle: Vehicle, tables: Tables) -> VehicleClass:
    """Return the class of the first row of vehicle_class.csv that fits make and model.

    Case, hyphens and doubled blanks do not count; the pattern must stand in the model or
    series as whole words. An unknown make or model takes the row `default`, with a caution.
    """
    make = _plain(vehicle.text("make"))
    make = _plain(MAKE_ALIASES.get(make, make))
    words = f"{_plain(vehicle.text('model'))} {_plain(vehicle.text('series'))}"
    for row in tables.class_patterns:
        if row.source.row != DEFAULT_CLASS_ID and _fits(row, make, words):
            return _made(row, tables, None)
    default = next(row for row in tables.class_patterns if row.source.row == DEFAULT_CLASS_ID)
    caution = Caution.of(
        CautionCode.VEHICLE_CLASS_ASSUMED,
        where="vehicle",
        named=f"{make} {words}".strip(),
        price_class=default.vehicle_class,
    )
    return _made(default, tables, caution)


def class_by_name(name: ClassName, tables: Tables) -> VehicleClass:
    """Return a class that a person chose; its source is the row of class_factor.csv."""
    factor = tables.class_factors[name]
    return VehicleClass(name, factor.value, factor.source)


def _made(row: ClassPattern, tables: Tables, caution: Caution | None) -> VehicleClass:
    factor = tables.class_factors[row.vehicle_class]
    return VehicleClass(row.vehicle_class, factor.value, row.source, caution)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^A-Z0-9]+", " ", text.upper()).split())


def _fits(row: ClassPattern, make: str, words: str) -> bool:
    if make != _plain(row.make):
        return False
    pattern = _plain(row.pattern)
    return not pattern or f" {pattern} " in f" {' '.join(words.split())} "
