from __future__ import annotations

import numpy as np
import pytest

from claimapp.training.cost_metrics import cost_metrics, pinball


def test_pinball_punishes_the_side_that_its_level_says() -> None:
    actual = np.array([10.0])
    assert pinball(actual, np.array([8.0]), 0.95) == pytest.approx(1.9)
    assert pinball(actual, np.array([12.0]), 0.95) == pytest.approx(0.1)
    assert np.isnan(pinball(np.array([]), np.array([]), 0.5))


def test_metrics_of_a_small_case_by_hand() -> None:
    actual = np.array([100.0, 200.0, 300.0, 400.0, 500.0])
    middle = np.array([110.0, 200.0, 300.0, 400.0, 1000.0])
    found = cost_metrics(actual, {0.05: middle * 0.9, 0.5: middle, 0.95: middle * 1.1})
    assert found["coverage_90"] == pytest.approx(0.8)  # the last lies below its range
    assert found["coverage_by_band"] == [1.0, 1.0, 1.0, 1.0, 0.0]
    assert found["coverage_90_top_decile"] == 0.0
    assert found["mae"] == pytest.approx(102.0)
    assert found["mape"] == pytest.approx((0.1 + 1.0) / 5)
    assert found["bias"] == pytest.approx((0.1 + 1.0) / 5)
    assert set(found["pinball"]) == {"p05", "p50", "p95"}


def test_other_levels_are_reported_too() -> None:
    actual = np.array([1.0, 2.0])
    assert "p10" in cost_metrics(actual, dict.fromkeys((0.05, 0.1, 0.5, 0.95), actual))["pinball"]
