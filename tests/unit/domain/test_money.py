"""money.py: cents add up exactly, shares are rounded once, and no float gets in."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.money import Money
from claimapp.errors import BadValue

_cents = st.integers(min_value=-(10**14), max_value=10**14)
_amounts = st.builds(Money, _cents)


@pytest.mark.parametrize(
    ("rand", "cents"),
    [
        (5000, 500_000),
        ("5000.5", 500_050),
        ("0.005", 1),  # half a cent goes up
        ("-0.005", -1),  # away from zero
        ("0.0049999999999999999999999999999999999", 0),  # rounded once, however long the number
        (Decimal("1.015"), 102),
        ("-12.34", -1234),
        ("0", 0),
    ],
)
def test_rand_become_cents_rounded_half_up(rand: Decimal | int | str, cents: int) -> None:
    assert Money.rand(rand).cents == cents


@pytest.mark.parametrize("rubbish", ["", "abc", "1,50", "NaN", "sNaN", "Infinity", "-Infinity", "1e40"])
def test_what_is_no_amount_is_refused(rubbish: str) -> None:
    with pytest.raises(BadValue, match="is not an amount in rand"):
        Money.rand(rubbish)


@pytest.mark.parametrize("number", [0.1, 5000.0])
def test_floats_are_refused_everywhere(number: Any) -> None:
    with pytest.raises(BadValue, match="float"):
        Money.rand(number)
    with pytest.raises(BadValue, match="float"):
        Money(100).times(number)
    with pytest.raises(BadValue, match="whole cents"):
        Money(number)


def test_true_is_no_amount() -> None:
    with pytest.raises(BadValue, match="whole cents"):
        Money(True)


@pytest.mark.parametrize("factor", ["NaN", "Infinity", "1e40"])
def test_money_times_no_number_is_refused(factor: str) -> None:
    with pytest.raises(BadValue, match="cannot be multiplied"):
        Money(100).times(Decimal(factor))


@given(st.lists(_amounts))
def test_a_total_is_the_exact_sum_in_any_order(amounts: list[Money]) -> None:
    assert Money.total(amounts).cents == sum(amount.cents for amount in amounts)
    assert Money.total(amounts) == Money.total(reversed(amounts))


def test_a_total_of_nothing_is_zero() -> None:
    assert Money.total([]) == Money(0)


@given(_amounts, _amounts)
def test_adding_and_taking_away_undo_each_other(one: Money, other: Money) -> None:
    assert one + other - other == one
    assert one - other == -(other - one)
    assert (one < other) == (one.cents < other.cents)


@given(_amounts, st.decimals(min_value=-100, max_value=100, places=4))
def test_a_share_is_off_by_at_most_half_a_cent_and_turns_with_the_sign(amount: Money, factor: Decimal) -> None:
    exact = Fraction(amount.cents) * Fraction(factor)
    assert abs(Fraction(amount.times(factor).cents) - exact) <= Fraction(1, 2)
    assert (-amount).times(factor) == -amount.times(factor)


@given(_amounts, st.integers(-1000, 1000))
def test_a_count_of_an_amount_is_exact(amount: Money, count: int) -> None:
    assert amount.times(count).cents == amount.cents * count


def test_vat_of_a_cent_amount_is_rounded_half_up() -> None:
    assert Money.rand("31034.96").times(Decimal("0.15")) == Money.rand("4655.24")
    assert Money(10).times(Decimal("0.15")) == Money(2)  # 1.5 cents
    assert Money(-10).times(Decimal("0.15")) == Money(-2)
    # Halves whose even neighbour lies below: rounding to even would give 0 and 2.
    assert Money(1).times(Decimal("0.5")) == Money(1)
    assert Money(5).times(Decimal("0.5")) == Money(3)
    assert Money(-5).times(Decimal("0.5")) == Money(-3)


@given(_amounts)
def test_the_text_of_an_amount_reads_back_and_has_two_places(amount: Money) -> None:
    assert re.fullmatch(r"-?\d+\.\d\d", str(amount))
    assert Money.rand(str(amount)) == amount
    assert amount.in_rand * 100 == amount.cents
