"""estimate.py: words of the contract, and a sample whose sums are right."""

from __future__ import annotations

from decimal import Decimal

from claimapp.domain.estimate import Basis, Decision, Outcome
from claimapp.domain.money import Money
from tests.data.assessments import sample_assessment


def test_bases_and_outcomes_are_the_words_of_the_contract() -> None:
    assert [basis.value for basis in Basis] == ["reference book", "settled claims"]
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
