"""The whole program as a process of its own, with the network refused."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """How a run of the program ended; `loaded` names the heavy modules that it imported."""

    code: int
    stdout: str
    stderr: str
    loaded: list[str]


Claimapp = Callable[..., Run]


@pytest.fixture(scope="session")
def claimapp(tmp_path_factory: pytest.TempPathFactory) -> Claimapp:
    loaded = tmp_path_factory.mktemp("loaded") / "modules.json"

    def run(*arguments: object, env: dict[str, str] | None = None) -> Run:
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("offline_run.py")), str(loaded), *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=_ROOT,
            env=env,
        )
        return Run(done.returncode, done.stdout, done.stderr, json.loads(loaded.read_text()))

    return run


@pytest.fixture(scope="session")
def sample_run(claimapp: Claimapp, sample_claim: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """The sample claim, assessed once for all tests."""
    out = tmp_path_factory.mktemp("sample")
    return claimapp("assess", sample_claim, "-o", out), out
