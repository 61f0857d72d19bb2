from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.app.saved import drawn_photos, open_saved, save
from claimapp.errors import AssessmentProblem
from claimapp.report.drawn import drawn_name
from tests.data.assessments import sample_assessment


def test_a_saved_assessment_opens_by_folder_and_by_file(tmp_path: Path) -> None:
    file = save(sample_assessment(), tmp_path)
    assert open_saved(tmp_path) == open_saved(file)
    assert open_saved(tmp_path).assessment == sample_assessment()
    assert open_saved(tmp_path).report_pdf is None


def test_only_drawn_photos_that_are_there_are_given(tmp_path: Path) -> None:
    assessment = sample_assessment()
    first = assessment.photos[0].photo
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / drawn_name(first)).write_bytes(b"jpeg")
    assert list(drawn_photos(assessment, tmp_path)) == [first.id]


def test_a_folder_without_an_assessment_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(AssessmentProblem, match="claimapp assess"):
        open_saved(tmp_path)
