"""The itemised estimate: lines, sums, and the reason for each line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.domain.estimate import Estimate
from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money
from claimapp.report.pages.style import (
    ACCENT,
    GREY,
    PALE,
    WIDTH_MM,
    cell,
    grid,
    heading,
    plain_text,
    shortened,
    space,
)
from claimapp.report.words import (
    NOTHING,
    OPERATION_WORDS,
    ROW_STATUS_WORDS,
    hours_words,
    line_words,
    listed,
    part_words,
    share_words,
)

__all__ = ["WHOLE_JOB", "lines_section", "reasons_section", "source_text"]

WHOLE_JOB = "whole job"
"""Stands in place of a part on lines that belong to none (clear coat, overlap, sundries)."""

_COLUMNS = ("Line", "Part and operation", "Panel h", "Strip h", "Paint h", "Parts", "Paint mat.", "Amount", "Mends")
_WIDTHS_MM = (13.0, 47.0, 11.5, 11.5, 11.5, 24.0, 21.0, 25.0)
_ROW_LONGEST = 70
_REASON_LONGEST = 600


def lines_section(assessment: Assessment) -> list[Any]:
    """Make the table of lines with its totals."""
    estimate = assessment.estimate
    title = heading("Repair lines")
    if not estimate.lines:
        return [*title, plain_text("No repair line: there is no damage to charge.")]
    header = [
        cell(name, size="small", colour=GREY, align="left" if at < 2 else "right") for at, name in enumerate(_COLUMNS)
    ]
    body = [_row(line) for line in estimate.lines]
    sums = _sums_row(estimate)
    rows = [header, *body, sums]
    last = len(rows) - 1
    look: list[tuple[Any, ...]] = [
        ("LINEABOVE", (0, last), (-1, last), 0.8, ACCENT),
        ("BACKGROUND", (0, last), (-1, last), PALE),
    ]
    table = grid(rows, [*_WIDTHS_MM, WIDTH_MM - sum(_WIDTHS_MM)], header_rows=1, extra=look)
    notes = "Hours are panel beating, strip and fit, and paint. Amounts on lines are in rand without VAT."
    return [*title, table, space(1), plain_text(notes, size="small", colour=GREY), _totals(assessment)]


def source_text(line: RepairLine) -> str:
    """Name the table row that a line rests on: `part_prices: headlamp:B_supermini`."""
    return f"{line.source.table}: {shortened(line.source.row, _ROW_LONGEST)}"


def _row(line: RepairLine) -> list[Any]:
    part = part_words(line.part, line.side) if line.part else WHOLE_JOB
    return [
        cell("", bold=line_words(line.id)),
        cell(f"{part}: {OPERATION_WORDS[line.operation]}", under=source_text(line)),
        *(_number(hours_words(hours)) for hours in (line.panel_h, line.strip_h, line.paint_h)),
        *(_number(_rand(amount)) for amount in (line.parts, line.paint_material)),
        _number(line.amount.spoken()),
        cell(listed(line.damages, 4), align="right"),
    ]


def _sums_row(estimate: Estimate) -> list[Any]:
    lines = estimate.lines
    hours = [
        sum(column, Decimal(0)) for column in zip(*((x.panel_h, x.strip_h, x.paint_h) for x in lines), strict=True)
    ]
    return [
        "",
        cell("", bold="All lines"),
        *(_number(hours_words(total)) for total in hours),
        _number(_rand(Money.total(line.parts for line in lines))),
        _number(_rand(Money.total(line.paint_material for line in lines))),
        cell("", bold=Money.total(line.amount for line in lines).spoken(), align="right"),
        "",
    ]


def _totals(assessment: Assessment) -> Any:
    """Make the sums at the right edge: subtotal, VAT, total, excess, payable."""
    from reportlab.platypus import KeepTogether

    estimate = assessment.estimate
    rows = [
        ("Subtotal, without VAT", estimate.subtotal.spoken()),
        (f"VAT {share_words(assessment.claim.terms.vat)}", estimate.vat.spoken()),
        ("Total, VAT included", estimate.total.spoken()),
        ("Less excess", (-estimate.excess).spoken() if estimate.excess is not None else "not given"),
        ("Payable", estimate.payable.spoken() if estimate.payable is not None else NOTHING),
    ]
    strong = (2, 4)
    cells = [
        ["", *(_pair(name, value) if at not in strong else _pair_bold(name, value))]
        for at, (name, value) in enumerate(rows)
    ]
    look: list[tuple[Any, ...]] = [("LINEBELOW", (0, 0), (0, -1), 0, "#ffffff")]
    look += [("BACKGROUND", (1, at), (-1, at), PALE) for at in strong]
    table = grid(cells, [WIDTH_MM - 88, 50, 38], extra=look)
    return KeepTogether([table])


def reasons_section(assessment: Assessment) -> list[Any]:
    """Give the reason for every line in small print: rule, table row, on what that row rests."""
    if not assessment.estimate.lines:
        return []
    rows = [[cell(name, size="small", colour=GREY) for name in ("Line", "Why", "Table row, and on what it rests")]]
    for line in assessment.estimate.lines:
        status = ROW_STATUS_WORDS.get(line.source.status, line.source.status or "status not stated")
        basis = f"{status}. {line.source.basis}" if line.source.basis else status
        rows.append(
            [
                cell("", bold=line_words(line.id), size="small"),
                cell(shortened(line.reason, _REASON_LONGEST), size="small"),
                cell(source_text(line), size="small", under=shortened(basis, _REASON_LONGEST)),
            ]
        )
    return [*heading("Why each line is there"), grid(rows, [13, 83, WIDTH_MM - 96], header_rows=1)]


def _number(text: str) -> Any:
    return cell(text, align="right")


def _rand(amount: Money) -> str:
    return amount.spoken() if amount.cents else NOTHING


def _pair(name: str, value: str) -> list[Any]:
    return [cell(name), cell(value, align="right")]


def _pair_bold(name: str, value: str) -> list[Any]:
    return [cell("", bold=name), cell("", bold=value, align="right")]
