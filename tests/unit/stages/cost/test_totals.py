from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.claim import Terms
from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money
from claimapp.stages.cost.totals import add_up, with_vat

_Make = Callable[..., RepairLine]


@settings(max_examples=80)
@given(
    cents=st.lists(st.integers(-50_000, 5_000_000), max_size=20),
    vat=st.decimals("0", "0.25", places=3),
    excess=st.none() | st.integers(0, 2_000_000),
)
def test_totals_add_up_to_the_cent(cents: list[int], vat: Decimal, excess: int | None, line: _Make) -> None:
    lines = [line(str(Money(each))) for each in cents]
    totals = add_up(lines, Terms(excess=None if excess is None else Money(excess), vat=vat))
    assert totals.subtotal.cents == sum(cents)
    assert totals.total == totals.subtotal + totals.vat == with_vat(totals.subtotal, vat)
    assert abs(totals.vat.cents - sum(cents) * vat) <= Decimal("0.5")
    if excess is None:
        assert (totals.excess, totals.payable) == (None, None)
    else:
        assert totals.payable == Money(max(0, totals.total.cents - excess))


def test_vat_is_taken_once_on_the_subtotal(line: _Make) -> None:
    # 3 x 0.10: 15 % of each is 1.5 cents, rounded up thrice it would be 6
    assert add_up([line("0.10")] * 3, Terms()).vat == Money(5)


def test_excess_above_the_total_leaves_nothing_to_pay(line: _Make) -> None:
    assert add_up([line("1000")], Terms(excess=Money.rand(5000))).payable == Money()


def test_no_line_gives_zeros() -> None:
    totals = add_up([], Terms(excess=Money.rand(5000)))
    assert (totals.subtotal, totals.vat, totals.total, totals.payable) == (Money(), Money(), Money(), Money())
