from __future__ import annotations

from claimapp.desk.panels.cost import total_rows
from tests.data.assessments import empty_assessment, sample_assessment
from tests.desk.fakes import Desk


def plain(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(title.replace("\u00a0", " "), amount.replace("\u00a0", " ")) for title, amount in rows]


def test_totals_are_subtotal_vat_total_excess_and_payable() -> None:
    assert plain(total_rows(sample_assessment())) == [
        ("Subtotal, VAT excluded", "R 31 034,96"),
        ("VAT 15 %", "R 4 655,24"),
        ("Total, VAT included", "R 35 690,20"),
        ("Excess", "R 5 000,00"),
        ("Payable", "R 30 690,20"),
    ]


def test_excess_that_the_claim_does_not_give_is_not_invented() -> None:
    assert [amount for _, amount in total_rows(empty_assessment())][3:] == ["not given", "not given"]


def test_range_is_shown_with_what_it_rests_on_and_read_out(desk: Desk) -> None:
    desk.open_and_find()
    cost = desk.window.work.cost
    assert "not measured on settled claims" in cost.range.text()
    assert "R\u00a029\u00a0870,00" in cost.range.text()
    assert "Payable: R\u00a030\u00a0690,20" in cost.accessibleDescription()


def test_before_a_run_the_way_to_one_is_offered(desk: Desk) -> None:
    desk.open()
    cost = desk.window.work.cost
    assert (cost.range.text(), cost.find_button.isVisible()) == ("Not assessed yet.", True)
    cost.find_button.click()
    desk.settle()
    assert not cost.find_button.isVisible()


def test_old_totals_are_not_shown_while_new_ones_are_worked_out(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.model.priced = False
    cost = desk.window.work.cost
    cost.refresh()
    assert "again" in cost.range.text()
    assert "35" not in cost.accessibleDescription()
