from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from claimapp.domain.claim import ClaimFacts, Terms, VehicleFacts
from claimapp.domain.estimate import Outcome
from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money
from claimapp.stages.cost.estimate import make_estimate

_Make = Callable[..., RepairLine]
_CLAIM = ClaimFacts(
    "t",
    vehicle=VehicleFacts(retail_value=Money.rand(178_000)),
    terms=Terms(excess=Money.rand(5000), write_off_ratio=Decimal("0.7")),
)


def test_estimate_holds_lines_totals_range_steps_and_decision(line: _Make, fixed_ratio: Any) -> None:
    lines = (line("20000"), line("9480.21", name="l2"))
    found = make_estimate(lines, _CLAIM, fixed_ratio())
    assert found.lines == lines
    assert (found.subtotal, found.vat) == (Money.rand("29480.21"), Money.rand("4422.03"))
    assert (found.total, found.payable) == (Money.rand("33902.24"), Money.rand("28902.24"))
    assert found.range is not None
    assert Money.total(step.amount for step in found.explanation) == found.range.p50
    assert found.decision is not None
    assert (found.decision.outcome, found.decision.ratio) == (Outcome.REPAIR, Decimal("0.1905"))


def test_table_ends_are_shown_with_vat_where_no_model_is(line: _Make) -> None:
    found = make_estimate([line("1000")], _CLAIM, None, table_ends=(Money.rand(900), Money.rand(1200)))
    assert found.range is not None
    assert (found.range.p05, found.range.p50, found.range.p95) == (
        Money.rand(1035),
        found.total,
        Money.rand(1380),
    )


def test_model_never_moves_what_is_payable(line: _Make, fixed_ratio: Any) -> None:
    with_model, without = (make_estimate([line("9000")], _CLAIM, model) for model in (fixed_ratio(), None))
    assert (with_model.total, with_model.payable) == (without.total, without.payable)


def test_claim_without_terms_or_value_leaves_them_empty(line: _Make) -> None:
    found = make_estimate([line("1000")], ClaimFacts("t"), None)
    assert (found.excess, found.payable, found.decision) == (None, None, None)


def test_no_line_gives_zeros_and_no_prediction(fixed_ratio: Any) -> None:
    found = make_estimate([], replace(_CLAIM, terms=Terms()), fixed_ratio())
    assert (found.subtotal, found.total, found.range, found.explanation, found.decision) == (
        Money(),
        Money(),
        None,
        (),
        None,
    )


def test_what_the_claim_says_of_value_threshold_and_vat_is_used(line: _Make, fixed_ratio: Any) -> None:
    claim = replace(_CLAIM, terms=Terms(Money.rand(100), Decimal("0.01"), Decimal("0.10")))
    found = make_estimate([line("10000")], claim, fixed_ratio(), table_ends=(Money.rand(9000), Money.rand(12000)))
    assert (found.vat, found.excess) == (Money.rand(1000), Money.rand(100))
    assert found.decision is not None
    assert found.decision.outcome is Outcome.UNECONOMICAL
    shown = make_estimate([line("10000")], claim, None, table_ends=(Money.rand(9000), Money.rand(12000))).range
    assert shown is not None
    assert (shown.p05, shown.p95) == (Money.rand(9900), Money.rand(13200))
