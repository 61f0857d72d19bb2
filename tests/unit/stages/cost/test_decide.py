from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from claimapp.domain.estimate import Outcome, Range, RangeKind
from claimapp.domain.money import Money
from claimapp.stages.cost.decide import decide, share_over
from claimapp.stages.cost.predict import Prediction

_VALUE = Money.rand(100_000)
_LIMIT = Decimal("0.70")


def _prediction(p05: int, p50: int, p95: int, *, learned: bool = True) -> Prediction:
    kind = RangeKind.SIMULATED if learned else RangeKind.NONE
    found = Range(kind, Money.rand(p05), Money.rand(p50), Money.rand(p95), "m")
    return Prediction(found, np.zeros(1) if learned else None)


@pytest.mark.parametrize(
    ("ends", "outcome"),
    [
        ((30_000, 40_000, 60_000), Outcome.REPAIR),
        ((30_000, 40_000, 70_000), Outcome.REPAIR),  # at the threshold is not over it
        ((50_000, 65_000, 90_000), Outcome.REFER),
        ((70_000, 80_000, 90_000), Outcome.REFER),  # its low end is not over the threshold
        ((71_000, 80_000, 90_000), Outcome.UNECONOMICAL),
    ],
)
def test_outcome_follows_the_whole_range(ends: tuple[int, int, int], outcome: Outcome) -> None:
    found = decide(Money.rand(ends[1]), _prediction(*ends), _VALUE, _LIMIT)
    assert found is not None
    assert (found.outcome, found.ratio) == (outcome, Decimal(ends[1]) / 100_000)


def test_without_a_threshold_it_is_always_referred() -> None:
    found = decide(Money.rand(95_000), _prediction(90_000, 95_000, 99_000), _VALUE, None)
    assert found is not None
    assert (found.outcome, found.ratio, found.probability_over) == (Outcome.REFER, Decimal("0.9500"), None)


@pytest.mark.parametrize("value", [None, Money()])
def test_without_a_value_nothing_is_decided(value: Money | None) -> None:
    assert decide(Money.rand(95_000), _prediction(1, 2, 3), value, _LIMIT) is None


def test_without_lines_nothing_is_decided() -> None:
    assert decide(Money(), None, _VALUE, _LIMIT) is None


def test_range_that_was_not_learned_decides_nothing() -> None:
    found = decide(Money.rand(40_000), _prediction(39_000, 40_000, 41_000, learned=False), _VALUE, _LIMIT)
    assert found is not None
    assert (found.outcome, found.probability_over) == (Outcome.REFER, None)


@pytest.mark.parametrize(
    ("ends", "outcome", "has_probability"),
    [
        ((30_000, 40_000, 60_000), Outcome.REFER, False),
        ((50_000, 65_000, 90_000), Outcome.REFER, False),
        ((71_000, 80_000, 90_000), Outcome.UNECONOMICAL, True),
    ],
)
def test_airbags_that_no_figure_holds_leave_it_open(
    ends: tuple[int, int, int], outcome: Outcome, has_probability: bool
) -> None:
    found = decide(Money.rand(ends[1]), _prediction(*ends), _VALUE, _LIMIT, airbags_out=True)
    assert found is not None
    assert (found.outcome, found.probability_over is not None) == (outcome, has_probability)


def test_probability_comes_with_a_learned_range() -> None:
    found = decide(Money.rand(70_000), _prediction(50_000, 70_000, 90_000), _VALUE, _LIMIT)
    assert found is not None
    assert found.probability_over == Decimal("0.50")


@pytest.mark.parametrize(("threshold", "over"), [(1, "0.95"), (50, "0.95"), (70, "0.50"), (90, "0.05"), (500, "0.05")])
def test_probability_meets_the_quantiles_and_claims_no_more(threshold: int, over: str) -> None:
    assert share_over(Money.rand(threshold), _prediction(50, 70, 90)) == Decimal(over)


def test_probability_falls_as_the_threshold_rises() -> None:
    found = [share_over(Money.rand(threshold), _prediction(50, 70, 90)) for threshold in range(45, 100, 5)]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) > 5


def test_range_without_width_is_decided_without_dividing_by_zero() -> None:
    assert share_over(Money.rand(70), _prediction(70, 70, 70)) == Decimal("0.95")


@pytest.mark.parametrize(
    ("threshold", "over"),
    [
        (60, "0.71"),  # 1 - (0.05 + 0.45 x ln(60/50) / ln(70/50))
        (80, "0.26"),  # 1 - (0.50 + 0.45 x ln(80/70) / ln(90/70))
    ],
)
def test_probability_lies_straight_between_the_quantiles_on_a_logarithmic_scale(threshold: int, over: str) -> None:
    assert share_over(Money.rand(threshold), _prediction(50, 70, 90)) == Decimal(over)


def test_a_range_from_nothing_counts_as_from_one_cent() -> None:
    # 1 - (0.05 + 0.45 x ln(100) / ln(1000)), in cents
    found = Prediction(Range(RangeKind.SIMULATED, Money(), Money(1000), Money(2000)), np.zeros(1))
    assert share_over(Money(100), found) == Decimal("0.65")


def test_the_ratio_is_told_to_four_places_also_of_a_value_of_one_cent() -> None:
    found = decide(Money.rand(40_000), _prediction(1, 2, 3), Money.rand(90_000), None)
    assert found is not None
    assert str(found.ratio) == "0.4444"
    small = decide(Money(2), _prediction(1, 2, 3), Money(1), None)
    assert small is not None
    assert small.ratio == 2
