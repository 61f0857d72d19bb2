"""Why the predicted figure is not the schedule's total: steps that add up to the cent."""

from __future__ import annotations

import numpy as np

from claimapp.domain.estimate import Explanation, RangeKind
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.money import Money
from claimapp.runtime.cost_model import RatioModel
from claimapp.stages.cost.features import FEATURE_GROUPS, FEATURES
from claimapp.stages.cost.predict import Prediction, ordered_quantiles, times_ratio

__all__ = ["explain"]

_USUAL = {
    RangeKind.SIMULATED: MessageCode.USUAL_DIFFERENCE_SIMULATED,
    RangeKind.LEARNED: MessageCode.USUAL_DIFFERENCE_SETTLED,
}


def explain(total: Money, prediction: Prediction | None, model: RatioModel | None) -> tuple[Explanation, ...]:
    """Return the steps whose amounts add up exactly to p50, the schedule's total being the first.

    The second step is what the model adds for a typical job; then one group of features
    after the other is set from typical to this job's values, and each step is the change of
    p50 that it makes. The order of groups is fixed (FEATURE_GROUPS); another order would
    share the same sum out differently. Steps of no cent are left out. Without a prediction
    there is no step; where the schedule itself is shown, it is the only one.
    """
    if prediction is None:
        return ()
    schedule = Explanation(Message.of(MessageCode.SCHEDULE_TOTAL), total)
    if model is None or prediction.features is None:
        return (schedule,)
    row = np.array(model.typical, dtype=np.float64)
    usual = _USUAL[model.kind]
    rows, names = [row.copy()], [usual]
    for what, group in FEATURE_GROUPS:
        for feature in group:
            row[FEATURES.index(feature)] = prediction.features[FEATURES.index(feature)]
        rows.append(row.copy())
        names.append(what)
    reached = [total] + [times_ratio(total, middle) for middle in ordered_quantiles(model, np.stack(rows))[:, 1]]
    steps = (
        Explanation(Message.of(what), after - before)
        for what, before, after in zip(names, reached, reached[1:], strict=False)
    )
    return (schedule, *(step for step in steps if step.amount.cents))
