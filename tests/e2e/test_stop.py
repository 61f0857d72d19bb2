"""Ctrl-C at any moment: exit code 130, one sentence, what was finished is kept, and no second run gets in between."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT

# Reports every module that Python reads: a clock that needs no seconds.
_TELL_MODULES = ("-X", "importtime")


@contextmanager
def started(*arguments: object, tell: tuple[str, ...] = _TELL_MODULES) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, *tell, "-m", "claimapp", *map(str, arguments)]
    env = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=env
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def stop_at(program: subprocess.Popen[str], text: str) -> tuple[int, list[str]]:
    """Send Ctrl-C when a line of stderr has `text`; return the exit code and what stderr said besides modules."""
    assert program.stderr is not None
    for line in program.stderr:
        if line.rstrip().endswith(text):
            break
    else:
        pytest.fail(f"{text} was never told")
    program.send_signal(signal.SIGINT)
    _, told = program.communicate(timeout=120)
    return program.returncode, [line for line in told.splitlines() if line and not line.startswith("import time:")]


@pytest.mark.parametrize("module", ["claimapp.errors", "typer", "claimapp.pipeline.route", "openvino"])
def test_while_the_program_is_still_being_read(sample_claim: Path, tmp_path: Path, module: str) -> None:
    with started("assess", sample_claim, "-o", tmp_path / "out") as program:
        code, said = stop_at(program, module)
    assert code == 130
    assert len([line for line in said if line.startswith(("claimapp: stopped", "stopping after"))]) >= 1, said
    assert not any("Traceback" in line for line in said), said


def test_a_command_that_is_done_in_one_go(sample_claim: Path) -> None:
    with started("disc", sample_claim / "06_licence_disc.jpg") as program:
        code, said = stop_at(program, "zxingcpp")
    assert (code, said) == (130, ["claimapp: stopped"])


def test_the_window(sample_claim: Path, tmp_path: Path) -> None:
    with started("desk", sample_claim, "-o", tmp_path / "out") as program:
        code, said = stop_at(program, "PySide6.QtWidgets")
    assert code == 130
    assert not any("Traceback" in line for line in said), said


def test_while_photos_are_looked_at_those_done_are_kept(sample_claim: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with started("assess", sample_claim, "-o", out, "-v", tell=()) as program:
        code, said = stop_at(program, "looking at photos: 2 of 6")
    assert code == 130
    assert any(line.startswith("claimapp: ") and "2 of 6" in line for line in said), said
    assert len(json.loads((out / "assessment.json").read_text())["photos"]) == 2
    assert not (out / "report.pdf").exists()
    assert not (out / ".claimapp.lock").exists()


def test_while_the_photos_are_drawn_the_assessment_is_kept(sample_claim: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with started("assess", sample_claim, "-o", out, "-v", tell=()) as program:
        code, said = stop_at(program, "writing report: 1 of 6")
    assert code == 130
    assert any("before the report was written" in line for line in said), said
    assert len(json.loads((out / "assessment.json").read_text())["photos"]) == 6
    assert not (out / "report.pdf").exists()


def test_two_runs_on_one_folder_one_is_refused(sample_claim: Path, tmp_path: Path) -> None:
    claim = tmp_path / "claim"
    claim.mkdir()
    for photo in ("03_door_scratch.jpg", "06_licence_disc.jpg"):
        shutil.copy(sample_claim / photo, claim)
    out = tmp_path / "out"
    with started("assess", claim, "-o", out, "-q") as first:
        assert first.stderr is not None
        for line in first.stderr:
            if line.rstrip().endswith("openvino"):
                break
        assert json.loads((out / ".claimapp.lock").read_text())["pid"] == first.pid
        with started("assess", claim, "-o", out, tell=()) as second:
            _, said = second.communicate()
        first.communicate()
    assert (first.returncode, second.returncode) == (0, 5)
    assert f"in use by `assess` in process {first.pid}" in said
    assert len(json.loads((out / "assessment.json").read_text())["photos"]) == 2
