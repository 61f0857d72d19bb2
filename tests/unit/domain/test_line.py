"""line.py: operations are the contract's, and a line says what its figures rest on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claimapp.domain.line import (
    Charge,
    ChargeKind,
    Operation,
    RepairLine,
    RowStatus,
    TableRow,
    Unit,
    weakest,
)
from claimapp.domain.money import Money
from claimapp.domain.part import End, PartName, Place, Side
from claimapp.errors import BadValue
from tests.data.assessments import sample_assessment


def test_operations_are_the_words_of_the_contract() -> None:
    assert [operation.value for operation in Operation] == [
        "repair", "replace", "refinish", "blend", "remove_refit", "polish", "sublet",
    ]  # fmt: skip


def test_statuses_go_from_the_weakest_to_the_strongest_and_nothing_is_as_weak_as_an_assumption() -> None:
    assert [status.value for status in RowStatus] == ["ASSUMED", "DERIVED", "SOURCED", "INSURER", "PERSON"]
    assert weakest([RowStatus.PERSON, RowStatus.DERIVED, RowStatus.SOURCED]) is RowStatus.DERIVED
    assert weakest([]) is RowStatus.ASSUMED


def _charge(what: ChargeKind, quantity: str, cents: int, *statuses: RowStatus) -> Charge:
    price, *behind = (TableRow("t", "r", status=status) for status in statuses)
    return Charge(what, Decimal(quantity), Unit.HOUR, Money(cents), price, tuple(behind))


def test_a_line_is_the_sum_of_its_charges_and_its_word_is_the_weakest() -> None:
    line = RepairLine(
        "l1",
        PartName.BONNET,
        None,
        Operation.REPAIR,
        (
            _charge(ChargeKind.PANEL, "1.5", 450_00, RowStatus.PERSON, RowStatus.SOURCED),
            _charge(ChargeKind.STRIP, "0.5", 450_00, RowStatus.SOURCED),
            _charge(ChargeKind.PAINT, "2", 450_00, RowStatus.DERIVED),
            _charge(ChargeKind.PAINT_MATERIAL, "2", 330_00, RowStatus.DERIVED),
            _charge(ChargeKind.PART, "1", 100_01, RowStatus.PERSON),
        ),
        (),
        ("d1",),
    )
    assert (line.panel_h, line.strip_h, line.paint_h) == (Decimal("1.5"), Decimal("0.5"), Decimal(2))
    assert (line.labour, line.paint_material, line.parts) == (Money(1800_00), Money(660_00), Money(100_01))
    assert line.amount == Money(2560_01)
    assert line.charges[0].status is RowStatus.SOURCED
    assert line.status is RowStatus.DERIVED


def test_lines_with_the_same_figures_are_equal_and_can_be_counted_in_a_set() -> None:
    lines = sample_assessment().estimate.lines
    assert len({*lines, *sample_assessment().estimate.lines}) == len(lines)


@pytest.mark.parametrize(
    ("part", "side", "end", "told"),
    [
        (PartName.ROOF, Side.LEFT, None, "a roof has no left or right"),
        (PartName.FRONT_DOOR, Side.LEFT, End.FRONT, "a front door has no front or rear of its own"),
    ],
)
def test_a_line_has_a_place_that_can_be(part: PartName, side: Side | None, end: End | None, told: str) -> None:
    with pytest.raises(BadValue, match=told):
        RepairLine("l1", part, side, Operation.REPAIR, (), (), (), end)
    wheel = RepairLine("l1", PartName.WHEEL, Side.LEFT, Operation.REPLACE, (), (), (), End.REAR)
    assert wheel.place == Place(PartName.WHEEL, Side.LEFT, End.REAR)
    assert RepairLine("l2", None, None, Operation.SUBLET, (), (), ()).place is None


@pytest.mark.parametrize("quantity", ["NaN", "Infinity", "-Infinity"])
def test_a_quantity_that_is_no_number_is_refused(quantity: str) -> None:
    with pytest.raises(BadValue, match=f"the quantity {quantity} cannot be right; write one up to"):
        _charge(ChargeKind.PART, quantity, 1, RowStatus.PERSON)


@pytest.mark.parametrize("sign", [1, -1])
def test_slips_of_the_keyboard_in_quantity_and_price_are_refused_with_the_most_that_may_be(sign: int) -> None:
    _charge(ChargeKind.PART, str(100_000 * sign), sign, RowStatus.PERSON)
    with pytest.raises(BadValue, match=r"quantity -?100001 cannot be right; write one up to 100000"):
        _charge(ChargeKind.PART, str(100_001 * sign), sign, RowStatus.PERSON)
    _charge(ChargeKind.PART, "1", 1_000_000_000_00 * sign, RowStatus.PERSON)
    with pytest.raises(BadValue, match=r"rand -?1000000000\.01 each .* up to 1000000000\.00"):
        _charge(ChargeKind.PART, "1", 1_000_000_000_01 * sign, RowStatus.PERSON)
