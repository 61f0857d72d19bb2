from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from claimapp.domain.line import Operation, RowStatus, TableRow
from claimapp.domain.money import Money
from claimapp.errors import TableProblem
from claimapp.stages.lines.table_file import read_rows, table_version

_GOOD = "id,value,status,basis\na,450.50,SOURCED,somewhere\n"


def _write(folder: Path, text: str, name: str = "rates.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_row_knows_its_source(tmp_path: Path) -> None:
    (row,) = read_rows(_write(tmp_path, _GOOD), ("value",))
    version = hashlib.sha256(_GOOD.encode()).hexdigest()[:12]
    assert row.source == TableRow("rates", "a", version, RowStatus.SOURCED, "somewhere")
    assert row.rand("value") == Money(45050)


def test_semicolons_decimal_commas_and_byte_order_mark_are_read(tmp_path: Path) -> None:
    text = "\ufeffid;value;status;basis\r\na;450,50;ASSUMED;x, y\r\n"
    (row,) = read_rows(_write(tmp_path, text), ("value",))
    assert row.number("value") == Decimal("450.50")
    assert row.text("basis") == "x, y"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("id,value,status\na,1,SOURCED\n", "rates.csv, line 1, column basis"),
        ("id,value,status,basis\na,1,GUESSED,x\n", "rates.csv, line 2, column status"),
        ("id,value,status,basis\n\na,1,SOURCED,x\na,2,SOURCED,x\n", "rates.csv, line 4, column id"),
        ("id,value,status,basis\n,1,SOURCED,x\n", "rates.csv, line 2, column id"),
        ("id,value,status,basis\na,1,SOURCED\n", "rates.csv, line 2"),
        ("id,value,status,basis\n", "rates.csv"),
    ],
)
def test_fault_names_file_line_and_column(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(TableProblem) as caught:
        read_rows(_write(tmp_path, text), ("value",))
    assert caught.value.where == where


@pytest.mark.parametrize("cell", ["", "abc", "nan", "inf", "-1"])
def test_what_is_no_amount_is_refused(tmp_path: Path, cell: str) -> None:
    (row,) = read_rows(_write(tmp_path, f"id,value,status,basis\na,{cell},SOURCED,x\n"), ("value",))
    with pytest.raises(TableProblem, match="column value"):
        row.rand("value")


def test_unknown_choice_lists_what_is_allowed(tmp_path: Path) -> None:
    (row,) = read_rows(_write(tmp_path, _GOOD), ("value",))
    with pytest.raises(TableProblem, match="repair, replace"):
        row.choice("basis", Operation)


def test_missing_and_unreadable_tables_are_told(tmp_path: Path) -> None:
    with pytest.raises(TableProblem, match="is missing"):
        read_rows(tmp_path / "none.csv", ())
    (tmp_path / "bytes.csv").write_bytes(b"id,\xff\xfe")
    with pytest.raises(TableProblem, match="UTF-8"):
        read_rows(tmp_path / "bytes.csv", ())


def test_version_follows_the_content_but_not_the_line_ends(tmp_path: Path) -> None:
    unix = table_version(_write(tmp_path, _GOOD))
    assert table_version(_write(tmp_path, _GOOD.replace("\n", "\r\n"))) == unix
    assert table_version(_write(tmp_path, _GOOD.replace("450", "451"))) != unix
    assert len(unix) == 12
