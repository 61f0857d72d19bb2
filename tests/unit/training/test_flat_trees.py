from __future__ import annotations

import numpy as np
import pytest

from claimapp.training.flat_trees import flattened


@pytest.mark.parametrize("quantile", [0.05, 0.5, 0.95])
def test_every_prediction_is_scikit_learns_own(quantile: float) -> None:
    from sklearn.ensemble import HistGradientBoostingRegressor

    rng = np.random.default_rng(3)
    known = rng.normal(size=(400, 3))
    target = known[:, 0] * 2 + rng.normal(size=400)
    fitted = HistGradientBoostingRegressor(
        loss="quantile", quantile=quantile, max_iter=20, monotonic_cst=[1, 0, 0], min_samples_leaf=5
    ).fit(known, target)
    rows = np.concatenate([known, rng.normal(scale=5, size=(200, 3))])
    np.testing.assert_allclose(flattened(fitted).predict(rows), fitted.predict(rows), rtol=0, atol=1e-12)


def test_trees_without_a_split_give_one_answer_for_all() -> None:
    from sklearn.ensemble import HistGradientBoostingRegressor

    fitted = HistGradientBoostingRegressor(max_iter=2).fit(np.zeros((30, 1)), np.full(30, 7.0))
    assert flattened(fitted).predict(np.array([[0.0], [9.0]])).tolist() == [7.0, 7.0]
