from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.desk.use_cases import AppUseCases
from claimapp.errors import AssessmentProblem
from tests.data.assessments import sample_assessment


def test_photos_of_the_sample_claim_are_listed_and_decoded(sample_claim: Path) -> None:
    photos = AppUseCases().list_photos(sample_claim)
    assert photos[0].name == "01_front_left.jpg"
    assert len(photos) == 6
    pixels_rgb = AppUseCases().read_photo(photos[0], 64)
    assert pixels_rgb.shape == (48, 64, 3)


def test_what_is_saved_is_opened_again(tmp_path: Path) -> None:
    file = AppUseCases().save(sample_assessment(), tmp_path)
    assert file.parent == tmp_path
    assert AppUseCases().open_saved(tmp_path).assessment == sample_assessment()


def test_damaged_assessment_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "assessment.json").write_text("{", encoding="utf-8")
    with pytest.raises(AssessmentProblem):
        AppUseCases().open_saved(tmp_path)


def test_output_goes_beside_the_claim(tmp_path: Path) -> None:
    assert AppUseCases().default_out(tmp_path / "CLM-1") == tmp_path / "CLM-1-claimapp"


def test_output_that_was_named_is_used_for_that_claim_alone(tmp_path: Path) -> None:
    use_cases = AppUseCases({tmp_path / "CLM-1": tmp_path / "out"})
    assert use_cases.default_out(tmp_path / "x" / ".." / "CLM-1") == tmp_path / "out"
    assert use_cases.default_out(tmp_path / "CLM-2") == tmp_path / "CLM-2-claimapp"
