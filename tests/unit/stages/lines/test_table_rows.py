from __future__ import annotations

from decimal import Decimal

import pytest

from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import Operation, RowStatus, TableRow
from claimapp.domain.money import Money
from claimapp.domain.part import Material, PartName
from claimapp.errors import TableProblem
from claimapp.stages.lines.table_file import Row
from claimapp.stages.lines.table_rows import (
    BehindPart,
    ClassName,
    ClassPattern,
    HoursRow,
    OperationRow,
    PriceRow,
    RateRow,
    class_pattern,
    hours_row,
    operation_row,
    price_row,
    rate_row,
)

_CITED = {"id": "x", "status": "ASSUMED", "basis": "b"}


def _row(**cells: str) -> Row:
    return Row("t.csv", 2, {**_CITED, **cells})


def test_price_row_reads_rand_without_vat() -> None:
    row = price_row(
        _row(part="bonnet", vehicle_class="A_entry", price_ex_vat="4860", low_ex_vat="4580", high_ex_vat="5550")
    )
    assert (row.part, row.vehicle_class, row.price) == ("bonnet", ClassName.A_ENTRY, Money.rand(4860))


_SOURCE = TableRow("t", "x", "", RowStatus.ASSUMED, "b")


def test_each_cell_goes_into_its_own_field() -> None:
    price = _row(part="radiator", vehicle_class="E_premium", price_ex_vat="5", low_ex_vat="4", high_ex_vat="6")
    assert price_row(price) == PriceRow(
        BehindPart.RADIATOR, ClassName.E_PREMIUM, Money(500), Money(400), Money(600), _SOURCE
    )
    hours = _row(part="roof", operation="repair", severity="minor", panel_h="1.5", strip_h="2", paint_h="3")
    assert hours_row(hours) == HoursRow(
        PartName.ROOF, Operation.REPAIR, Severity.MINOR, Decimal("1.5"), Decimal(2), Decimal(3), _SOURCE
    )
    assert rate_row(_row(value="5", low="4", high="6")) == RateRow(Decimal(5), Decimal(4), Decimal(6), _SOURCE)
    rule = _row(
        kind="tyre", applies_to="wheel", severity="severe", operation="replace", work_severity="any", needs_quote="tyre"
    )
    assert operation_row(rule) == OperationRow(
        DamageKind.TYRE, PartName.WHEEL, Severity.SEVERE, Operation.REPLACE, "any", "tyre", _SOURCE
    )
    of_material = operation_row(_row(**{**rule.cells, "applies_to": "metal"}))
    assert of_material.applies_to is Material.METAL
    listed = _row(make="VOLKSWAGEN", pattern="POLO", vehicle_class="B_supermini")
    assert class_pattern(listed) == ClassPattern("VOLKSWAGEN", "POLO", ClassName.B_SUPERMINI, _SOURCE)


@pytest.mark.parametrize(("middle", "low", "high"), [("9", "10", "11"), ("12", "10", "11"), ("10.5", "11", "10")])
def test_a_figure_outside_its_own_spread_is_refused_by_its_column(middle: str, low: str, high: str) -> None:
    with pytest.raises(TableProblem, match=rf"column price_ex_vat: {middle}.* is not between low {low}.* high {high}"):
        price_row(_row(part="bonnet", vehicle_class="A_entry", price_ex_vat=middle, low_ex_vat=low, high_ex_vat=high))
    with pytest.raises(TableProblem, match=f"column value: {middle} is not between low {low} and high {high}"):
        rate_row(_row(value=middle, low=low, high=high))


@pytest.mark.parametrize(("low", "high"), [("10", "10"), ("9", "10"), ("10", "11")])
def test_a_figure_may_lie_at_the_ends_of_its_spread(low: str, high: str) -> None:
    price = _row(part="bonnet", vehicle_class="A_entry", price_ex_vat="10", low_ex_vat=low, high_ex_vat=high)
    assert price_row(price).price == Money.rand(10)
    assert rate_row(_row(value="10", low=low, high=high)).value == 10


def test_a_half_known_part_has_no_row_of_its_own() -> None:
    with pytest.raises(TableProblem, match="'bumper' is not a part"):
        hours_row(_row(part="bumper", operation="repair", severity="any", panel_h="1", strip_h="1", paint_h="1"))


def test_unknown_part_is_refused() -> None:
    with pytest.raises(TableProblem, match="column part: 'hood' is not a part"):
        hours_row(_row(part="hood", operation="repair", severity="any", panel_h="1", strip_h="1", paint_h="1"))


def test_unknown_severity_is_refused() -> None:
    with pytest.raises(TableProblem, match="column severity: 'light' is not one of minor, moderate, severe, any"):
        hours_row(_row(part="bonnet", operation="repair", severity="light", panel_h="1", strip_h="1", paint_h="1"))


def test_rule_for_neither_part_nor_material_is_refused() -> None:
    with pytest.raises(TableProblem, match="column applies_to: 'wood' is neither a part nor a material"):
        operation_row(
            _row(
                kind="dent", applies_to="wood", severity="any", operation="repair", work_severity="any", needs_quote=""
            )
        )


def test_class_pattern_may_be_empty_for_a_whole_make() -> None:
    assert class_pattern(_row(make="BMW", pattern="", vehicle_class="E_premium")).pattern == ""
