from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.line import RepairLine
from claimapp.domain.message import MessageCode
from claimapp.domain.money import Money
from claimapp.stages.cost.explain import explain
from claimapp.stages.cost.features import FEATURES
from claimapp.stages.cost.predict import predict

_Make = Callable[..., RepairLine]


@settings(max_examples=40, deadline=None)
@given(
    quantiles=st.tuples(*[st.floats(-0.5, 0.5)] * 3),
    weights=st.dictionaries(st.sampled_from(FEATURES), st.floats(-0.1, 0.1), max_size=5),
    cents=st.integers(1, 10**8),
)
def test_steps_add_up_to_the_predicted_figure_exactly(
    quantiles: tuple[float, float, float], weights: dict[str, float], cents: int, line: _Make, fixed_ratio: Any
) -> None:
    model = fixed_ratio(quantiles, weights)
    prediction = predict([line("2500", hours=("2", "1", "3"))], Money(cents), model)
    assert prediction is not None
    steps = explain(Money(cents), prediction, model)
    assert steps[0].amount == Money(cents)
    assert Money.total(step.amount for step in steps) == prediction.range.p50


def test_feature_that_moves_the_figure_is_named_alone(line: _Make, fixed_ratio: Any) -> None:
    model = fixed_ratio((-1.0, 0.0, 1.0), {"paint_h": 0.01})
    total = Money.rand(1000)
    prediction = predict([line("1000", hours=("0", "0", "3"))], total, model)
    assert [step.what.code for step in explain(total, prediction, model)] == [
        MessageCode.SCHEDULE_TOTAL,
        MessageCode.USUAL_DIFFERENCE_SIMULATED,
        MessageCode.LABOUR_HOURS,
    ]


def test_schedule_alone_explains_itself(line: _Make) -> None:
    total = Money.rand(1150)
    (step,) = explain(total, predict([line("1000")], total, None), None)
    assert step.amount == total


def test_nothing_predicted_has_no_steps() -> None:
    assert explain(Money(), None, None) == ()
