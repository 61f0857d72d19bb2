"""Conformalized quantile regression: how far the ends of a range must move to hold (Romano et al. 2019)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from claimapp.errors import UsageProblem

__all__ = ["conformal_shift", "tail_shifts"]


def conformal_shift(misses: NDArray[np.float64], level: float) -> float:
    """Return the order statistic number ceil((n + 1) x level) of n misses (signed distances outside).

    With exchangeable rows, a new miss lies at or below it with probability `level` at least.

    Raises:
        UsageProblem: if n is so small that no finite shift holds the level.
    """
    count = len(misses)
    rank = math.ceil((count + 1) * level - 1e-9)
    if rank > count:
        raise UsageProblem(f"{count} calibration rows are too few for a level of {level:.0%}", hint="give more rows")
    return float(np.sort(misses)[rank - 1])


def tail_shifts(
    actual: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64], *, tail: float = 0.05
) -> tuple[float, float]:
    """Return the outward shifts of the low and the high end, each holding 1 - `tail` by itself.

    Two separate tails keep a skewed range skewed; together they hold 1 - 2 x `tail`. A
    negative shift narrows the range.

    Raises:
        UsageProblem: if there are too few rows.
    """
    return conformal_shift(low - actual, 1 - tail), conformal_shift(actual - high, 1 - tail)
