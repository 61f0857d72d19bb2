"""The lines of one part: the work itself, and its painting."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from claimapp.domain.line import Operation, RepairLine, TableRow
from claimapp.domain.money import Money
from claimapp.stages.lines.operation import PartWork
from claimapp.stages.lines.panels import Place
from claimapp.stages.lines.rates import Figures

__all__ = ["LineHours", "labour_of", "part_lines", "priced_line"]

_HUNDREDTH = Decimal("0.01")
_NO_H = Decimal(0)


@dataclass(frozen=True, slots=True)
class LineHours:
    """Hours of one line by trade; negative only on overlap lines."""

    panel: Decimal = _NO_H
    strip: Decimal = _NO_H
    paint: Decimal = _NO_H


def part_lines(work: PartWork, figures: Figures) -> tuple[RepairLine, ...]:
    """Return the line of the work, then that of its painting where the hours row has any.

    Painting alone is one line, taking off and fitting included. Hours are the table's times
    the class's labour factor, to 0.01 h. Ids are empty: the schedule numbers the lines.
    """
    row, factor = work.hours, figures.labour_factor
    panel_h, strip_h, paint_h = (_scaled(hours, factor) for hours in (row.panel_h, row.strip_h, row.paint_h))
    cited = f"hours: labour_hours {row.source.row}, {row.source.status}"
    if work.operation in (Operation.REFINISH, Operation.BLEND):
        hours = LineHours(panel_h, strip_h, paint_h)
        return (_line(work, work.operation, hours, Money(), work.reason, row.source, figures),)
    parts, source, reason = Money(), row.source, work.reason
    if work.operation is Operation.REPLACE:
        price = figures.parts[work.place[0]]
        parts, source, reason = price.each, price.source, f"{work.reason}; {cited}"
    lines = [_line(work, work.operation, LineHours(panel_h, strip_h), parts, reason, source, figures)]
    if paint_h:
        what = "painting the new part" if work.operation is Operation.REPLACE else "painting the repaired panel"
        painting = LineHours(paint=paint_h)
        lines.append(_line(work, Operation.REFINISH, painting, Money(), what, row.source, figures))
    return tuple(lines)


def priced_line(
    place: Place | None,
    operation: Operation,
    hours: LineHours,
    parts: Money,
    reason: str,
    damages: tuple[str, ...],
    source: TableRow,
    figures: Figures,
) -> RepairLine:
    """Make a line: amount is hours x rates + parts + paint material, each rounded to the cent."""
    labour = (
        figures.panel.each.times(hours.panel)
        + figures.strip.each.times(hours.strip)
        + figures.paint.each.times(hours.paint)
    )
    material = figures.material.each.times(hours.paint)
    part, side = place or (None, None)
    return RepairLine(
        id="",
        part=part,
        side=side,
        operation=operation,
        panel_h=hours.panel,
        strip_h=hours.strip,
        paint_h=hours.paint,
        parts=parts,
        paint_material=material,
        amount=labour + parts + material,
        reason=f"{reason}{_rates_cited(hours, figures)}",
        damages=damages,
        source=source,
    )


def labour_of(line: RepairLine) -> Money:
    """Return the labour in a line's amount: what is neither part nor paint material."""
    return line.amount - line.parts - line.paint_material


def _rates_cited(hours: LineHours, figures: Figures) -> str:
    """Name the rows of the rates in use, so that each rand of labour can be traced from the line."""
    used = [
        (hours.panel, figures.panel.source),
        (hours.strip, figures.strip.source),
        (hours.paint, figures.paint.source),
        (hours.paint, figures.material.source),
    ]
    rows = dict.fromkeys(f"{source.table} {source.row}" for each, source in used if each)
    return f" [{', '.join(rows)}]" if rows else ""


def _line(
    work: PartWork,
    operation: Operation,
    hours: LineHours,
    parts: Money,
    reason: str,
    source: TableRow,
    figures: Figures,
) -> RepairLine:
    return priced_line(work.place, operation, hours, parts, reason, work.damages, source, figures)


def _scaled(hours: Decimal, factor: Decimal) -> Decimal:
    return (hours * factor).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
