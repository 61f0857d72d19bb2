"""The itemised estimate: lines, sums, and the reason for each line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.domain.estimate import Estimate
from claimapp.domain.line import Charge, RepairLine, RowStatus
from claimapp.domain.message import MessageCode
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
from claimapp.words.figures import NOTHING, hours_words, listed, money_words, number_words, share_words
from claimapp.words.language import N_, _
from claimapp.words.names import charge_words, line_words, operation_words, place_words, row_status_words
from claimapp.words.say import say_all

__all__ = ["lines_section", "reasons_section"]

_COLUMNS = (
    N_("Line"), N_("Part and operation"), N_("Panel h"), N_("Strip h"), N_("Paint h"), N_("Parts"), N_("Paint mat."),
    N_("Amount"), N_("Mends"),
)  # fmt: skip
_WIDTHS_MM = (13.0, 47.0, 11.5, 11.5, 11.5, 24.0, 21.0, 25.0)
_ROW_LONGEST = 70
_OWN_LONGEST = 80
_REASON_LONGEST = 600
_BASIS_LONGEST = 160


def lines_section(assessment: Assessment) -> list[Any]:
    """Make the table of lines with its totals."""
    estimate = assessment.estimate
    title = heading(_("Repair lines"))
    if not estimate.lines:
        return [*title, plain_text(_("No repair line: there is no damage to charge."))]
    header = [
        cell(_(name), size="small", colour=GREY, align="left" if at < 2 else "right")
        for at, name in enumerate(_COLUMNS)
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
    notes = _(
        "Hours are panel beating, strip and fit, and paint. Amounts on lines are in rand without VAT. * typed by a "
        "person."
    )
    return [*title, table, space(1), plain_text(notes, size="small", colour=GREY), _totals(assessment)]


def _row(line: RepairLine) -> list[Any]:
    part = place_words(line.place) if line.place else _("whole job")
    typed = "*" if any(RowStatus.PERSON in _statuses(charge) for charge in line.charges) else ""
    return [
        cell("", bold=line_words(line.id)),
        cell(f"{part}: {_own_text(line) or operation_words(line.operation)}", under=row_status_words(line.status)),
        *(_number(hours_words(hours)) for hours in (line.panel_h, line.strip_h, line.paint_h)),
        *(_number(_rand(amount)) for amount in (line.parts, line.paint_material)),
        _number(f"{money_words(line.amount)}{typed}"),
        cell(listed(line.damages, 4), align="right"),
    ]


def _own_text(line: RepairLine) -> str:
    """What a person called a line of their own; empty for the program's lines."""
    said = next((why.fact("text") for why in line.why if why.code is MessageCode.LINE_OF_PERSON), "")
    return shortened(str(said or ""), _OWN_LONGEST)


def _sums_row(estimate: Estimate) -> list[Any]:
    lines = estimate.lines
    hours = [
        sum(column, Decimal(0)) for column in zip(*((x.panel_h, x.strip_h, x.paint_h) for x in lines), strict=True)
    ]
    return [
        "",
        cell("", bold=_("All lines")),
        *(_number(hours_words(total)) for total in hours),
        _number(_rand(Money.total(line.parts for line in lines))),
        _number(_rand(Money.total(line.paint_material for line in lines))),
        cell("", bold=money_words(Money.total(line.amount for line in lines)), align="right"),
        "",
    ]


def _totals(assessment: Assessment) -> Any:
    """Make the sums at the right edge: subtotal, VAT, total, excess, payable."""
    from reportlab.platypus import KeepTogether

    estimate = assessment.estimate
    rows = [
        (_("Subtotal, without VAT"), money_words(estimate.subtotal)),
        (_("VAT {share}").format(share=share_words(assessment.claim.terms.vat)), money_words(estimate.vat)),
        (_("Total, VAT included"), money_words(estimate.total)),
        (_("Less excess"), money_words(-estimate.excess) if estimate.excess is not None else _("not given")),
        (_("Payable"), money_words(estimate.payable) if estimate.payable is not None else NOTHING),
    ]
    strong = (2, 4)
    cells = [
        ["", *(_pair(name, value) if at not in strong else _pair_bold(name, value))]
        for at, (name, value) in enumerate(rows)
    ]
    look: list[tuple[Any, ...]] = [("LINEBELOW", (0, 0), (0, -1), 0.6, "#ffffff")]
    look += [("BACKGROUND", (1, at), (-1, at), PALE) for at in strong]
    table = grid(cells, [WIDTH_MM - 88, 50, 38], extra=look)
    return KeepTogether([table])


def reasons_section(assessment: Assessment) -> list[Any]:
    """Give the reason for every line in small print, and each charge with its table row and on what it rests."""
    if not assessment.estimate.lines:
        return []
    rows = [
        [
            cell(name, size="small", colour=GREY)
            for name in (_("Line"), _("Why"), _("Charges, table rows, and on what they rest"))
        ]
    ]
    for line in assessment.estimate.lines:
        rows.append(
            [
                cell("", bold=line_words(line.id), size="small"),
                cell(shortened(say_all(line.why), _REASON_LONGEST), size="small"),
                [_charge(charge) for charge in line.charges],
            ]
        )
    return [*heading(_("Why each line is there")), grid(rows, [13, 83, WIDTH_MM - 96], header_rows=1)]


def _charge(charge: Charge) -> Any:
    """One charge: quantity times each, what the tables say where it differs, and every row behind it."""
    text = f"{charge_words(charge.what)}: {number_words(charge.quantity)} x {money_words(charge.each)}"
    if charge.database_each is not None and charge.database_each != charge.each:
        text += _(" (tables: {amount})").format(amount=money_words(charge.database_each))
    rows = "; ".join(
        f"{row.table} {shortened(row.row, _ROW_LONGEST)}, {row_status_words(row.status)}"
        + (f" ({shortened(row.basis, _BASIS_LONGEST)})" if row.basis else "")
        for row in (charge.row, *charge.quantity_rows)
    )
    return cell(text, size="small", under=rows)


def _statuses(charge: Charge) -> set[RowStatus]:
    return {row.status for row in (charge.row, *charge.quantity_rows)}


def _number(text: str) -> Any:
    return cell(text, align="right")


def _rand(amount: Money) -> str:
    return money_words(amount) if amount.cents else NOTHING


def _pair(name: str, value: str) -> list[Any]:
    return [cell(name), cell(value, align="right")]


def _pair_bold(name: str, value: str) -> list[Any]:
    return [cell("", bold=name), cell("", bold=value, align="right")]
