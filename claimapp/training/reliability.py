"""How often findings of a confidence are right: the curve that makes confidences into probabilities, and its error."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from claimapp.runtime.manifest import logit

__all__ = ["calibration_error", "error_by_chance", "fit_calibration"]

_ROUNDS = 50
_FEWEST = 20  # findings, right and wrong each: fewer tell no curve
_STEADY = 1e-3  # of a pull towards no slope: keeps the curve finite where the two parts do not overlap
_BINS = 10

Pairs = Sequence[tuple[float, bool]]


def fit_calibration(pairs: Pairs) -> tuple[float, float] | None:
    """Fit slope and offset of Platt's curve: probability = 1 / (1 + exp(-(slope * logit(confidence) + offset))).

    `pairs` are confidence, 0 to 1, and whether the finding was right. None where there are
    too few of one of them, or where surer findings are not more often right.
    Source: J. Platt, Probabilistic outputs for support vector machines, 1999.
    """
    right = np.array([hit for _, hit in pairs], dtype=np.float64)
    if min(right.sum(), (1 - right).sum()) < _FEWEST:
        return None
    inputs = np.stack([[logit(confidence) for confidence, _ in pairs], np.ones(len(pairs))], axis=1)
    fitted: NDArray[np.float64] = np.zeros(2)
    for _ in range(_ROUNDS):  # Newton's method
        told = 1 / (1 + np.exp(-inputs @ fitted))
        slope_of_loss = inputs.T @ (told - right) + _STEADY * fitted
        curvature = (inputs * (told * (1 - told))[:, None]).T @ inputs + _STEADY * np.eye(2)
        fitted = fitted - np.linalg.solve(curvature, slope_of_loss)
    slope, offset = (round(float(value), 4) for value in fitted)
    return (slope, offset) if slope > 0 else None


def calibration_error(pairs: Pairs) -> float | None:
    """Expected calibration error over ten equal bins: 0 is best; None without findings.

    `pairs` are probability, 0 to 1, and whether the finding was right.
    Source: Naeini, Cooper, Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, 2015.
    """
    if not pairs:
        return None
    told, right = (np.array(column, dtype=np.float64) for column in zip(*pairs, strict=True))
    bins = _bins(told)
    apart = [abs(float((told - right)[bins == number].sum())) for number in range(_BINS)]
    return sum(apart) / len(pairs)


def error_by_chance(pairs: Pairs) -> float | None:
    """Calibration error to expect of so few findings though every probability were exact; None without findings.

    In each bin right findings then differ from the sum of the probabilities by a spread of sqrt(sum of p (1 - p)),
    taken as normal, whose mean distance is sqrt(2 / pi) of it. An error near this says nothing against a model.
    """
    if not pairs:
        return None
    told = np.array([probability for probability, _ in pairs], dtype=np.float64)
    spread = np.bincount(_bins(told), weights=told * (1 - told), minlength=_BINS)
    return float(np.sqrt(spread * 2 / np.pi).sum()) / len(pairs)


def _bins(told: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.minimum((told * _BINS).astype(np.int64), _BINS - 1)
