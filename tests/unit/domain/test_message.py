"""message.py: a message is a code with plain facts, the same each time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from claimapp.domain.message import Message, MessageCode, facts_of
from claimapp.domain.money import Money
from claimapp.domain.part import PartName
from claimapp.errors import BadValue


def test_facts_keep_their_order_money_is_text_and_nothing_is_left_out() -> None:
    message = Message.of(
        MessageCode.REPAIR_COMPARED, repair=Money(1234_5), new=Money.rand(9), share=Decimal("0.7"), row=None
    )
    assert message.facts == (("repair", "123.45"), ("new", "9.00"), ("share", Decimal("0.7")))


def test_words_of_the_program_and_lists_become_plain() -> None:
    ((_, parts),) = facts_of({"parts": (PartName.BONNET, ("x", 2))})
    assert parts == ("bonnet", ("x", 2))
    assert type(parts[0]) is str  # type: ignore[index]


def test_a_fact_that_was_not_given_is_none() -> None:
    message = Message.of(MessageCode.SUNDRIES, share=Decimal("0.03"))
    assert (message.fact("share"), message.fact("labour")) == (Decimal("0.03"), None)


def test_messages_that_say_the_same_are_equal_and_hashable() -> None:
    once, twice = (Message.of(MessageCode.WASTE, a=1) for _ in range(2))
    assert len({once, twice, Message.of(MessageCode.WASTE, a=2)}) == 2


@pytest.mark.parametrize("value", [0.5, True, ["a"], {"a": 1}, ("a", 0.5)])
def test_what_cannot_be_a_fact_is_refused_by_name(value: Any) -> None:
    with pytest.raises(BadValue, match=r"the fact share is .*; give text, a whole number or a Decimal"):
        Message.of(MessageCode.SUNDRIES, share=value)
