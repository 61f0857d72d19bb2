from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from claimapp.errors import BadValue
from claimapp.runtime.boosted_trees import LEAF, BoostedTrees


def stump(**changes: object) -> BoostedTrees:
    """One tree: feature 0 at most 5 gives 1, else 2; on top of a baseline of 10."""
    columns: dict[str, object] = {
        "baseline": 10.0,
        "roots": np.array([0]),
        "feature": np.array([0, LEAF, LEAF]),
        "threshold": np.array([5.0, 0.0, 0.0]),
        "left": np.array([1, 0, 0]),
        "right": np.array([2, 0, 0]),
        "value": np.array([0.0, 1.0, 2.0]),
    }
    return BoostedTrees(**(columns | changes))  # type: ignore[arg-type]


def test_a_row_at_the_threshold_goes_left() -> None:
    assert stump().predict(np.array([[4.0], [5.0], [5.1]])).tolist() == [11.0, 11.0, 12.0]


def test_trees_are_added_up_and_no_rows_give_no_answers() -> None:
    assert stump(roots=np.array([0, 0, 0])).predict(np.array([[9.0]])).tolist() == [16.0]
    assert stump().predict(np.empty((0, 1))).tolist() == []


def test_arrays_round_trip() -> None:
    again = BoostedTrees.from_arrays(stump().arrays("p50"), "p50")
    for field in fields(BoostedTrees):
        np.testing.assert_array_equal(getattr(again, field.name), getattr(stump(), field.name))


@pytest.mark.parametrize(
    "changes",
    [
        {"value": np.array([0.0])},  # columns of different lengths
        {"left": np.array([0, 0, 0])},  # a branch back to its parent: a walk without end
        {"right": np.array([3, 0, 0])},  # a branch to a node that is not there
        {"roots": np.array([3])},
    ],
)
def test_trees_that_do_not_fit_together_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(BadValue):
        stump(**changes)


def test_a_missing_array_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        BoostedTrees.from_arrays({}, "p50")
