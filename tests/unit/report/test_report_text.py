"""The text of the report of a literal claim, whole: no model is asked, so that a change of it is a change of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.domain.damage import Severity
from claimapp.domain.edit import AddDamage, Dismiss, PriceLine, SetVehicle
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import ChargeKind
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Side
from claimapp.report.pdf import write_pdf
from claimapp.words.language import Language, speaking
from tests.data.assessments import empty_assessment, sample_assessment
from tests.data.edits import edited, found_assessment
from tests.data.golden_files import check_text, pdf_text

EDITED = edited(
    found_assessment(),
    Dismiss("d5"),
    AddDamage(DamageKind.DENT, PartName.REAR_DOOR, Side.LEFT, severity=Severity.MINOR),
    PriceLine("l1", ChargeKind.PART, each=Money(4321_00)),
    SetVehicle("colour", "Silver / Silwer"),
)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["literal", "edited", "empty"])
def test_the_report_says_what_it_said(name: str, language: Language, tmp_path: Path, drawn: dict[str, Path]) -> None:
    assessment = {"literal": sample_assessment(), "edited": EDITED, "empty": empty_assessment()}[name]
    with speaking(language):
        made = write_pdf(
            assessment, drawn if assessment.damages else {}, tmp_path / "x.pdf", assessment_sha256="0" * 64
        )
    check_text(f"{name}-report-{language}.txt", pdf_text(made))
