"""A fitted scikit-learn HistGradientBoostingRegressor -> the plain arrays that the program runs."""

from __future__ import annotations

from typing import Any

import numpy as np

from claimapp.runtime.boosted_trees import LEAF, BoostedTrees

__all__ = ["flattened"]


def flattened(regressor: Any) -> BoostedTrees:
    """Copy the nodes of a fitted regressor with numeric features and one output.

    Both names with an underscore are scikit-learn's own and may move in a later version:
    the test beside holds every prediction against scikit-learn's.
    """
    trees = [predictors[0].nodes for predictors in regressor._predictors]
    starts = np.cumsum([0, *(len(nodes) for nodes in trees)])[:-1].astype(np.int64)
    nodes = np.concatenate(trees)
    offset = np.repeat(starts, [len(tree) for tree in trees])
    is_leaf = nodes["is_leaf"].astype(bool)
    return BoostedTrees(
        baseline=float(np.ravel(regressor._baseline_prediction)[0]),
        roots=starts,
        feature=np.where(is_leaf, LEAF, nodes["feature_idx"]).astype(np.int64),
        threshold=np.where(is_leaf, 0.0, nodes["num_threshold"]).astype(np.float64),
        left=np.where(is_leaf, 0, nodes["left"] + offset).astype(np.int64),
        right=np.where(is_leaf, 0, nodes["right"] + offset).astype(np.int64),
        value=nodes["value"].astype(np.float64),
    )
