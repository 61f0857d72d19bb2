from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Claimapp = Callable[..., Result]


def test_judging_claims_without_their_truth_is_a_usage_error(claimapp: Claimapp, tmp_path: Path) -> None:
    outcome = claimapp("evaluate", "claims", tmp_path, "--truth", tmp_path / "none.toml", "--json")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert "the judged claims cannot be read" in outcome.stderr


def test_evaluating_on_no_data_set_is_a_usage_error(claimapp: Claimapp, tmp_path: Path) -> None:
    outcome = claimapp("evaluate", "damage", tmp_path, "--json")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
