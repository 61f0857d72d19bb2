from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from claimapp.app.batch import plan_folder
from claimapp.batch.find import ClaimFolder, ClaimPlan
from claimapp.batch.outcome import Outcome
from claimapp.batch.run import BatchDone
from claimapp.cli import batch_commands
from claimapp.report.summary_csv import ClaimStatus
from tests.data.engines import a_photo

Claimapp = Callable[..., Result]


def batch_gives(monkeypatch: pytest.MonkeyPatch, *outcomes: Outcome, stopped: bool = False) -> None:
    def assess(*args: object, told: Callable[[int, int, Outcome | None], None], **kwargs: object) -> BatchDone:
        for number, outcome in enumerate(outcomes, start=1):
            told(number, len(outcomes), outcome)
        return BatchDone(outcomes, len(outcomes), 2.0, stopped)

    monkeypatch.setattr(batch_commands, "assess_folder", assess)
    monkeypatch.setattr(batch_commands, "plan_folder", lambda folder, out: PLAN)


PLAN = ClaimPlan((ClaimFolder("a", Path("in/a"), "holds photos", 2),))
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


def test_the_claims_and_what_is_doubtful_are_told_before_work_starts(
    claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch_gives(monkeypatch, OK)
    outcome = claimapp("batch", tmp_path, "-o", tmp_path / "out")
    assert outcome.stderr.index("a: holds photos") < outcome.stderr.index("1/1 a: ok")


def test_a_stray_claim_file_is_named_and_exits_1(
    claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch_gives(monkeypatch, OK)
    a_photo(tmp_path / "CLM-1" / "1.jpg")
    a_photo(tmp_path / "CLM-2" / "1.jpg")
    (tmp_path / "claim.toml").write_text("")
    monkeypatch.setattr(batch_commands, "plan_folder", plan_folder)
    outcome = claimapp("batch", tmp_path, "-o", tmp_path / "out", "-q")
    assert outcome.exit_code == 1
    assert "not used: .: the claim.toml here was not used" in outcome.stderr


def test_plan_prints_the_claims_alone_and_writes_nothing(claimapp: Claimapp, tmp_path: Path) -> None:
    a_photo(tmp_path / "in" / "CLM-1" / "photos" / "1.jpg")
    a_photo(tmp_path / "in" / "CLM-1" / "disc" / "2.jpg", 40)
    outcome = claimapp("batch", tmp_path / "in", "--plan")
    assert outcome.exit_code == 0
    assert outcome.stdout == "CLM-1: its subfolders are parts of a claim (disc, photos) (2 photo files)\n"
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    as_json = json.loads(claimapp("batch", tmp_path / "in", "--plan", "--json").stdout)
    assert as_json["claims"][0]["claim"] == "CLM-1"
    assert as_json["remarks"] == []


def test_without_an_output_and_without_plan_both_ways_are_said(claimapp: Claimapp, tmp_path: Path) -> None:
    a_photo(tmp_path / "CLM-1" / "1.jpg")
    outcome = claimapp("batch", tmp_path)
    assert outcome.exit_code == 2
    assert "-o" in outcome.stderr
    assert "--plan" in outcome.stderr
