"""How often findings of a confidence are right."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.training.reliability import calibration_error, error_by_chance, fit_calibration


def _curve(slope: float, offset: float, confidence: float) -> float:
    return 1 / (1 + math.exp(-(slope * math.log(confidence / (1 - confidence)) + offset)))


@pytest.mark.parametrize(("slope", "offset"), [(1.0, 0.0), (0.5, 1.0), (2.0, 3.0)])
def test_the_curve_that_made_the_findings_is_found_again(slope: float, offset: float) -> None:
    drawn = np.random.default_rng(3)
    confidences = drawn.uniform(0.05, 0.9, 20_000)
    pairs = [(float(c), bool(drawn.random() < _curve(slope, offset, float(c)))) for c in confidences]
    assert fit_calibration(pairs) == pytest.approx((slope, offset), abs=0.12)


def test_few_findings_tell_no_curve() -> None:
    assert fit_calibration([]) is None
    assert fit_calibration([(0.9, True)] * 100 + [(0.1, False)] * 19) is None


def test_where_surer_findings_are_not_more_often_right_there_is_no_curve() -> None:
    assert fit_calibration([(0.1, True)] * 50 + [(0.9, False)] * 50) is None


_shares = st.lists(st.floats(0, 1), min_size=20, max_size=25)


@given(_shares, _shares)
def test_the_curve_is_finite_and_rises(right: list[float], wrong: list[float]) -> None:
    fitted = fit_calibration([(share, True) for share in right] + [(share, False) for share in wrong])
    if np.mean(right) > np.mean(wrong) + 0.3:
        assert fitted is not None
    if fitted is not None:
        assert all(math.isfinite(value) for value in fitted)
        assert fitted[0] > 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_the_error_is_a_share(pairs: list[tuple[float, bool]]) -> None:
    error = calibration_error(pairs)
    assert error is not None
    assert 0 <= error <= 1


def test_the_error_is_the_distance_from_how_often_findings_are_right() -> None:
    assert calibration_error([]) is None
    assert calibration_error([(0.25, True), (0.25, False), (0.25, False), (0.25, False)]) == pytest.approx(0)
    assert calibration_error([(0.9, False), (0.9, True)]) == pytest.approx(0.4)
    # Three bins of one finding each: off by 0.1, 0.6 and 0.
    assert calibration_error([(0.1, False), (0.4, True), (1.0, True)]) == pytest.approx(0.7 / 3)


def test_the_error_by_chance_is_that_of_exact_probabilities() -> None:
    random = np.random.default_rng(0)
    told = random.uniform(0.05, 0.95, 400)
    errors = [
        calibration_error([(float(each), bool(hit)) for each, hit in zip(told, random.random(400) < told, strict=True)])
        for _ in range(300)
    ]
    expected = error_by_chance([(float(each), True) for each in told])
    assert expected == pytest.approx(np.mean([error for error in errors if error is not None]), rel=0.05)


def test_where_nothing_is_left_to_chance_there_is_no_error_by_chance() -> None:
    assert error_by_chance([]) is None
    assert error_by_chance([(1.0, True), (0.0, True)]) == 0
