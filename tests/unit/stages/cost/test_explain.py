from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.estimate import RangeKind
from claimapp.domain.line import Operation, RepairLine
from claimapp.domain.message import MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import PartName
from claimapp.stages.cost.explain import explain
from claimapp.stages.cost.features import FEATURES
from claimapp.stages.cost.predict import predict

_Make = Callable[..., RepairLine]


@settings(max_examples=40)
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


@pytest.mark.parametrize(
    ("feature", "step"),
    [
        ("log_subtotal", MessageCode.SIZE_OF_JOB),
        ("panel_h", MessageCode.LABOUR_HOURS),
        ("strip_h", MessageCode.LABOUR_HOURS),
        ("parts_share", MessageCode.SHARE_OF_MATERIAL),
        ("material_share", MessageCode.SHARE_OF_MATERIAL),
        ("repaired", MessageCode.NUMBER_OF_PARTS),
        ("painted", MessageCode.NUMBER_OF_PARTS),
        ("glass_and_lamps", MessageCode.NUMBER_OF_PARTS),
        ("bumpers_replaced", MessageCode.BUMPER_REPLACED),
    ],
)
def test_each_feature_moves_the_step_of_its_group_and_no_other(
    line: _Make, fixed_ratio: Any, feature: str, step: MessageCode
) -> None:
    model = fixed_ratio((-9.0, 0.0, 9.0), {feature: 0.1})
    total = Money.rand(1000)
    # Every feature is another than the typical 1.
    lines = [
        line("500", part=part, operation=operation, hours=("2", "3", "4"), parts="100", paint_material="100")
        for part in (PartName.BONNET, PartName.ROOF)
        for operation in (Operation.REPAIR, Operation.REFINISH)
    ]
    moved = explain(total, predict(lines, total, model), model)[2:]
    assert [each.what.code for each in moved] == [step]


def test_steps_are_the_change_of_the_middle_figure_that_each_makes(line: _Make, fixed_ratio: Any) -> None:
    model = fixed_ratio((-9.0, 0.0, 9.0), {"panel_h": 0.1}, kind=RangeKind.LEARNED)
    total = Money.rand(1000)
    steps = explain(total, predict([line("1000", hours=("3", "0", "0"))], total, model), model)
    # exp(0.1) for a typical job of 1 h, exp(0.3) for this one of 3 h
    assert [(step.what.code, str(step.amount)) for step in steps] == [
        (MessageCode.SCHEDULE_TOTAL, "1000.00"),
        (MessageCode.USUAL_DIFFERENCE_SETTLED, "105.17"),
        (MessageCode.LABOUR_HOURS, "244.69"),
    ]


def test_a_schedule_that_the_model_does_not_know_explains_itself(line: _Make, fixed_ratio: Any) -> None:
    model, total = fixed_ratio(known=False), Money.rand(1150)
    (step,) = explain(total, predict([line("1000")], total, model), model)
    assert (step.what.code, step.amount) == (MessageCode.SCHEDULE_TOTAL, total)
