from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Claimapp


def test_an_option_that_is_not_allowed_is_refused_with_what_is(claimapp: Claimapp, tmp_path: Path) -> None:
    outcome = claimapp("assess", tmp_path, "-o", tmp_path / "out", "--runtime", "abacus")
    assert outcome.exit_code == 2
    assert "openvino" in outcome.stderr
