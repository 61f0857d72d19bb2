"""Train the cost model: quantiles of log(final / schedule), conformally calibrated, held against two peers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimapp.atomic import make_folder, replace_bytes
from claimapp.domain.estimate import RangeKind
from claimapp.errors import UsageProblem
from claimapp.runtime.boosted_trees import BoostedTrees
from claimapp.runtime.cost_model import QuantileRatio, dump_cost_model
from claimapp.shipped import tables_folder
from claimapp.stages.cost.features import FEATURES
from claimapp.stages.cost.predict import ordered_quantiles
from claimapp.stages.lines.tables import load_tables
from claimapp.training.conformal import tail_shifts
from claimapp.training.cost_metrics import cost_metrics
from claimapp.training.flat_trees import flattened
from claimapp.training.reference_book import ReferenceBook, simulate_book

__all__ = ["DEFAULT_ROWS", "DEFAULT_SEED", "CostTraining", "train_cost"]

DEFAULT_ROWS = 20_000
DEFAULT_SEED = 20261123
_WEIGHTS_NAME = "cost.npz"
_METRICS_NAME = "cost.metrics.json"
_LEAST_ROWS = 200
_SPLIT = (0.5, 0.8)
_LEVELS = (0.05, 0.50, 0.95)
_TREES: dict[str, Any] = {
    "max_iter": 90, "learning_rate": 0.06, "max_leaf_nodes": 10, "min_samples_leaf": 60, "early_stopping": False,
}  # fmt: skip
_RISING = ("replaced", "bumpers_replaced")
"""Middle and high end never fall with these: more replaced parts cannot hide less (monotonic_cst)."""


@dataclass(frozen=True, slots=True)
class CostTraining:
    """What a training left: files, figures on held-out jobs, and the manifest's entry without its hash."""

    weights: Path
    metrics_json: Path
    metrics: dict[str, Any]
    manifest_entry: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Split:
    train: NDArray[np.int64]
    calibrate: NDArray[np.int64]
    hold: NDArray[np.int64]


def train_cost(
    out_folder: Path,
    *,
    rows: int = DEFAULT_ROWS,
    seed: int = DEFAULT_SEED,
    tables: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> CostTraining:
    """Train on the reference book and write cost.npz and cost.metrics.json to `out_folder`.

    50 % of the jobs fit the trees, 30 % calibrate the range, 20 % are held out for the
    figures. The same rows, seed, tables and scikit-learn give the same bytes.

    Raises:
        UsageProblem: if `rows` is below 200.
        TableProblem: if a table is damaged.
        OutputProblem: if the folder cannot be written.
    """
    if rows < _LEAST_ROWS:
        raise UsageProblem(f"{rows} rows are too few to train and calibrate on", hint=f"give {_LEAST_ROWS} or more")
    make_folder(out_folder)
    loaded = load_tables(tables or tables_folder())
    told(f"drawing {rows} jobs")
    book = simulate_book(rows, seed, loaded, told=told)
    split = _split(rows, seed)
    told("fitting the quantiles")
    fitted = _fit(book, split, seed)
    metrics = {
        "data": "reference book (simulation, not settled claims)",
        "seed": seed,
        "tables": dict(loaded.versions),
        "supplemented_share": book.supplemented / rows,
        "bumper_job_share": book.bumper_jobs / rows,
        "shift_low": fitted.shift_low,
        "shift_high": fitted.shift_high,
        **_evaluate(book, split, fitted),
    }
    return _write(out_folder, fitted, metrics)


def _split(rows: int, seed: int) -> _Split:
    order = np.random.default_rng(seed + 1).permutation(rows)
    first, second = (int(rows * share) for share in _SPLIT)
    return _Split(order[:first], order[first:second], order[second:])


def _fit(book: ReferenceBook, split: _Split, seed: int) -> QuantileRatio:
    known, target = book.features[split.train], book.log_ratio[split.train]
    low_end, middle, high_end = (_fit_level(known, target, level, seed) for level in _LEVELS)
    held = book.features[split.calibrate]
    shift_low, shift_high = tail_shifts(book.log_ratio[split.calibrate], low_end.predict(held), high_end.predict(held))
    return QuantileRatio(
        name="cost",
        kind=RangeKind.SIMULATED,
        features=tuple(FEATURES),
        typical=np.median(known, axis=0),
        low=book.features.min(axis=0),
        high=book.features.max(axis=0),
        trees=(low_end, middle, high_end),
        shift_low=shift_low,
        shift_high=shift_high,
    )


def _fit_level(known: NDArray[np.float64], target: NDArray[np.float64], level: float, seed: int) -> BoostedTrees:
    from sklearn.ensemble import HistGradientBoostingRegressor
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it has no type information

    signs = [int(level >= 0.5 and name in _RISING) for name in FEATURES]
    regressor = HistGradientBoostingRegressor(
        loss="quantile", quantile=level, monotonic_cst=signs, random_state=seed, **_TREES
    )
    # So few rows leave OpenMP's threads waiting for each other: on a busy machine that takes twenty times as long.
    with threadpool_limits(limits=1, user_api="openmp"):
        return flattened(regressor.fit(known, target))


def _evaluate(book: ReferenceBook, split: _Split, fitted: QuantileRatio) -> dict[str, Any]:
    schedule, actual = book.schedule_rand[split.hold], book.final_rand[split.hold]
    logs = ordered_quantiles(fitted, book.features[split.hold])
    model = {level: schedule * np.exp(logs[:, number]) for number, level in enumerate(_LEVELS)}
    constant = {level: schedule * np.exp(np.quantile(book.log_ratio[split.train], level)) for level in _LEVELS}
    alone = dict.fromkeys(_LEVELS, schedule)
    return {
        "rows": len(book.schedule_rand),
        "holdout_rows": len(split.hold),
        "unit": "rand, VAT excluded",
        "schedule_median": float(np.median(schedule)),
        "schedule_mean": float(np.mean(schedule)),
        **cost_metrics(actual, model),
        "peers": {
            "constant ratio": cost_metrics(actual, constant),
            "schedule alone": cost_metrics(actual, alone),
        },
    }


def _write(folder: Path, fitted: QuantileRatio, metrics: dict[str, Any]) -> CostTraining:
    weights = replace_bytes(folder / _WEIGHTS_NAME, dump_cost_model(fitted))
    metrics_json = replace_bytes(folder / _METRICS_NAME, (json.dumps(metrics, indent=2) + "\n").encode())
    entry = {
        "version": "1",
        "task": "regress",
        "files": {"weights": _WEIGHTS_NAME},
        "extra": {"features": list(FEATURES), "basis": "reference book"},
    }
    return CostTraining(weights, metrics_json, metrics, entry)
