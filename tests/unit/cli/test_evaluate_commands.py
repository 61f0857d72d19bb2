from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Claimapp = Callable[..., Result]


def test_evaluating_on_no_data_set_is_a_usage_error(claimapp: Claimapp, tmp_path: Path) -> None:
    outcome = claimapp("evaluate", "damage", tmp_path, "--json")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
