"""Read one CSV table: every fault is told with file, line and column."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from claimapp.domain.line import RowStatus, TableRow
from claimapp.domain.money import Money
from claimapp.errors import TableProblem

__all__ = ["ROW_COLUMNS", "Row", "read_rows", "table_version"]

ROW_COLUMNS = ("id", "status", "basis")
"""Columns that every table has: how a row is cited, and on what it rests."""
_STATUSES = tuple(status for status in RowStatus if status is not RowStatus.PERSON)  # a person types into the claim
_HINT = "correct the table, or put the shipped one back"
_VERSION_DIGITS = 12

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table with the place it came from."""

    file: str
    line: int
    cells: Mapping[str, str]
    version: str = ""

    @property
    def source(self) -> TableRow:
        """The row as an estimate cites it: table without `.csv`, id, version of the table, status, basis."""
        table = self.file.removesuffix(".csv")
        return TableRow(table, self.cells["id"], self.version, RowStatus(self.cells["status"]), self.cells["basis"])

    def text(self, column: str) -> str:
        """Return the cell without surrounding blanks; may be empty."""
        return self.cells[column]

    def number(self, column: str, *, low: Decimal | None = Decimal(0)) -> Decimal:
        """Return the cell as an exact number; a decimal comma is read as a point.

        Raises:
            TableProblem: if it is no finite number or below `low` (None: no lower end).
        """
        cell = self.cells[column]
        try:
            value = Decimal(cell.replace(",", "."))
        except InvalidOperation as problem:
            raise self.problem(column, f"{cell!r} is not a number") from problem
        if not value.is_finite():
            raise self.problem(column, f"{cell!r} is not a number")
        if low is not None and value < low:
            raise self.problem(column, f"{cell} is below {low}")
        return value

    def rand(self, column: str) -> Money:
        """Return the cell, rand, as money.

        Raises:
            TableProblem: if it is no number or negative.
        """
        return Money.rand(self.number(column))

    def choice(self, column: str, kind: type[_Choice]) -> _Choice:
        """Return the cell as a member of `kind`.

        Raises:
            TableProblem: if it is not one of its values.
        """
        cell = self.cells[column]
        try:
            return kind(cell)
        except ValueError as problem:
            raise self.problem(column, f"{cell!r} is not one of {', '.join(kind)}") from problem

    def problem(self, column: str, message: str) -> TableProblem:
        """Make the error for a fault in `column` of this row."""
        return TableProblem(message, hint=_HINT, where=f"{self.file}, line {self.line}, column {column}")


def read_rows(path: Path, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """Read a table with a header line; `columns` must be there beside id, status and basis.

    Comma or semicolon between cells and a byte-order mark are read too, since South
    African spreadsheet programs save them. Blank lines are passed over.

    Raises:
        TableProblem: if the file is missing or not UTF-8, a column is missing, a line has
            too few or too many cells, an id is empty or doubled, or a status is not one of
            RowStatus other than PERSON.
    """
    content = _content(path)
    version = _version(content)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(content))
    header: list[str] | None = None
    rows: list[Row] = []
    seen: set[str] = set()
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            _need_columns(path, header, columns)
            continue
        row = _row(path.name, reader.line_num, header, cells, version)
        if row.cells["id"] in seen:
            raise row.problem("id", f"the id {row.cells['id']!r} is there twice")
        seen.add(row.cells["id"])
        rows.append(row)
    if not rows:
        raise TableProblem("the table has no rows", hint=_HINT, where=path.name)
    return tuple(rows)


def table_version(path: Path) -> str:
    """First 12 hexadecimal digits of the SHA-256 of a table, whatever its line ends.

    Raises:
        TableProblem: if the file is missing.
    """
    return _version(_content(path))


def _version(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:_VERSION_DIGITS]


def _content(path: Path) -> str:
    """The text with line feeds alone, whatever its line ends."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as problem:
        raise TableProblem("the table is missing", hint=_HINT, where=str(path)) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise TableProblem("the table cannot be read as UTF-8 text", hint=_HINT, where=str(path)) from problem


def _delimiter(content: str) -> str:
    first_line = content.lstrip().split("\n", 1)[0]
    return ";" if first_line.count(";") > first_line.count(",") else ","


def _need_columns(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    for column in (*ROW_COLUMNS, *columns):
        if column not in header:
            raise TableProblem(
                f"the column {column!r} is missing", hint=_HINT, where=f"{path.name}, line 1, column {column}"
            )


def _row(file: str, line: int, header: list[str], cells: list[str], version: str) -> Row:
    if len(cells) != len(header):
        raise TableProblem(
            f"the line has {len(cells)} cells, the header {len(header)}", hint=_HINT, where=f"{file}, line {line}"
        )
    row = Row(file, line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}, version)
    if not row.cells["id"]:
        raise row.problem("id", "the id is empty")
    if row.cells["status"] not in _STATUSES:
        raise row.problem("status", f"{row.cells['status']!r} is not one of {', '.join(_STATUSES)}")
    return row
