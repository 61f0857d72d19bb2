"""The whole program as a process of its own, with every attempt to use the network recorded."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.watched import watch

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """How a run of the program ended.

    `loaded` names the heavy modules that it imported, `network` its attempts to reach the
    network, `home` what it left in a home folder that was empty before.
    """

    code: int
    stdout: str
    stderr: str
    loaded: list[str]
    network: tuple[str, ...]
    home: list[str]


Claimapp = Callable[..., Run]


@pytest.fixture(scope="session")
def claimapp(tmp_path_factory: pytest.TempPathFactory) -> Claimapp:
    folder = tmp_path_factory.mktemp("runs")

    def run(*arguments: object, env: dict[str, str] | None = None) -> Run:
        loaded, home = folder / "modules.json", tmp_path_factory.mktemp("home")
        command = [sys.executable, str(Path(__file__).with_name("noted_run.py")), str(loaded), *map(str, arguments)]
        done = watch(command, cwd=ROOT, env={**os.environ, **at_home(home), **(env or {})})
        left = sorted(str(path.relative_to(home)) for path in home.rglob("*"))
        return Run(done.code, done.stdout, done.stderr, json.loads(loaded.read_text()), done.network, left)

    return run


def at_home(home: Path) -> dict[str, str]:
    """An empty home, by every name that libraries know it by; no display, no bus of the person at the desk."""
    folders = {"XDG_CONFIG_HOME": ".config", "XDG_CACHE_HOME": ".cache", "XDG_DATA_HOME": ".local/share"}
    return {
        "HOME": str(home),
        "CLAIMAPP_LOG_FOLDER": str(home.with_name(f"{home.name}-logs")),  # the one thing that belongs there
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        **{name: str(home / folder) for name, folder in folders.items()},
    }


@pytest.fixture(scope="session")
def sample_run(claimapp: Claimapp, sample_claim: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """The sample claim, assessed once for all tests."""
    out = tmp_path_factory.mktemp("sample")
    return claimapp("assess", sample_claim, "-o", out), out
