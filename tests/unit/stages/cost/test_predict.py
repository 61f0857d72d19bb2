from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.estimate import RangeKind
from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money
from claimapp.errors import ModelProblem
from claimapp.stages.cost.predict import TableRange, predict, times_ratio

_Make = Callable[..., RepairLine]
_TOTAL = Money.rand(1150)


def test_quantiles_are_the_total_times_the_learned_ratios(line: _Make, fixed_ratio: Any) -> None:
    found = predict([line("1000")], _TOTAL, fixed_ratio())
    assert found is not None
    shown = found.range
    for amount, log_ratio in ((shown.p05, -0.2), (shown.p50, 0.1), (shown.p95, 0.5)):
        assert amount.cents == pytest.approx(115_000 * math.exp(log_ratio), abs=1)
    assert (shown.model, found.features is not None) == ("fixed 1", True)


@settings(max_examples=40)
@given(quantiles=st.tuples(*[st.floats(-1, 1)] * 3), cents=st.integers(1, 10**9))
def test_crossed_quantiles_are_put_in_order(
    quantiles: tuple[float, float, float], cents: int, line: _Make, fixed_ratio: Any
) -> None:
    found = predict([line("1000")], Money(cents), fixed_ratio(quantiles))
    assert found is not None
    assert found.range.p05 <= found.range.p50 <= found.range.p95
    assert found.range.p50 == times_ratio(Money(cents), sorted(quantiles)[1])


def test_without_a_model_the_schedule_is_shown_with_the_tables_ends(line: _Make) -> None:
    found = predict([line("1000")], _TOTAL, None, TableRange(Money.rand(1000), Money.rand(1400)))
    assert found is not None
    shown = found.range
    assert (shown.p05, shown.p50, shown.p95) == (Money.rand(1000), _TOTAL, Money.rand(1400))
    assert (shown.kind, shown.model) == (RangeKind.NONE, "")
    assert found.features is None


def test_without_model_and_ends_no_width_is_pretended(line: _Make) -> None:
    found = predict([line("1000")], _TOTAL, None)
    assert found is not None
    assert (found.range.p05, found.range.p95, found.range.kind) == (_TOTAL, _TOTAL, RangeKind.NONE)


def test_schedule_outside_training_falls_back_to_itself(line: _Make, fixed_ratio: Any) -> None:
    found = predict([line("1000")], _TOTAL, fixed_ratio(known=False))
    assert found is not None
    assert (found.range.p50, found.range.kind) == (_TOTAL, RangeKind.NONE)


def test_nothing_to_predict_gives_none(line: _Make, fixed_ratio: Any) -> None:
    assert predict([], Money(), fixed_ratio()) is None
    assert predict([line("-5")], Money.rand(-5), fixed_ratio()) is None
    assert predict([line("0")], Money(), fixed_ratio()) is None
    assert predict([], Money(1), fixed_ratio()) is None
    cent = predict([line("0.01")], Money(1), fixed_ratio())
    assert cent is not None
    assert cent.range.p50 == Money(1)


def test_model_of_other_features_is_refused(line: _Make, fixed_ratio: Any) -> None:
    with pytest.raises(ModelProblem, match="other features") as caught:
        predict([line("1000")], _TOTAL, fixed_ratio(features=("something",)))
    assert caught.value.where == "model fixed 1"
    assert "claimapp train cost" in caught.value.hint


def test_range_says_what_it_was_learned_on(line: _Make, fixed_ratio: Any) -> None:
    settled = fixed_ratio(kind=RangeKind.LEARNED, rows=1234, covered=Decimal("0.9"))
    found = predict([line("1000")], _TOTAL, settled)
    assert found is not None
    shown = found.range
    assert (shown.kind, shown.rows, shown.covered) == (RangeKind.LEARNED, 1234, Decimal("0.9"))


def test_a_total_beyond_the_tables_ends_widens_them(line: _Make) -> None:
    ends = TableRange(Money.rand(1000), Money.rand(1400))
    for total, low, high in ((900, 900, 1400), (1500, 1000, 1500)):
        found = predict([line("1")], Money.rand(total), None, ends)
        assert found is not None
        assert (found.range.p05, found.range.p95) == (Money.rand(low), Money.rand(high))


def test_ratio_is_taken_to_six_places() -> None:
    # exp(0.1) is 1.105170918...
    assert times_ratio(Money(10**9), 0.1) == Money(1_105_171_000)
