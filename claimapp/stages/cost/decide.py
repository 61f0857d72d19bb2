"""Repair or write off: what the figures suggest, only where the claim gives what it takes."""

from __future__ import annotations

import math
from decimal import Decimal

from claimapp.domain.estimate import Decision, Outcome
from claimapp.domain.money import Money
from claimapp.stages.cost.predict import Prediction

__all__ = ["decide", "share_over"]

_RATIO_STEP = Decimal("0.0001")
_PROBABILITY_STEP = Decimal("0.01")
_LEVELS = (0.05, 0.50, 0.95)


def decide(
    total: Money,
    prediction: Prediction | None,
    retail_value: Money | None,
    write_off_ratio: Decimal | None,
    *,
    airbags_out: bool = False,
) -> Decision | None:
    """Compare the total with the retail value; both include VAT.

    None without a retail value or without a prediction (no line). Without a write-off ratio
    the outcome is always `refer`: a threshold is never assumed (SAIA's code of 60 to 70 %
    fixes no exact figure). With one: `repair` where the whole range lies at or below the
    threshold, `uneconomical` where it lies above, else `refer`. Where the range was not
    learned it is too narrow to decide on: always `refer`, and no `probability_over`. Where airbags have
    gone off (`airbags_out`), what they cost is in no figure: `refer` without a probability, unless it is `uneconomical`
    already.
    """
    if retail_value is None or retail_value.cents <= 0 or prediction is None:
        return None
    ratio = (Decimal(total.cents) / Decimal(retail_value.cents)).quantize(_RATIO_STEP)
    learned = prediction.features is not None
    if write_off_ratio is None or not learned:
        return Decision(Outcome.REFER, ratio)
    threshold = retail_value.times(write_off_ratio)
    predicted = prediction.range
    if predicted.p05 > threshold:
        outcome = Outcome.UNECONOMICAL
    elif airbags_out:
        return Decision(Outcome.REFER, ratio)
    elif predicted.p95 <= threshold:
        outcome = Outcome.REPAIR
    else:
        outcome = Outcome.REFER
    return Decision(outcome, ratio, share_over(threshold, prediction))


def share_over(threshold: Money, prediction: Prediction) -> Decimal:
    """Return the probability that the final cost exceeds `threshold`, to 0.01.

    Straight between the three quantiles on a logarithmic scale of money; the quantiles say
    nothing beyond their ends, so 0.95 means "at least" and 0.05 "at most".
    """
    predicted = prediction.range
    knots = [predicted.p05, predicted.p50, predicted.p95]
    if threshold <= knots[0]:
        below = _LEVELS[0]
    elif threshold >= knots[2]:
        below = _LEVELS[2]
    else:
        upper = 1 if threshold < knots[1] else 2
        low, high = (math.log(max(knot.cents, 1)) for knot in knots[upper - 1 : upper + 1])
        along = (math.log(threshold.cents) - low) / (high - low)
        below = _LEVELS[upper - 1] + along * (_LEVELS[upper] - _LEVELS[upper - 1])
    return Decimal(1 - below).quantize(_PROBABILITY_STEP)
