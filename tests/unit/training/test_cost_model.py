from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from claimapp.domain.estimate import RangeKind
from claimapp.errors import OutputProblem, UsageProblem
from claimapp.runtime.cost_model import load_cost_model
from claimapp.runtime.manifest import ModelEntry, sha256_of
from claimapp.stages.cost.features import FEATURES
from claimapp.training.cost_model import CostTraining, train_cost

_ROWS = 600


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> CostTraining:
    return train_cost(tmp_path_factory.mktemp("cost"), rows=_ROWS, seed=1)


@pytest.fixture(scope="module")
def entry(training: CostTraining) -> ModelEntry:
    written = training.manifest_entry
    return ModelEntry(
        name="cost",
        version=written["version"],
        task=written["task"],
        folder=training.weights.parent,
        files=written["files"],
        sha256={training.weights.name: sha256_of(training.weights)},
        extra=written["extra"],
    )


def test_what_was_trained_is_what_the_program_loads(training: CostTraining, entry: ModelEntry) -> None:
    model = load_cost_model(entry)
    assert (model.kind, model.features) == (RangeKind.SIMULATED, FEATURES)
    quantiles = model.log_ratio_quantiles(model.typical[np.newaxis, :])
    assert quantiles.shape == (1, 3)
    assert -1 < quantiles[0, 0] < quantiles[0, 1] < quantiles[0, 2] < 2
    assert training.weights.stat().st_size < 3_000_000


def test_the_same_seed_gives_the_same_bytes(training: CostTraining, tmp_path: Path) -> None:
    again = train_cost(tmp_path, rows=_ROWS, seed=1)
    assert again.weights.read_bytes() == training.weights.read_bytes()


def test_model_knows_typical_jobs_and_nothing_far_beyond(entry: ModelEntry) -> None:
    model = load_cost_model(entry)
    assert model.knows(np.stack([model.typical, model.typical * 1000])).tolist() == [True, False]


def test_middle_never_falls_with_more_replaced_parts(entry: ModelEntry) -> None:
    model = load_cost_model(entry)
    rows = np.tile(model.typical, (8, 1))
    rows[:, FEATURES.index("replaced")] = np.arange(8)
    quantiles = model.log_ratio_quantiles(rows)
    assert (np.diff(quantiles[:, 1]) >= 0).all()
    assert (np.diff(quantiles[:, 2]) >= 0).all()


def test_metrics_hold_the_model_against_two_peers(training: CostTraining) -> None:
    written = json.loads(training.metrics_json.read_text(encoding="utf-8"))
    assert written == training.metrics
    assert written["rows"] == _ROWS
    assert written["holdout_rows"] == _ROWS // 5
    assert set(written["peers"]) == {"constant ratio", "schedule alone"}
    # 120 calibration and 120 held-out jobs: 5 standard errors below 90 % is 71 %
    assert written["coverage_90"] > 0.71
    assert written["peers"]["schedule alone"]["coverage_90"] < 0.05


def test_too_few_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="too few"):
        train_cost(tmp_path, rows=50, seed=1)


def test_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputProblem):
        train_cost(tmp_path / "file", rows=200, seed=1)
