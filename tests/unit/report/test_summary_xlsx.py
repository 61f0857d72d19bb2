from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from claimapp.domain.vehicle import Known, Source
from claimapp.errors import OutputProblem
from claimapp.report.summary_csv import ClaimStatus, SummaryRow, summary_row
from claimapp.report.summary_xlsx import write_summary_xlsx
from tests.data.assessments import empty_assessment, sample_assessment


def _sheet(rows: list[SummaryRow], folder: Path) -> Worksheet:
    return load_workbook(write_summary_xlsx(rows, folder / "summary.xlsx")).worksheets[0]


def _row(sheet: Worksheet, number: int = 3) -> dict[str, Any]:
    names = [field.name for field in fields(SummaryRow)]
    return {name: sheet.cell(number, at) for at, name in enumerate(names, start=1)}


def _sample(claim: str = "claim-1") -> SummaryRow:
    return summary_row(claim, ClaimStatus.PARTIAL, sample_assessment(), seconds=12.34)


def test_money_and_counts_are_numbers_with_a_format(tmp_path: Path) -> None:
    cells = _row(_sheet([_sample()], tmp_path))
    assert [cells[name].value for name in ("total", "p05", "p50", "p95")] == [35690.20, 29870, 37910, 52340]
    assert cells["total"].number_format == '"R" #,##0.00'
    assert (cells["damages"].value, cells["lines"].value, cells["seconds"].value) == (5, 11, 12.3)
    assert {cells[name].data_type for name in ("total", "damages", "seconds")} == {"n"}
    assert (cells["status"].value, cells["decision"].value) == ("partial", "repair")


@pytest.mark.parametrize("claim", ["3-4", "00123", "1E5", "2026-11", "a;b", "Koöperasie ŉ", "=1+1", "+27", "@x", "'q"])
def test_a_name_stays_the_text_that_it_is(tmp_path: Path, claim: str) -> None:
    cell = _row(_sheet([_sample(claim)], tmp_path))["claim"]
    assert (cell.value, cell.data_type, cell.number_format) == (claim, "s", "@")
    assert cell.quotePrefix


def test_totals_are_formulas_over_the_rows_that_a_filter_shows(tmp_path: Path) -> None:
    sheet = _sheet([_sample("a"), _sample("b")], tmp_path)
    total = _row(sheet, 1)["total"]
    assert (total.value, total.data_type) == ("=SUBTOTAL(109,I3:I4)", "f")
    assert [name for name, cell in _row(sheet, 1).items() if cell.value is None] == [
        "status", "make", "model", "vin", "registration", "p05", "p95", "decision", "warnings", "error",
    ]  # fmt: skip
    assert sheet.auto_filter.ref == "A2:P4"


def test_headings_and_the_claims_names_stay_in_sight(tmp_path: Path) -> None:
    sheet = _sheet([_sample()], tmp_path)
    assert sheet.freeze_panes == "B3"
    assert [cell.value for cell in sheet[2]][:3] == ["Claim", "Status", "Make"]
    assert None not in [cell.value for cell in sheet[2]]


def test_unknown_is_an_empty_cell(tmp_path: Path) -> None:
    failed = summary_row("c", ClaimStatus.FAILED, None, seconds=0.1, error="no photo")
    sheet = _sheet([summary_row("c", ClaimStatus.OK, empty_assessment(), seconds=1), failed], tmp_path)
    assert _row(sheet)["p05"].value is None
    assert _row(sheet)["total"].value == 0
    assert [_row(sheet, 4)[name].value for name in ("total", "make", "error")] == [None, None, "no photo"]


def test_no_claims_give_headings_and_totals_of_nothing(tmp_path: Path) -> None:
    sheet = _sheet([], tmp_path)
    assert sheet.max_row == 2
    assert sheet["I1"].value == "=SUBTOTAL(109,I3:I3)"


def test_a_text_beyond_what_a_cell_holds_says_where_the_rest_is(tmp_path: Path) -> None:
    vehicle = replace(sample_assessment().vehicle, make=Known("x" * 40_000, Source.TEXT, 0.5))
    row = summary_row("c", ClaimStatus.OK, replace(sample_assessment(), vehicle=vehicle), seconds=1)
    text = _row(_sheet([row], tmp_path))["make"].value
    assert len(text) == 32_767
    assert text.endswith("the whole is in summary.csv)")


@settings(max_examples=60)
@given(st.text(st.characters(), max_size=12))
@example("\udce9\ufffe\uffff")
def test_any_text_can_be_written_and_read_again(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    cell = _row(_sheet([_sample(text)], tmp_path_factory.mktemp("x")))["claim"]
    assert cell.data_type in ("s", "n")  # "n" is openpyxl's type of an empty cell
    assert len(cell.value or "") == len(text)


def test_a_folder_in_the_way_is_an_output_problem(tmp_path: Path) -> None:
    (tmp_path / "s.xlsx").mkdir()
    with pytest.raises(OutputProblem):
        write_summary_xlsx([], tmp_path / "s.xlsx")
