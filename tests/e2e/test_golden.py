"""What the program makes of the sample claim, with the models as they ship: whole, so that every change is seen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claimapp.app.saved import open_saved
from claimapp.domain.caution import CautionCode
from claimapp.report.pdf import write_pdf
from claimapp.words.language import Language, speaking
from tests.data.golden_files import check_json, check_text, pdf_text
from tests.e2e.conftest import Run

_MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
_OF_TODAY = CautionCode.LOSS_IN_FUTURE
"""On a computer whose calendar is behind the sample's date of loss."""


def _settled(value: Any) -> Any:
    """Without outlines, whose points wander: whether there is one is kept."""
    if isinstance(value, dict):
        return {key: _outline(each) if key == "polygon" else _settled(each) for key, each in value.items()}
    return [_settled(each) for each in value] if isinstance(value, list) else value


def _outline(value: Any) -> str | None:
    return "drawn" if value else None


@pytest.fixture
def out(sample_run: tuple[Run, Path]) -> Path:
    run, out = sample_run
    assert run.code == 0, run.stderr
    return out


def test_the_assessment_of_the_sample_claim_is_as_it_was(out: Path) -> None:
    content = _settled(json.loads((out / "assessment.json").read_text(encoding="utf-8")))
    content["created"], content["app"]["version"] = _MADE.isoformat(), "any"
    content["estimate"]["priced_hash"] = "any"
    content["warnings"] = [each for each in content["warnings"] if each["code"] != _OF_TODAY]
    check_json("sample-claim.json", content)


@pytest.fixture
def reports(out: Path, tmp_path: Path) -> dict[Language, Path]:
    saved = open_saved(out)
    assessment = replace(
        saved.assessment,
        created=_MADE,
        app=replace(saved.assessment.app, version="any"),
        warnings=tuple(each for each in saved.assessment.warnings if each.code is not _OF_TODAY),
    )
    made = {}
    for language in Language:
        with speaking(language):
            made[language] = write_pdf(
                assessment, saved.drawn, tmp_path / f"{language}.pdf", assessment_sha256="0" * 64
            )
    return made


def test_the_report_of_the_sample_claim_says_what_it_said(reports: dict[Language, Path]) -> None:
    check_text("sample-report.txt", pdf_text(reports[Language.ENGLISH]))


def test_its_first_page_in_afrikaans_says_what_it_said(reports: dict[Language, Path]) -> None:
    check_text("sample-report-af.txt", pdf_text(reports[Language.AFRIKAANS], pages=1))
