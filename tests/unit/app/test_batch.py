from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.app.assess import AssessOptions
from claimapp.app.batch import assess_folder, default_workers
from claimapp.errors import NothingToAssess, UsageProblem


def run(folder: Path, out: Path) -> None:
    assess_folder(
        folder,
        out,
        options=AssessOptions(),
        workers=1,
        resume=False,
        limit=0,
        told=lambda done, total, outcome: None,
        cancelled=lambda: False,
    )


def test_a_folder_without_claims_is_said(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    with pytest.raises(NothingToAssess, match="no claim folder"):
        run(tmp_path / "claims", tmp_path / "out")


def test_a_missing_folder_is_a_usage_problem(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem):
        run(tmp_path / "none", tmp_path / "out")


def test_one_core_is_left_for_the_person() -> None:
    assert default_workers() >= 1
