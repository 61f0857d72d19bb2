from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from claimapp.batch.outcome import Outcome
from claimapp.batch.run import BatchDone
from claimapp.cli import batch_commands
from claimapp.report.summary_csv import ClaimStatus

Claimapp = Callable[..., Result]


def batch_gives(monkeypatch: pytest.MonkeyPatch, *outcomes: Outcome, stopped: bool = False) -> None:
    def assess(*args: object, told: Callable[[int, int, Outcome | None], None], **kwargs: object) -> BatchDone:
        for number, outcome in enumerate(outcomes, start=1):
            told(number, len(outcomes), outcome)
        return BatchDone(outcomes, len(outcomes), 2.0, stopped)

    monkeypatch.setattr(batch_commands, "assess_folder", assess)


OK = Outcome("a", ClaimStatus.OK, None, 1.0)
FAILED = Outcome("b", ClaimStatus.FAILED, None, 1.0, error="b: the folder holds no photo")


def test_all_ok_exits_0_and_counts(claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_gives(monkeypatch, OK)
    outcome = claimapp("batch", tmp_path, "-o", tmp_path / "out")
    assert outcome.exit_code == 0
    assert "1 claim: 1 ok, 0 partial, 0 failed, 0 skipped" in outcome.stdout


def test_a_failed_claim_exits_1_and_is_named(
    claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch_gives(monkeypatch, OK, FAILED)
    outcome = claimapp("batch", tmp_path, "-o", tmp_path / "out", "-q")
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert outcome.stderr == "failed: b: b: the folder holds no photo\n"


def test_a_stopped_batch_exits_130(claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_gives(monkeypatch, OK, stopped=True)
    assert claimapp("batch", tmp_path, "-o", tmp_path / "out").exit_code == 130


def test_an_empty_folder_exits_3(claimapp: Claimapp, tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    assert claimapp("batch", tmp_path / "claims", "-o", tmp_path / "out").exit_code == 3
