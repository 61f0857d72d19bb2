"""The confidence from which a finding is shown."""

from __future__ import annotations

import numpy as np
import pytest

from claimapp.training.average_precision import Judged
from claimapp.training.thresholds import threshold_of_best_f1


def _judged(right: list[bool], confidence: list[float], labels: int) -> Judged:
    count = len(right)
    return Judged(
        np.tile(np.array(right, dtype=bool).reshape(count, 1), (1, 10)),
        np.array(confidence, dtype=np.float32),
        np.zeros(count, dtype=np.int64),
        np.zeros(labels, dtype=np.int64),
    )


def test_the_cut_is_where_f1_is_best() -> None:
    chosen = threshold_of_best_f1(_judged([True, False, True, False], [0.9, 0.2, 0.6, 0.1], labels=2))
    assert chosen.confidence == pytest.approx(0.6)
    assert (chosen.f1, chosen.precision, chosen.recall) == (1.0, 1.0, 1.0)


def test_equal_confidences_are_cut_together() -> None:
    chosen = threshold_of_best_f1(_judged([True, False], [0.5, 0.5], labels=1))
    assert chosen.precision == pytest.approx(0.5)


@pytest.mark.parametrize("judged", [_judged([], [], 3), _judged([False], [0.4], 3), _judged([False], [0.4], 0)])
def test_without_a_right_prediction_nothing_is_chosen(judged: Judged) -> None:
    assert threshold_of_best_f1(judged).confidence == 1.0
    assert threshold_of_best_f1(judged).f1 == 0.0
