"""edit.py: the words of the contract, and edits that cannot be made at all."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from claimapp.domain.edit import (
    EDIT_TYPES,
    AddDamage,
    AddLine,
    Dismiss,
    Edit,
    Merge,
    PriceLine,
    TypedCharge,
    edit_word,
)
from claimapp.domain.finding import DamageKind
from claimapp.domain.geometry import Box
from claimapp.domain.line import ChargeKind, Operation, Unit
from claimapp.domain.money import Money
from claimapp.domain.part import End, PartName, Side
from claimapp.errors import BadValue

CHARGE = TypedCharge(ChargeKind.OTHER, Decimal(1), Money(100))


def test_the_words_are_those_of_the_contract() -> None:
    assert list(EDIT_TYPES) == [
        "dismiss", "restore", "dismiss_finding", "add_damage", "change_damage", "merge", "split", "move_outline",
        "price_line", "add_line", "remove_line", "set_vehicle", "set_claim", "leave_out_photo", "check", "note",
    ]  # fmt: skip


def test_every_kind_of_edit_has_one_word() -> None:
    assert set(EDIT_TYPES.values()) == set(get_args(Edit))
    assert edit_word(Dismiss("d1")) == "dismiss"
    assert edit_word(AddLine(Operation.SUBLET, (CHARGE,))) == "add_line"


def test_a_typed_charge_counts_pieces_unless_said_otherwise() -> None:
    assert CHARGE.unit is Unit.EACH


@pytest.mark.parametrize("damages", [(), ("d1",), ("d1", "d1")])
def test_merging_takes_two_damages(damages: tuple[str, ...]) -> None:
    with pytest.raises(BadValue, match="merging takes two damages or more"):
        Merge(damages)
    assert Merge(("d1", "d2")).damages == ("d1", "d2")


def test_a_line_needs_a_charge_and_a_place_that_can_be() -> None:
    with pytest.raises(BadValue, match="a line needs a charge"):
        AddLine(Operation.REPAIR, ())
    with pytest.raises(BadValue, match="a roof has no left or right"):
        AddLine(Operation.REPAIR, (CHARGE,), PartName.ROOF, Side.LEFT)
    with pytest.raises(BadValue, match="a sill has no front or rear"):
        AddLine(Operation.REPAIR, (CHARGE,), PartName.SILL, Side.LEFT, End.REAR)


def test_a_figure_is_a_price_or_a_quantity() -> None:
    with pytest.raises(BadValue, match="type what each costs, or the quantity"):
        PriceLine("l1", ChargeKind.PART)
    assert PriceLine("l1", ChargeKind.PART, quantity=Decimal(0)).each is None
    assert PriceLine("l1", ChargeKind.PART, each=Money()).quantity is None


def test_a_price_below_nothing_is_refused_with_what_a_discount_is() -> None:
    with pytest.raises(BadValue, match=r"-0\.01 is less than nothing; a discount is a line of its own"):
        PriceLine("l1", ChargeKind.PART, each=Money(-1))


@pytest.mark.parametrize("drawn", [{"box": Box(0, 0, 1, 1)}, {"polygon": ((0.0, 0.0), (1.0, 1.0))}])
def test_what_is_drawn_needs_its_photo(drawn: dict[str, object]) -> None:
    with pytest.raises(BadValue, match="needs the photo that it is on"):
        AddDamage(DamageKind.DENT, **drawn)  # type: ignore[arg-type]
    assert AddDamage(DamageKind.DENT, photo="p1", **drawn).photo == "p1"  # type: ignore[arg-type]


def test_a_damage_need_not_be_drawn() -> None:
    assert AddDamage(DamageKind.DENT, PartName.ROOF).photo is None
