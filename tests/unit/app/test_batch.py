from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.app.batch import default_workers, plan_folder
from claimapp.errors import NothingToAssess, UsageProblem
from tests.data.engines import a_photo


def test_a_folder_without_claims_is_said(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    with pytest.raises(NothingToAssess, match="no claim folder"):
        plan_folder(tmp_path / "claims", tmp_path / "out")


def test_a_missing_folder_is_a_usage_problem(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem):
        plan_folder(tmp_path / "none")


def test_one_core_is_left_for_the_person() -> None:
    assert default_workers() >= 1


def test_a_plan_names_the_claims_and_writes_nothing(tmp_path: Path) -> None:
    a_photo(tmp_path / "claims" / "CLM-1" / "1.jpg")
    a_photo(tmp_path / "claims" / "out" / "1.jpg")
    plan = plan_folder(tmp_path / "claims", tmp_path / "claims" / "out")
    assert [claim.name for claim in plan.claims] == ["CLM-1"]
    assert sorted(path.name for path in (tmp_path / "claims").iterdir()) == ["CLM-1", "out"]
