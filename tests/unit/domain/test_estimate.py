"""estimate.py: words of the contract, and a sample whose sums are right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claimapp.domain.estimate import Decision, Outcome, Range, RangeKind
from claimapp.domain.money import Money
from claimapp.errors import BadValue
from tests.data.assessments import sample_assessment


def test_kinds_of_range_and_outcomes_are_the_words_of_the_contract() -> None:
    assert [kind.value for kind in RangeKind] == ["learned", "simulated", "none"]
    assert [outcome.value for outcome in Outcome] == ["repair", "uneconomical", "refer"]


def test_a_decision_without_a_learned_range_gives_no_probability() -> None:
    assert Decision(Outcome.REFER, Decimal("0.2")).probability_over is None


def test_the_sample_estimate_adds_up_as_its_class_says() -> None:
    estimate = sample_assessment().estimate
    assert estimate.excess is not None
    assert estimate.subtotal == Money.total(line.amount for line in estimate.lines)
    assert estimate.vat == estimate.subtotal.times(Decimal("0.15"))
    assert estimate.total == estimate.subtotal + estimate.vat
    assert estimate.payable == estimate.total - estimate.excess


@pytest.mark.parametrize("kind", [RangeKind.SIMULATED, RangeKind.NONE])
def test_a_range_that_was_not_measured_on_settled_claims_covers_no_share(kind: RangeKind) -> None:
    with pytest.raises(BadValue, match="not measured"):
        Range(kind, Money(1), Money(2), Money(3), covered=Decimal("0.9"))


def test_a_range_out_of_order_is_no_range() -> None:
    with pytest.raises(BadValue, match="not in order"):
        Range(RangeKind.SIMULATED, Money(2), Money(1), Money(3))
    with pytest.raises(BadValue, match="not in order"):
        Range(RangeKind.SIMULATED, Money(1), Money(3), Money(2))


def test_a_range_may_be_one_amount() -> None:
    assert Range(RangeKind.NONE, Money(2), Money(2), Money(2)).p50 == Money(2)
