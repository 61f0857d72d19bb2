"""Hours, prices and rates as the charges of a line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from claimapp.domain.line import Charge, ChargeKind, TableRow, Unit
from claimapp.stages.lines.rates import Figures, Priced
from claimapp.stages.lines.table_rows import HoursRow, PricedPart

__all__ = ["LineHours", "hour_charges", "job_charge", "part_charge", "row_hours"]

_HUNDREDTH = Decimal("0.01")
_NO_H = Decimal(0)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class LineHours:
    """Hours of one line by trade, and the rows that they come from; negative only on overlap lines."""

    panel: Decimal = _NO_H
    strip: Decimal = _NO_H
    paint: Decimal = _NO_H
    rows: tuple[TableRow, ...] = ()


def row_hours(row: HoursRow, figures: Figures) -> LineHours:
    """Return the table's hours times the class's labour factor, each to 0.01 h, half up.

    The factor's row is named too where it changes the hours.
    """
    factor = figures.labour_factor
    panel, strip, paint = (
        (hours * factor).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
        for hours in (row.panel_h, row.strip_h, row.paint_h)
    )
    rows = (row.source,) if factor == _ONE else (row.source, figures.factor_source)
    return LineHours(panel, strip, paint, rows)


def hour_charges(hours: LineHours, figures: Figures) -> tuple[Charge, ...]:
    """Return a charge for each trade that has hours, and paint material for the paint hours."""
    priced = (
        (ChargeKind.PANEL, hours.panel, figures.panel),
        (ChargeKind.STRIP, hours.strip, figures.strip),
        (ChargeKind.PAINT, hours.paint, figures.paint),
        (ChargeKind.PAINT_MATERIAL, hours.paint, figures.material),
    )
    return tuple(_charge(what, quantity, Unit.HOUR, price, hours.rows) for what, quantity, price in priced if quantity)


def part_charge(part: PricedPart, figures: Figures) -> Charge:
    """Return the charge for one new part."""
    return _charge(ChargeKind.PART, _ONE, Unit.EACH, figures.parts[part])


def job_charge(what: ChargeKind, price: Priced) -> Charge:
    """Return a charge that is made once a job."""
    return _charge(what, _ONE, Unit.JOB, price)


def _charge(what: ChargeKind, quantity: Decimal, unit: Unit, price: Priced, rows: tuple[TableRow, ...] = ()) -> Charge:
    return Charge(what, quantity, unit, price.each, price.source, rows, price.database_each)
