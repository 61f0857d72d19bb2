"""The predicted final cost: the schedule's total moved by a learned ratio, with its range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.estimate import Range, RangeKind
from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money
from claimapp.errors import ModelProblem
from claimapp.runtime.cost_model import RatioModel
from claimapp.stages.cost.features import FEATURES, schedule_features

__all__ = ["Prediction", "TableRange", "ordered_quantiles", "predict", "times_ratio"]

_RATIO_STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class TableRange:
    """The schedule's total, VAT included, at every low and every high figure of the tables."""

    low: Money
    high: Money


@dataclass(frozen=True, slots=True)
class Prediction:
    """What is shown, and whether a model gave it: `features` (F,) is None where none did."""

    range: Range
    features: NDArray[np.float64] | None


def predict(
    lines: Sequence[RepairLine], total: Money, model: RatioModel | None, table_range: TableRange | None = None
) -> Prediction | None:
    """Predict the final cost, VAT included, from the lines and their `total`.

    With a model, each quantile is total x exp(log ratio), crossed quantiles put in order.
    Without one, or where the schedule lies outside what the model was trained on, the
    schedule itself is the middle of a range of kind NONE. Its ends are then the tables' low
    and high, which say at least what the tables leave open; where that is not known, all
    three are equal. No line, or a total of zero or below, gives None.

    Raises:
        ModelProblem: if the model was trained on other features than these.
    """
    if not lines or total.cents <= 0:
        return None
    features = schedule_features(lines)
    if model is None or not _knows(model, features):
        return Prediction(_of_tables(total, table_range), None)
    low, middle, high = ordered_quantiles(model, features[np.newaxis, :])[0]
    p05, p50, p95 = (times_ratio(total, ratio) for ratio in (low, middle, high))
    return Prediction(Range(model.kind, p05, p50, p95, model.name, model.rows, model.covered), features)


def ordered_quantiles(model: RatioModel, features: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the model's log ratio quantiles, (N, 3), each row sorted so that none cross.

    Sorting never widens the pinball loss (Chernozhukov et al. 2010, rearrangement).
    """
    return np.sort(model.log_ratio_quantiles(features), axis=1)


def times_ratio(total: Money, log_ratio: float) -> Money:
    """Return total x exp(log ratio), the ratio taken to six places so that the cents are reproducible."""
    return total.times(Decimal(math.exp(log_ratio)).quantize(_RATIO_STEP))


def _knows(model: RatioModel, features: NDArray[np.float64]) -> bool:
    if model.features != FEATURES:
        raise ModelProblem(
            "the cost model was trained on other features than this program computes",
            hint="install models and program of one version, or run `claimapp train cost`",
            where=f"model {model.name}",
        )
    return bool(model.knows(features[np.newaxis, :])[0])


def _of_tables(total: Money, table_range: TableRange | None) -> Range:
    if table_range is None:
        return Range(RangeKind.NONE, total, total, total)
    return Range(RangeKind.NONE, min(table_range.low, total), total, max(table_range.high, total))
