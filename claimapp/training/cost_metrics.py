"""How good predicted costs are, in rand: pinball, coverage, error, bias."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["cost_metrics", "pinball"]

_BANDS = 5
_TOP_SHARE = 0.9


def pinball(actual: NDArray[np.float64], predicted: NDArray[np.float64], level: float) -> float:
    """Mean pinball loss of one quantile, in the unit of the arrays; no row gives nan."""
    over = actual - predicted
    return float(np.mean(np.maximum(level * over, (level - 1) * over))) if len(actual) else float("nan")


def cost_metrics(actual: NDArray[np.float64], quantiles: Mapping[float, NDArray[np.float64]]) -> dict[str, Any]:
    """Compare actual amounts (N,), above zero, with predicted quantiles by level; 0.05, 0.5, 0.95 must be there.

    Bands are fifths by predicted middle, `top_decile` the tenth with the highest: a person
    knows the prediction, not the outcome. `bias` is the mean of predicted over actual less
    1; shares are 0 to 1, the rest is in the arrays' unit.
    """
    low, middle, high = quantiles[0.05], quantiles[0.5], quantiles[0.95]
    inside = (actual >= low) & (actual <= high)
    error = np.abs(middle - actual)
    edges = np.quantile(middle, np.linspace(0, 1, _BANDS + 1)[1:-1])
    band = np.searchsorted(edges, middle, side="right")
    return {
        "pinball": {f"p{round(level * 100):02d}": pinball(actual, each, level) for level, each in quantiles.items()},
        "coverage_90": _mean(inside),
        "coverage_90_top_decile": _mean(inside[middle >= np.quantile(middle, _TOP_SHARE)]),
        "coverage_by_band": [_mean(inside[band == number]) for number in range(_BANDS)],
        "width_ratio": float(np.median(high / low)),
        "mae": _mean(error),
        "mape": _mean(error / actual),
        "bias": _mean(middle / actual - 1.0),
    }


def _mean(values: NDArray[Any]) -> float | None:
    """Return the mean, None where a band holds no row."""
    return float(np.mean(values)) if len(values) else None
