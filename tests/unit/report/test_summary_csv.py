from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.vehicle import Known, Source
from claimapp.errors import OutputProblem
from claimapp.report.summary_csv import ClaimStatus, SummaryRow, defused, summary_row, write_summary
from tests.data.assessments import empty_assessment, sample_assessment

_HEADER = "claim,status,make,model,vin,registration,damages,lines,total,p05,p50,p95,decision,seconds,warnings,error"


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _failed(error: str) -> SummaryRow:
    return summary_row("c", ClaimStatus.FAILED, None, seconds=0.04, error=error)


def test_sample_gives_the_promised_columns(tmp_path: Path) -> None:
    row = summary_row("claim-1", ClaimStatus.PARTIAL, sample_assessment(), seconds=12.34)
    path = write_summary([row], tmp_path / "summary.csv")
    assert path.read_text("utf-8").splitlines()[0] == _HEADER
    (read,) = _read(path)
    assert read["status"] == "partial"
    assert (read["make"], read["model"], read["registration"]) == ("VOLKSWAGEN", "POLO VIVO", "XYZ123GP")
    assert (read["damages"], read["lines"]) == ("5", "11")
    assert (read["total"], read["p05"], read["p50"], read["p95"]) == ("35690.20", "29870.00", "37910.00", "52340.00")
    assert (read["decision"], read["seconds"]) == ("repair", "12.3")
    assert "behind the front bumper" in read["warnings"]
    assert read["error"].startswith("voice_note.jpg: ")


def test_unknown_is_an_empty_cell(tmp_path: Path) -> None:
    row = summary_row("c", ClaimStatus.OK, empty_assessment(), seconds=1)
    (read,) = _read(write_summary([row], tmp_path / "s.csv"))
    assert [read[name] for name in ("make", "vin", "p05", "decision", "warnings", "error")] == [""] * 6
    assert (read["damages"], read["total"]) == ("0", "0.00")


def test_failed_claim_has_its_error_and_no_figures(tmp_path: Path) -> None:
    (read,) = _read(write_summary([_failed("no photo can be read")], tmp_path / "s.csv"))
    assert (read["status"], read["error"]) == ("failed", "no photo can be read")
    assert read["total"] == read["damages"] == ""


def test_no_claims_give_the_header_alone(tmp_path: Path) -> None:
    assert write_summary([], tmp_path / "s.csv").read_text("utf-8").strip() == _HEADER


def test_formula_in_a_value_that_was_read_is_defused(tmp_path: Path) -> None:
    sample = sample_assessment()
    vehicle = replace(sample.vehicle, make=Known("=HYPERLINK(1)", Source.TEXT, 0.5))
    row = summary_row("@claim", ClaimStatus.OK, replace(sample, vehicle=vehicle), seconds=1)
    (read,) = _read(write_summary([row], tmp_path / "s.csv"))
    assert (read["make"], read["claim"]) == ("'=HYPERLINK(1)", "'@claim")


@settings(max_examples=100)
@given(st.text(st.sampled_from("=+-@\t\r\n＝＠,\"';aé 1"), max_size=8))
def test_no_text_starts_as_a_formula_breaks_the_row_or_gets_lost(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = write_summary([_failed(text)], tmp_path_factory.getbasetemp() / "property.csv")
    (read,) = _read(path)
    in_one_line = text.translate(dict.fromkeys(map(ord, "\t\r\n"), " "))
    assert not read["error"].startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert read["error"] in (in_one_line, f"'{in_one_line}")
    assert len(path.read_text("utf-8").splitlines()) == 2
    assert defused(defused(text)) == defused(text)


def test_name_that_is_no_unicode_does_not_stop_the_table(tmp_path: Path) -> None:
    (read,) = _read(write_summary([_failed("bad \udcff name")], tmp_path / "s.csv"))
    assert read["error"] == "bad ? name"


def test_unwritable_table_is_an_output_problem(tmp_path: Path) -> None:
    with pytest.raises(OutputProblem):
        write_summary([], tmp_path)
