"""Boosted regression trees as plain arrays: what scikit-learn fitted, run without scikit-learn.

Loading scikit-learn to read one small model costs seconds of every start, and a stored
estimator is bound to one version of it. Trees are a handful of arrays and a loop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from claimapp.errors import BadValue

__all__ = ["LEAF", "BoostedTrees"]

LEAF = -1
"""`feature` of a node that ends its tree."""


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """M nodes of T trees: the answer is `baseline` plus the value of the leaf reached in each tree.

    `roots` (T,) int64 into the nodes; `feature` (M,) int64, LEAF at a leaf; `threshold`
    (M,) float64: a row goes `left` (M,) where its feature is at most that, else `right`
    (M,); `value` (M,) float64 counts at leaves. A child always comes after its parent.

    Raises:
        BadValue: if the arrays do not fit together.
    """

    baseline: float
    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]

    def __post_init__(self) -> None:
        nodes = len(self.feature)
        if any(len(column) != nodes for column in (self.threshold, self.left, self.right, self.value)):
            raise BadValue("the trees' columns are of different lengths")
        inner = np.flatnonzero(self.feature != LEAF)
        children = np.concatenate([self.left[inner], self.right[inner]])
        # Children after parents: every walk ends.
        if np.any(children <= np.tile(inner, 2)) or np.any(children >= nodes):
            raise BadValue("a tree's branch leads nowhere")
        if np.any(self.roots < 0) or np.any(self.roots >= nodes):
            raise BadValue("a tree's root is not among the nodes")

    @classmethod
    def from_arrays(cls, content: Mapping[str, NDArray[np.generic]], prefix: str) -> BoostedTrees:
        """Make trees of the arrays called `prefix`_roots and so on.

        Raises:
            KeyError: if one is missing.
            BadValue: if they do not fit together.
        """

        def column(name: str) -> NDArray[np.generic]:
            return content[f"{prefix}_{name}"]

        return cls(
            baseline=float(column("baseline").astype(np.float64)),
            roots=column("roots").astype(np.int64),
            feature=column("feature").astype(np.int64),
            threshold=column("threshold").astype(np.float64),
            left=column("left").astype(np.int64),
            right=column("right").astype(np.int64),
            value=column("value").astype(np.float64),
        )

    def arrays(self, prefix: str) -> dict[str, NDArray[np.generic]]:
        """Return the arrays that `from_arrays` takes."""
        return {f"{prefix}_{field.name}": np.asarray(getattr(self, field.name)) for field in fields(self)}

    def predict(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the answer for each row of (N, F), (N,) float64."""
        answer = np.full(len(rows), self.baseline)
        index = np.arange(len(rows))
        for root in self.roots:
            node = np.full(len(rows), root)
            while np.any(inner := self.feature[node] != LEAF):
                goes_left = rows[index, self.feature[node]] <= self.threshold[node]
                node = np.where(inner, np.where(goes_left, self.left[node], self.right[node]), node)
            answer += self.value[node]
        return answer
