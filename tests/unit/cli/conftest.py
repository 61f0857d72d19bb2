"""The command line in this process, stdout and stderr apart, with an assessed claim at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from claimapp.app.saved import save
from claimapp.cli.main import add_commands, app
from tests.data.assessments import sample_assessment

Claimapp = Callable[..., Result]


@pytest.fixture(scope="session")
def claimapp() -> Claimapp:
    add_commands()

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def assessed(tmp_path: Path) -> Path:
    out = tmp_path / "assessed"
    out.mkdir()
    save(sample_assessment(), out)
    return out
