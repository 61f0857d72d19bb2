from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.line import Charge, ChargeKind, RepairLine, RowStatus, TableRow, Unit
from claimapp.domain.money import Money
from claimapp.report.rests_on import rests_on
from tests.data.assessments import sample_assessment

_LINES = sample_assessment().estimate.lines


def _line(*charges: tuple[RowStatus, RowStatus, int]) -> RepairLine:
    """Return a line of charges, each with the status of its price, that of its quantity, and cents."""
    made = tuple(
        Charge(
            ChargeKind.OTHER,
            Decimal(1),
            Unit.EACH,
            Money(cents),
            TableRow("t", "price", status=price),
            (TableRow("t", "hours", status=quantity),),
        )
        for price, quantity, cents in charges
    )
    return replace(_LINES[0], charges=made)


def test_a_charge_counts_by_the_weakest_row_behind_it() -> None:
    derived_rate_assumed_hours = (RowStatus.DERIVED, RowStatus.ASSUMED, 100)
    typed_rate_sourced_hours = (RowStatus.PERSON, RowStatus.SOURCED, 20)
    typed = (RowStatus.PERSON, RowStatus.PERSON, 3)
    groups = rests_on([_line(derived_rate_assumed_hours, typed_rate_sourced_hours, typed)])
    assert [(group.status, group.charges, group.amount.cents) for group in groups] == [
        (RowStatus.PERSON, 1, 3),
        (RowStatus.SOURCED, 1, 20),
        (RowStatus.ASSUMED, 1, 100),
    ]


def test_a_sourced_row_times_a_derived_rate_is_not_called_sourced() -> None:
    # refinish hours of l7 are SOURCED, but every labour rate is DERIVED and paint material ASSUMED
    groups = {group.status: str(group.amount) for group in rests_on([_LINES[6]])}
    assert groups == {RowStatus.DERIVED: "1035.00", RowStatus.ASSUMED: "330.00"}


def test_no_lines_give_nothing_and_a_zero_subtotal_has_no_shares() -> None:
    assert rests_on([]) == ()
    both = _line((RowStatus.ASSUMED, RowStatus.ASSUMED, 500), (RowStatus.ASSUMED, RowStatus.ASSUMED, -500))
    assert rests_on([both])[0].share is None


_statuses = st.sampled_from(RowStatus)


@settings(max_examples=50)
@given(st.lists(st.lists(st.tuples(_statuses, _statuses, st.integers(1, 10**9)), min_size=1)))
def test_amounts_add_up_to_the_subtotal_and_shares_to_one(rows: list[list[tuple[RowStatus, RowStatus, int]]]) -> None:
    lines = [_line(*charges) for charges in rows]
    groups = rests_on(lines)
    assert Money.total(group.amount for group in groups) == Money.total(line.amount for line in lines)
    assert not groups or abs(sum((group.share or Decimal(0) for group in groups), Decimal(0)) - 1) < Decimal("1e-20")
