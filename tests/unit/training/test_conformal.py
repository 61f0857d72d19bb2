from __future__ import annotations

import numpy as np
import pytest

from claimapp.errors import UsageProblem
from claimapp.training.conformal import conformal_shift, tail_shifts


@pytest.mark.parametrize(
    ("count", "level", "rank"),
    [
        (19, 0.90, 18),  # ceil(20 x 0.9)
        (19, 0.95, 19),  # ceil(20 x 0.95): no rounding error may make it 20
        (99, 0.95, 95),
        (100, 0.95, 96),  # ceil(95.95): plain 95 % of 100 would be one too low
        (9, 0.90, 9),
    ],
)
def test_shift_is_the_finite_sample_order_statistic(count: int, level: float, rank: int) -> None:
    misses = np.random.default_rng(0).permutation(np.arange(1.0, count + 1))
    assert conformal_shift(misses, level) == rank


def test_too_few_rows_give_no_finite_shift() -> None:
    with pytest.raises(UsageProblem, match="8 calibration rows are too few"):
        conformal_shift(np.zeros(8), 0.90)


def test_calibrated_range_holds_new_rows_as_often_as_promised() -> None:
    rng = np.random.default_rng(7)
    held = []
    for _ in range(200):
        actual = rng.gamma(2.0, 1.0, size=100)  # skewed; the raw range below is far too narrow
        low, high = np.full(99, 1.5), np.full(99, 2.0)
        down, up = tail_shifts(actual[:99], low, high)
        held.append(1.5 - down <= actual[99] <= 2.0 + up)
    # exact expectation 90 %; 200 draws have a standard error of 2.1 points
    assert 0.84 <= np.mean(held) <= 0.96


def test_range_that_is_too_wide_is_narrowed() -> None:
    actual = np.linspace(-1, 1, 99)
    down, up = tail_shifts(actual, np.full(99, -5.0), np.full(99, 5.0))
    assert down < 0
    assert up < 0
