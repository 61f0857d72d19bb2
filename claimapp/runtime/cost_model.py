"""The learned ratio of final cost to schedule: its Protocol, and the shipped one read without pickle."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.estimate import Basis
from claimapp.errors import ModelProblem
from claimapp.runtime.manifest import ModelEntry

__all__ = [
    "BUNDLE_FORMAT",
    "TRUSTED_TYPES",
    "QuantileRatio",
    "RatioModel",
    "load_cost_model",
    "one_thread",
    "ratio_from_bundle",
]

BUNDLE_FORMAT = 1
"""Version of the dictionary in cost.skops; see `ratio_from_bundle` for its keys."""
TRUSTED_TYPES = ("sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",)
"""The one type beyond skops' own list that a HistGradientBoostingRegressor needs; any other is refused."""
_HINT = "install models and program of one version, or run `claimapp train cost`"
_QUANTILES = ("p05", "p50", "p95")


class RatioModel(Protocol):
    """A model of log(final cost / schedule) given a schedule's features."""

    @property
    def name(self) -> str:
        """Name with version, as printed beside the figure."""
        ...

    @property
    def basis(self) -> Basis:
        """What it was trained on."""
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
    """Three quantile regressors with their conformal shifts (log ratio, added outward)."""

    name: str
    basis: Basis
    features: tuple[str, ...]
    typical: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    regressors: tuple[Any, Any, Any]
    shift_low: float
    shift_high: float

    def knows(self, features: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether every feature of a row lies within the range of training; trees cannot go beyond it."""
        inside = (features >= self.low) & (features <= self.high)
        return np.asarray(inside.all(axis=1), dtype=np.bool_)

    def log_ratio_quantiles(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the shifted quantiles, (N, 3)."""
        with one_thread():
            raw = np.column_stack([regressor.predict(features) for regressor in self.regressors])
        shifted: NDArray[np.float64] = raw + np.array([-self.shift_low, 0.0, self.shift_high])
        return shifted


def one_thread() -> AbstractContextManager[object]:
    """Hold OpenMP to one thread meanwhile: with few rows, threads wait for each other, seconds on a busy machine."""
    import sklearn.ensemble  # noqa: F401  # only libraries that are loaded already are held
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it has no type information

    limits: AbstractContextManager[object] = threadpool_limits(limits=1, user_api="openmp")
    return limits


def load_cost_model(entry: ModelEntry) -> RatioModel:
    """Load the shipped cost model; its hash is checked first, and no pickle is ever read.

    Raises:
        ModelProblem: if the file is missing, altered or damaged, holds a type beyond
            TRUSTED_TYPES, or was trained with another scikit-learn than the one installed.
    """
    (path,) = entry.checked("weights")
    _need_same_sklearn(entry)
    return ratio_from_bundle(_read(path), name=f"{entry.name} {entry.version} ({entry.digest()})")


def ratio_from_bundle(bundle: Mapping[str, Any], *, name: str) -> QuantileRatio:
    """Make the model of what cost.skops holds.

    Keys: format, basis, features, typical, low, high (arrays (F,)), p05, p50, p95
    (regressors), shift_low, shift_high (log ratio).

    Raises:
        ModelProblem: if a key is missing or the format is another.
    """
    try:
        if bundle["format"] != BUNDLE_FORMAT:
            raise ModelProblem(f"the cost model has format {bundle['format']}", hint=_HINT, where=f"model {name}")
        return QuantileRatio(
            name=name,
            basis=Basis(bundle["basis"]),
            features=tuple(bundle["features"]),
            typical=_read_only(bundle["typical"]),
            low=_read_only(bundle["low"]),
            high=_read_only(bundle["high"]),
            regressors=(bundle["p05"], bundle["p50"], bundle["p95"]),
            shift_low=float(bundle["shift_low"]),
            shift_high=float(bundle["shift_high"]),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise ModelProblem("the cost model is damaged", hint=_HINT, where=f"model {name}") from problem


def _need_same_sklearn(entry: ModelEntry) -> None:
    import sklearn

    trained = str(entry.extra.get("sklearn", ""))
    if trained != sklearn.__version__:
        raise ModelProblem(
            f"the cost model was trained with scikit-learn {trained or '(not named)'}, "
            f"installed is {sklearn.__version__}",
            hint=_HINT,
            where=f"model {entry.name}",
        )


def _read(path: Path) -> Mapping[str, Any]:
    from skops.io import load
    from skops.io.exceptions import UntrustedTypesFoundException

    where = f"model file {path.name}"
    try:
        content = load(path, trusted=list(TRUSTED_TYPES))
    except UntrustedTypesFoundException as problem:
        raise ModelProblem("the cost model holds types that are not trusted", hint=_HINT, where=where) from problem
    except (OSError, KeyError, TypeError, ValueError, AttributeError, zipfile.BadZipFile) as problem:
        raise ModelProblem("the cost model cannot be read", hint=_HINT, where=where) from problem
    if not isinstance(content, dict):
        raise ModelProblem("the cost model is damaged", hint=_HINT, where=where)
    return content


def _read_only(values: Any) -> NDArray[np.float64]:
    array = np.array(values, dtype=np.float64)
    array.flags.writeable = False
    return array
