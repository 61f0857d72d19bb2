"""summary.xlsx of a batch: the table of summary.csv as a workbook that opens right under any regional setting.

A CSV leaves to the spreadsheet what a comma, a point and `3-4` mean; here text is text and
money is a number. openpyxl is imported inside the functions: the program starts without it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimapp.atomic import replace_bytes
from claimapp.domain.money import Money
from claimapp.report.summary_csv import SummaryRow, on_one_line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["write_summary_xlsx"]

_SHEET = "Claims"
_TOTALS_ROW, _HEADER_ROW = 1, 2
_FIRST_ROW = _HEADER_ROW + 1
_MONEY, _WHOLE, _SECONDS, _TEXT = '"R" #,##0.00', "0", "0.0", "@"
_SUM_OF_SHOWN = 109
"""SUBTOTAL's number for the sum of the rows that a filter shows."""
_LONGEST_TEXT = 32_767
"""Excel's own limit of signs in a cell."""
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_CUT = " … (cut here; the whole is in summary.csv)"


@dataclass(frozen=True, slots=True)
class _Column:
    """Heading, width in signs, number format, and whether the top row adds it up."""

    heading: str
    width: float
    form: str = _TEXT
    summed: bool = False


_COLUMNS = {
    "claim": _Column("Claim", 24),
    "status": _Column("Status", 10),
    "make": _Column("Make", 16),
    "model": _Column("Model", 16),
    "vin": _Column("VIN", 21),
    "registration": _Column("Registration", 14),
    "damages": _Column("Damages", 10, _WHOLE, summed=True),
    "lines": _Column("Lines", 8, _WHOLE, summed=True),
    "total": _Column("Total, VAT included", 20, _MONEY, summed=True),
    "p05": _Column("Range from", 17, _MONEY),
    "p50": _Column("Range middle", 17, _MONEY, summed=True),
    "p95": _Column("Range to", 17, _MONEY),
    "decision": _Column("Hint", 14),
    "seconds": _Column("Seconds", 10, _SECONDS, summed=True),
    "warnings": _Column("Warnings", 60),
    "error": _Column("Error", 60),
}
"""By field of SummaryRow. The ends of a range are not added up: the sum of many ends is no end of the sum."""


def write_summary_xlsx(rows: Iterable[SummaryRow], target: Path) -> Path:
    """Write summary.xlsx and return where it lies; no rows give totals of nothing and the headings.

    The top row adds up the rows that a filter shows, as formulas; headings stay in sight.

    Raises:
        OutputProblem: if the file cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _SHEET
    last = _FIRST_ROW - 1
    for last, row in enumerate(rows, start=_FIRST_ROW):
        for column, field in enumerate(fields(SummaryRow), start=1):
            _put(sheet.cell(last, column), getattr(row, field.name), _COLUMNS[field.name].form)
    _put_head(sheet, last)
    packed = io.BytesIO()
    book.save(packed)
    return replace_bytes(target, packed.getvalue())


def _put(cell: Any, value: object, form: str) -> None:
    """Write one value; a text stays text whatever it looks like, an unknown one is an empty cell."""
    cell.number_format = form
    if value is None or value == "":
        return
    if isinstance(value, Money):
        cell.value = Decimal(value.cents).scaleb(-2)
    elif isinstance(value, Enum):
        cell.value = str(value.value)
    elif isinstance(value, str):
        # What XML cannot hold, lone surrogates and non-characters, is written as `?`.
        text = _NO_XML.sub("?", on_one_line(value))
        cell.value = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - len(_CUT)] + _CUT
        cell.data_type = "s"  # `=1+1` would else become a formula
        cell.quotePrefix = True
    else:
        cell.value = value


def _put_head(sheet: Worksheet, last: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    bold, shade = Font(bold=True), PatternFill("solid", fgColor="F1F4F7")
    for at, field in enumerate(fields(SummaryRow), start=1):
        column, letter = _COLUMNS[field.name], get_column_letter(at)
        total, heading = sheet.cell(_TOTALS_ROW, at), sheet.cell(_HEADER_ROW, at, column.heading)
        if column.summed:
            total.value = f"=SUBTOTAL({_SUM_OF_SHOWN},{letter}{_FIRST_ROW}:{letter}{max(last, _FIRST_ROW)})"
            total.number_format = column.form
        for cell in (total, heading):
            cell.font, cell.fill, cell.alignment = bold, shade, Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].width = column.width
    sheet.cell(_TOTALS_ROW, 1, "All claims shown")
    sheet.freeze_panes = f"B{_FIRST_ROW}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(_COLUMNS))}{max(last, _HEADER_ROW)}"
