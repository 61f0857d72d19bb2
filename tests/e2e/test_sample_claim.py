"""The sample claim through the whole program: what its TRUTH.md says must come out."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.e2e.conftest import Claimapp, Run

Assessed = dict[str, Any]


@pytest.fixture(scope="session")
def assessment(sample_run: tuple[Run, Path]) -> Assessed:
    run, out = sample_run
    assert run.code == 0, run.stderr
    content: Assessed = json.loads((out / "assessment.json").read_text())
    return content


def charged(assessment: Assessed) -> list[Assessed]:
    named = {damage for line in assessment["estimate"]["lines"] for damage in line["damages"]}
    return [damage for damage in assessment["damages"] if damage["id"] in named]


def test_nothing_is_fetched_and_torch_and_qt_are_not_loaded(sample_run: tuple[Run, Path]) -> None:
    run, _ = sample_run
    assert run.code == 0, run.stderr
    assert (run.loaded, run.network) == ([], ())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("make", "VOLKSWAGEN"),
        ("model", "POLO VIVO"),
        ("series", "VW 240-POLO VIVO"),
        ("vin", "AAVZZZ6RZHU000000"),
        ("registration", "XYZ123GP"),
        ("register_no", "BBC123D"),
        ("engine_no", "CLS123456"),
        ("expires", "2027-03-31"),
    ],
)
def test_the_disc_is_read_from_its_barcode(assessment: Assessed, field: str, value: str) -> None:
    assert (assessment["vehicle"][field]["value"], assessment["vehicle"][field]["source"]) == (value, "barcode")


def test_the_disc_photo_is_known_as_such(assessment: Assessed) -> None:
    roles = {photo["file"]: photo["role"] for photo in assessment["photos"]}
    assert roles["06_licence_disc.jpg"] == "disc"
    assert roles["01_front_left.jpg"] == "vehicle"
    assert assessment["vehicle"]["disc_photo"] == "p6"


@pytest.mark.parametrize("photo_id", ["p1", "p2", "p3", "p4"])
def test_damage_is_found_on_every_photo_that_shows_some(assessment: Assessed, photo_id: str) -> None:
    photo = next(photo for photo in assessment["photos"] if photo["id"] == photo_id)
    assert photo["detections"]


def test_nothing_is_charged_from_the_undamaged_side(assessment: Assessed) -> None:
    assert charged(assessment)
    for damage in charged(assessment):
        assert not any(finding.startswith("p5.") for finding in damage["seen"]), damage
        assert damage["side"] != "right", damage


def test_the_front_bumper_is_charged_once(assessment: Assessed) -> None:
    bumpers = [line for line in assessment["estimate"]["lines"] if line["part"] == "front_bumper"]
    assert sum(line["operation"] in {"repair", "replace"} for line in bumpers) == 1
    assert len([damage for damage in charged(assessment) if damage["part"] == "front_bumper"]) >= 1


def test_the_lines_add_up_to_the_cent(assessment: Assessed) -> None:
    estimate = assessment["estimate"]
    subtotal = sum(Decimal(line["amount"]) for line in estimate["lines"])
    assert subtotal == Decimal(estimate["subtotal"])
    assert Decimal(estimate["total"]) == subtotal + Decimal(estimate["vat"])
    assert Decimal(estimate["payable"]) == max(Decimal(estimate["total"]) - Decimal("5000.00"), Decimal(0))


def test_the_range_holds_the_middle_and_says_that_it_was_simulated(assessment: Assessed) -> None:
    found = assessment["estimate"]["range"]
    assert Decimal(found["p05"]) < Decimal(found["p50"]) < Decimal(found["p95"])
    assert (found["kind"], found["covered"]) == ("simulated", None)


def test_every_line_traces_to_damage_rule_and_table_row(assessment: Assessed) -> None:
    ids = {damage["id"] for damage in assessment["damages"]}
    assert assessment["estimate"]["lines"]
    for line in assessment["estimate"]["lines"]:
        assert line["reason"]
        assert line["source"]["table"]
        assert line["source"]["row"]
        assert set(line["damages"]) <= ids
        assert line["damages"] or line["part"] is None


def test_the_report_has_at_least_two_pages_and_the_figures(sample_run: tuple[Run, Path], assessment: Assessed) -> None:
    _, out = sample_run
    pages = [page.extract_text() for page in PdfReader(out / "report.pdf").pages]
    text = " ".join(" ".join(pages).split())
    assert len(pages) >= 2
    assert "AAVZZZ6RZHU000000" in text
    assert "CLM-2026-0042" in text
    assert f"page 1 of {len(pages)}" in text.lower()


def test_versions_of_models_and_tables_are_written_down(assessment: Assessed) -> None:
    assert set(assessment["app"]["models"]) == {"damage", "damaged-parts", "car-parts", "cars", "subject", "cost"}
    assert assessment["app"]["tables"]


def test_detect_and_disc_load_neither_torch_nor_qt_and_fetch_nothing(claimapp: Claimapp, sample_claim: Path) -> None:
    for command, photo in (("detect", "03_door_scratch.jpg"), ("disc", "06_licence_disc.jpg")):
        run = claimapp(command, sample_claim / photo, "--json")
        assert (run.code, run.loaded, run.network) == (0, [], ()), run.stderr
        json.loads(run.stdout)


def test_the_log_has_every_photo_and_no_personal_information(
    claimapp: Claimapp, sample_claim: Path, tmp_path: Path
) -> None:
    env = {"CLAIMAPP_LOG_FOLDER": str(tmp_path / "logs")}
    run = claimapp("assess", sample_claim, "-o", tmp_path / "out", "-v", env=env)
    assert run.code == 0, run.stderr
    (file,) = (tmp_path / "logs").iterdir()
    text = file.read_text()
    assert text.count("looking at photos: ") == 6
    assert "write the report: done" in text
    assert "looking at photos: 6 of 6" in run.stderr
    for personal in ("AAVZZZ", "XYZ123GP", "CLM-2026", "Sample", "POL-", "sample-claim", ".jpg"):
        assert personal not in text
