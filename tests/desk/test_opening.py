from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.desk.opening import copy_sample, open_claim
from claimapp.errors import AssessmentProblem, NothingToAssess, OutputProblem, UsageProblem
from tests.data.assessments import sample_assessment
from tests.desk.fakes import FakeUseCases


@pytest.fixture
def use_cases() -> FakeUseCases:
    return FakeUseCases()


def test_claim_folder_opens_with_its_photos(use_cases: FakeUseCases, claim_folder: Path) -> None:
    claim = open_claim(claim_folder, use_cases)
    assert (claim.folder, claim.assessed, len(claim.photos)) == (claim_folder, None, 6)
    assert claim.out == claim_folder.with_name("CLM-2026-0042-claimapp")


def test_claim_folder_comes_with_its_saved_assessment(use_cases: FakeUseCases, claim_folder: Path) -> None:
    use_cases.save(sample_assessment(), use_cases.default_out(claim_folder))
    assessed = open_claim(claim_folder, use_cases).assessed
    assert assessed is not None
    assert assessed.assessment == sample_assessment()


def test_assessed_folder_finds_its_claim_beside_it(use_cases: FakeUseCases, claim_folder: Path) -> None:
    out = use_cases.default_out(claim_folder)
    use_cases.save(sample_assessment(), out)
    for path in (out, out / "assessment.json"):
        claim = open_claim(path, use_cases)
        assert (claim.folder, claim.out, claim.title) == (claim_folder, out, "CLM-2026-0042")


def test_assessed_folder_elsewhere_opens_with_the_claim_it_is_known_for(
    use_cases: FakeUseCases, claim_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "elsewhere"
    use_cases.save(sample_assessment(), out)
    use_cases.claims[out] = claim_folder
    claim = open_claim(out, use_cases)
    assert (claim.folder, len(claim.photos)) == (claim_folder, 6)


def test_assessed_folder_alone_opens_without_originals(use_cases: FakeUseCases, tmp_path: Path) -> None:
    use_cases.save(sample_assessment(), tmp_path / "moved")
    claim = open_claim(tmp_path / "moved", use_cases)
    assert (claim.folder, claim.photos) == (None, ())


def test_damaged_assessment_is_never_opened_as_an_empty_one(use_cases: FakeUseCases, claim_folder: Path) -> None:
    use_cases.save(sample_assessment(), use_cases.default_out(claim_folder))
    use_cases.open_problem = AssessmentProblem("it ends early")
    with pytest.raises(AssessmentProblem):
        open_claim(claim_folder, use_cases)


def test_nothing_a_photo_and_an_empty_folder_are_told_apart(use_cases: FakeUseCases, claim_folder: Path) -> None:
    (claim_folder / "empty").mkdir()
    with pytest.raises(UsageProblem, match="nothing here"):
        open_claim(claim_folder / "gone", use_cases)
    with pytest.raises(UsageProblem, match="this is a file"):
        open_claim(claim_folder / "01_front_left.jpg", use_cases)
    with pytest.raises(NothingToAssess, match="no photo"):
        open_claim(claim_folder / "empty", use_cases)


def test_sample_is_copied_once_and_kept_as_it_is(tmp_path: Path) -> None:
    folder = copy_sample(tmp_path)
    (folder / "claim.toml").write_text("# mine", encoding="utf-8")
    assert copy_sample(tmp_path) == folder
    assert (folder / "claim.toml").read_text(encoding="utf-8") == "# mine"
    assert sorted(file.suffix for file in folder.iterdir()) == [".jpg"] * 6 + [".toml"]


def test_sample_that_cannot_be_copied_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputProblem, match="cannot be copied"):
        copy_sample(tmp_path / "file")
