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
    ("text", "where", "told"),
    [
        ("id,value,status\na,1,SOURCED\n", "rates.csv, line 1, column basis", "the column 'basis' is missing"),
        ("id,status,basis\na,SOURCED,x\n", "rates.csv, line 1, column value", "the column 'value' is missing"),
        (
            "id,value,status,basis\na,1,GUESSED,x\n",
            "rates.csv, line 2, column status",
            "'GUESSED' is not one of ASSUMED, DERIVED, SOURCED, INSURER",
        ),
        ("id,value,status,basis\na,1,PERSON,x\n", "rates.csv, line 2, column status", "'PERSON' is not one of"),
        (
            "id,value,status,basis\n\na,1,SOURCED,x\na,2,SOURCED,x\n",
            "rates.csv, line 4, column id",
            "the id 'a' is there twice",
        ),
        ("id,value,status,basis\n,1,SOURCED,x\n", "rates.csv, line 2, column id", "the id is empty"),
        ("id,value,status,basis\na,1,SOURCED\n", "rates.csv, line 2", "3 cells, the header 4"),
        ("id,value,status,basis\na,1,SOURCED,x,y\n", "rates.csv, line 2", "5 cells, the header 4"),
        ("id,value,status,basis\n , ,,\n", "rates.csv", "no rows"),
        ("", "rates.csv", "no rows"),
    ],
)
def test_fault_names_file_line_and_column(tmp_path: Path, text: str, where: str, told: str) -> None:
    with pytest.raises(TableProblem) as caught:
        read_rows(_write(tmp_path, text), ("value",))
    assert caught.value.where == where
    assert told in caught.value.message
    assert "put the shipped one back" in caught.value.hint


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("", "'' is not a number"),
        ("abc", "'abc' is not a number"),
        ("nan", "'nan' is not a number"),
        ("inf", "'inf' is not a number"),
        ("-0.01", "-0.01 is below 0"),
    ],
)
def test_what_is_no_amount_is_refused(tmp_path: Path, cell: str, told: str) -> None:
    (row,) = read_rows(_write(tmp_path, f"id,value,status,basis\na,{cell},SOURCED,x\n"), ("value",))
    with pytest.raises(TableProblem, match=f"rates.csv, line 2, column value: {told}"):
        row.rand("value")


def test_an_amount_may_be_nothing_and_a_number_negative_where_no_lower_end_is_set(tmp_path: Path) -> None:
    nothing, less = read_rows(_write(tmp_path, "id,value,status,basis\na,0,SOURCED,x\nb,-1,SOURCED,x\n"), ("value",))
    assert nothing.rand("value") == Money()
    assert less.number("value", low=None) == -1
    assert less.number("value", low=Decimal(-1)) == -1


def test_blanks_around_cells_and_lines_without_any_do_not_count(tmp_path: Path) -> None:
    text = "\n id , value,status ,basis\n,,,\n a , 450 , SOURCED,  x \n\nb,2,ASSUMED,y\n"
    first, second = read_rows(_write(tmp_path, text), ("value",))
    assert (first.text("id"), first.text("value"), first.text("basis"), first.line) == ("a", "450", "x", 4)
    assert (second.text("id"), second.line) == ("b", 6)


def test_the_mark_between_cells_is_the_one_of_the_header(tmp_path: Path) -> None:
    (comma,) = read_rows(_write(tmp_path, "id,status,basis\na,SOURCED,b;c;d;e\n"), ())
    assert comma.text("basis") == "b;c;d;e"
    (semicolon,) = read_rows(_write(tmp_path, "\nid;status;basis\na;SOURCED;b,c,d,e\n"), ())
    assert semicolon.text("basis") == "b,c,d,e"


def test_unknown_choice_lists_what_is_allowed(tmp_path: Path) -> None:
    (row,) = read_rows(_write(tmp_path, _GOOD), ("value",))
    with pytest.raises(TableProblem, match=r"line 2, column basis: 'somewhere' is not one of repair, replace"):
        row.choice("basis", Operation)


def test_missing_and_unreadable_tables_are_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.csv").write_bytes(b"id,\xff\xfe")
    for name, told in (("none.csv", "the table is missing"), ("bytes.csv", "cannot be read as UTF-8")):
        with pytest.raises(TableProblem, match=told) as caught:
            read_rows(tmp_path / name, ())
        assert caught.value.where == str(tmp_path / name)
        assert "put the shipped one back" in caught.value.hint


def test_version_follows_the_content_but_not_the_line_ends(tmp_path: Path) -> None:
    unix = table_version(_write(tmp_path, _GOOD))
    assert table_version(_write(tmp_path, _GOOD.replace("\n", "\r\n"))) == unix
    assert table_version(_write(tmp_path, _GOOD.replace("450", "451"))) != unix
    assert len(unix) == 12
