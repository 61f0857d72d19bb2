from __future__ import annotations

import pytest

from claimapp.domain.money import Money
from claimapp.errors import TableProblem
from claimapp.stages.lines.table_file import Row
from claimapp.stages.lines.table_rows import ClassName, class_pattern, hours_row, operation_row, price_row, rate_row

_CITED = {"id": "x", "status": "ASSUMED", "basis": "b"}


def _row(**cells: str) -> Row:
    return Row("t.csv", 2, {**_CITED, **cells})


def test_price_row_reads_rand_without_vat() -> None:
    row = price_row(
        _row(part="bonnet", vehicle_class="A_entry", price_ex_vat="4860", low_ex_vat="4580", high_ex_vat="5550")
    )
    assert (row.part, row.vehicle_class, row.price) == ("bonnet", ClassName.A_ENTRY, Money.rand(4860))


def test_price_outside_its_own_spread_is_refused() -> None:
    with pytest.raises(TableProblem, match="not between"):
        price_row(_row(part="bonnet", vehicle_class="A_entry", price_ex_vat="9", low_ex_vat="10", high_ex_vat="11"))


def test_rate_outside_its_own_spread_is_refused() -> None:
    with pytest.raises(TableProblem, match="not between"):
        rate_row(_row(value="700", low="380", high="600"))


def test_unknown_part_is_refused() -> None:
    with pytest.raises(TableProblem, match="'hood' is not a part"):
        hours_row(_row(part="hood", operation="repair", severity="any", panel_h="1", strip_h="1", paint_h="1"))


def test_unknown_severity_is_refused() -> None:
    with pytest.raises(TableProblem, match="'light' is not one of"):
        hours_row(_row(part="bonnet", operation="repair", severity="light", panel_h="1", strip_h="1", paint_h="1"))


def test_rule_for_neither_part_nor_material_is_refused() -> None:
    with pytest.raises(TableProblem, match="neither a part nor a material"):
        operation_row(
            _row(
                kind="dent", applies_to="wood", severity="any", operation="repair", work_severity="any", needs_quote=""
            )
        )


def test_class_pattern_may_be_empty_for_a_whole_make() -> None:
    assert class_pattern(_row(make="BMW", pattern="", vehicle_class="E_premium")).pattern == ""
