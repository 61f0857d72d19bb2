from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claimapp.app.report import print_report, write_report
from claimapp.app.saved import save
from claimapp.domain.part import PartName
from claimapp.errors import AssessmentProblem, PrintProblem
from tests.data.assessments import sample_assessment


def test_the_report_is_made_again_from_the_saved_assessment_with_the_same_bytes(tmp_path: Path) -> None:
    save(sample_assessment(), tmp_path)
    first = write_report(tmp_path)
    second = write_report(tmp_path / "assessment.json", tmp_path / "again.pdf")
    assert first == tmp_path / "report.pdf"
    assert first.read_bytes() == second.read_bytes()


def test_a_report_whose_damages_were_changed_since_pricing_is_refused(tmp_path: Path) -> None:
    sample = sample_assessment()
    charged = next(line.damages[0] for line in sample.estimate.lines if line.part)
    for edit in ({"dismissed": True}, {"part": PartName.ROOF, "side": None}):
        changed = tuple(replace(d, **edit) if d.id == charged else d for d in sample.damages)
        save(replace(sample, damages=changed), tmp_path)
        with pytest.raises(AssessmentProblem, match="claimapp estimate"):
            write_report(tmp_path)


def test_without_an_assessment_there_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(AssessmentProblem):
        write_report(tmp_path)


def test_printing_a_missing_file_is_a_print_problem(tmp_path: Path) -> None:
    with pytest.raises(PrintProblem):
        print_report(tmp_path / "none.pdf", None)
