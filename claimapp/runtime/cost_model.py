"""The learned ratio of final cost to schedule: its Protocol, and the shipped one, plain arrays without pickle."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.estimate import RangeKind
from claimapp.errors import BadValue, ModelProblem
from claimapp.runtime.boosted_trees import BoostedTrees
from claimapp.runtime.manifest import ModelEntry

__all__ = ["QuantileRatio", "RatioModel", "dump_cost_model", "load_cost_model"]

_FORMAT = 1
"""Version of the arrays in cost.npz; see `dump_cost_model`."""

_HINT = "install models and program of one version, or run `claimapp train cost`"
_QUANTILES = ("p05", "p50", "p95")


_BASIS = {RangeKind.SIMULATED: "reference book", RangeKind.LEARNED: "settled claims"}
"""How cost.npz words what a model was trained on."""
_KIND = {word: kind for kind, word in _BASIS.items()}


class RatioModel(Protocol):
    """A model of log(final cost / schedule) given a schedule's features."""

    @property
    def name(self) -> str:
        """Name with version, as printed beside the figure."""
        ...

    @property
    def kind(self) -> RangeKind:
        """Whether it learned on settled claims or on a simulation."""
        ...

    @property
    def rows(self) -> int | None:
        """On how many settled claims it learned; None for a simulation."""
        ...

    @property
    def covered(self) -> Decimal | None:
        """Share of held-out settled claims inside its range; None where that was not measured."""
        ...

    @property
    def features(self) -> tuple[str, ...]:
        """Names of the F features in their order."""
        ...

    @property
    def typical(self) -> NDArray[np.float64]:
        """Features of a typical job, (F,): the medians of training."""
        ...

    def knows(self, features: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether each row of (N, F) lies within what the model was trained on, (N,)."""
        ...

    def log_ratio_quantiles(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return 5 %, 50 % and 95 % quantiles of log(final / schedule), (N, 3); they may cross."""
        ...


@dataclass(frozen=True, slots=True)
class QuantileRatio:
    """Boosted trees for three quantiles, with their conformal shifts (log ratio, added outward).

    `typical`, `low` and `high` are (F,) float64: median and range of each feature in training.
    """

    name: str
    kind: RangeKind
    features: tuple[str, ...]
    typical: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    trees: tuple[BoostedTrees, BoostedTrees, BoostedTrees]
    shift_low: float
    shift_high: float
    rows: int | None = None
    covered: Decimal | None = None

    def __post_init__(self) -> None:
        for column in (self.typical, self.low, self.high):
            column.flags.writeable = False
            if column.shape != (len(self.features),):
                raise BadValue(f"{len(self.features)} features, but a column of {column.shape}")

    def knows(self, features: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether every feature of a row lies within the range of training; trees cannot go beyond it."""
        inside = (features >= self.low) & (features <= self.high)
        return np.asarray(inside.all(axis=1), dtype=np.bool_)

    def log_ratio_quantiles(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the shifted quantiles, (N, 3)."""
        raw = np.column_stack([trees.predict(features) for trees in self.trees])
        shifted: NDArray[np.float64] = raw + np.array([-self.shift_low, 0.0, self.shift_high])
        return shifted


def dump_cost_model(model: QuantileRatio) -> bytes:
    """Return a model as cost.npz: plain numpy arrays, no pickle; the same model gives the same bytes."""
    arrays: dict[str, Any] = {
        "format": np.array(_FORMAT),
        "basis": np.array(_BASIS[model.kind]),
        "features": np.array(model.features),
        "typical": model.typical,
        "low": model.low,
        "high": model.high,
        "shifts": np.array([model.shift_low, model.shift_high]),
    }
    for quantile, trees in zip(_QUANTILES, model.trees, strict=True):
        arrays |= trees.arrays(quantile)
    written = io.BytesIO()
    np.savez_compressed(written, **arrays)
    return written.getvalue()


def load_cost_model(entry: ModelEntry) -> RatioModel:
    """Load the shipped cost model; its hash is checked first, and no pickle is ever read.

    Raises:
        ModelProblem: if the file is missing, altered, damaged or of another format.
    """
    (path,) = entry.checked("weights")
    where = f"model file {path.name}"
    try:
        with np.load(path, allow_pickle=False) as content:
            if content["format"] != _FORMAT:
                raise ModelProblem(f"the cost model has format {content['format']}", hint=_HINT, where=where)
            return _model_of(content, name=f"{entry.name} {entry.version} ({entry.digest()})")
    except (OSError, KeyError, TypeError, ValueError, IndexError, EOFError, BadValue, zipfile.BadZipFile) as problem:
        raise ModelProblem("the cost model is damaged", hint=_HINT, where=where) from problem


def _model_of(content: Any, *, name: str) -> QuantileRatio:
    low, middle, high = (BoostedTrees.from_arrays(content, quantile) for quantile in _QUANTILES)
    shift_low, shift_high = (float(shift) for shift in content["shifts"])
    return QuantileRatio(
        name=name,
        kind=_KIND[str(content["basis"])],
        features=tuple(str(feature) for feature in content["features"]),
        typical=content["typical"].astype(np.float64),
        low=content["low"].astype(np.float64),
        high=content["high"].astype(np.float64),
        trees=(low, middle, high),
        shift_low=shift_low,
        shift_high=shift_high,
    )
