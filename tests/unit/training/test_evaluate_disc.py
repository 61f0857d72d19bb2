from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from claimapp.errors import UsageProblem
from claimapp.training.evaluate_disc import evaluate_disc
from tests.data.engines import a_photo

RIGHT = {"make": "VOLKSWAGEN", "vin": "AAVZZZ6RZHU000000", "registration": "XYZ123GP"}


@pytest.fixture
def measuring_set(tmp_path: Path, sample_claim: Path) -> Path:
    shutil.copy(sample_claim / "06_licence_disc.jpg", tmp_path / "disc.jpg")
    lines = [
        {"file": "disc.jpg", "fields": RIGHT | {"engine_no": None}, "conditions": {"roll_deg": 2.5}},
        {"file": "disc.jpg", "fields": RIGHT | {"make": "TOYOTA", "colour": "Green / Groen"}, "conditions": {}},
        {"file": a_photo(tmp_path / "empty.jpg", size=(64, 48)).name, "fields": None, "conditions": {}},
    ]
    (tmp_path / "truth.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    return tmp_path


def test_right_wrong_and_left_out_are_told_apart(measuring_set: Path) -> None:
    judged = evaluate_disc(measuring_set)
    assert judged["photos"] == 3
    assert judged["fields"]["make"] == {"right": 1, "wrong": 1, "left_out": 0}
    assert judged["fields"]["engine_no"] == judged["fields"]["series"] == {"right": 0, "wrong": 0, "left_out": 0}
    assert (judged["all_right"], judged["wrong_above_line"], judged["invented_on_empty"]) == (1, 2, 0)
    assert judged["by_condition"] == {"roll_deg": {"2.5": {"photos": 1, "all_right": 1}}}


def test_seconds_come_from_the_clock_that_is_given(measuring_set: Path) -> None:
    ticks = iter(range(100))
    assert evaluate_disc(measuring_set, clock=lambda: float(next(ticks)))["seconds"] == {"p50": 1.0, "p95": 1.0}


@pytest.mark.parametrize("truth", ["", "{half", '{"fields": {}}'])
def test_a_folder_without_a_usable_truth_is_a_usage_problem(tmp_path: Path, truth: str) -> None:
    (tmp_path / "truth.jsonl").write_text(truth)
    with pytest.raises(UsageProblem, match=r"truth\.jsonl"):
        evaluate_disc(tmp_path)
