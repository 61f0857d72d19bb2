from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.app.saved import save
from claimapp.desk.use_cases import AppUseCases
from claimapp.errors import AssessmentProblem
from tests.data.assessments import sample_assessment


def test_photos_of_the_sample_claim_are_listed_and_decoded(sample_claim: Path) -> None:
    photos = AppUseCases().list_photos(sample_claim)
    assert photos[0].name == "01_front_left.jpg"
    assert len(photos) == 6
    pixels_rgb = AppUseCases().read_photo(photos[0], 64)
    assert pixels_rgb.shape == (48, 64, 3)


def test_saved_assessment_is_opened(tmp_path: Path) -> None:
    save(sample_assessment(), tmp_path)
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


def test_remembered_output_is_used_while_it_holds_an_assessment_and_no_other_is_named(tmp_path: Path) -> None:
    claim, out = tmp_path / "CLM-1", tmp_path / "out"
    use_cases = AppUseCases(remembered={claim: out})
    assert use_cases.default_out(claim) == tmp_path / "CLM-1-claimapp"
    out.mkdir()
    save(sample_assessment(), out)
    assert use_cases.default_out(claim) == out
    named = AppUseCases({claim: tmp_path / "named"}, remembered={claim: out})
    assert named.default_out(claim) == tmp_path / "named"


def test_claim_of_an_output_is_the_one_it_was_named_for_or_remembered_with(tmp_path: Path) -> None:
    claim, other = tmp_path / "CLM-1", tmp_path / "CLM-2"
    claim.mkdir()
    use_cases = AppUseCases({other: tmp_path / "b"}, remembered={claim: tmp_path / "a"})
    assert use_cases.claim_of(tmp_path / "a") == claim
    assert use_cases.claim_of(tmp_path / "b") is None  # its claim folder is gone
    assert use_cases.claim_of(tmp_path / "c") is None
