from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from claimapp.domain.line import RowStatus, TableRow
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.money import Money
from claimapp.report.pages.lines import lines_section, reasons_section
from tests.data.assessments import empty_assessment, sample_assessment

_SAMPLE = sample_assessment()
TextOf = Callable[[list[Any]], str]


def test_sample_lines_add_up_to_the_cent() -> None:
    estimate = _SAMPLE.estimate
    assert Money.total(line.amount for line in estimate.lines) == estimate.subtotal
    assert estimate.subtotal + estimate.vat == estimate.total
    assert estimate.excess is not None
    assert estimate.total - estimate.excess == estimate.payable


def test_line_has_hours_money_damages_and_table_row(text_of: TextOf) -> None:
    text = text_of(lines_section(_SAMPLE))
    assert "L7 left rear door: blend colour assumed: set by judgement, no public source" in text
    assert "– 1,3 1,0 – R 330,00 R 1 365,00 d4" in text
    assert "whole job: refinish" in text
    assert "-R 624,00" in text
    assert "All lines 7,9 7,0 15,26 R 12 427,16 R 5 035,80 R 31 034,96" in text
    assert "Line Part and operation Panel h Strip h Paint h Parts Paint mat. Amount Mends" in text
    assert text.count("*") == 1  # the note alone: nothing was typed


def test_totals_follow_the_lines(text_of: TextOf) -> None:
    text = text_of(lines_section(_SAMPLE))
    assert "Subtotal, without VAT R 31 034,96 VAT 15 % R 4 655,24 Total, VAT included R 35 690,20" in text
    assert "Less excess -R 5 000,00 Payable R 30 690,20" in text


def test_every_line_has_its_reason_row_and_status(text_of: TextOf) -> None:
    text = text_of(reasons_section(_SAMPLE))
    assert "L2 a broken lamp is replaced" in text
    assert "part: 1 x R 6 850,00 part_prices headlamp:B_supermini, derived: worked out" in text
    assert "strip and fit: 0,7 x R 450,00 rates panel_beating, derived" in text
    assert all(f"L{number} " in text for number in range(1, 12))


def test_the_basis_of_every_row_stands_beside_its_figure(text_of: TextOf) -> None:
    text = text_of(reasons_section(_SAMPLE))
    assert "no public source (dent hours and paint uplift assumed)" in text
    assert "(crash basket 2020, moved to 2026)" in text
    assert "(insurer rate, moved to 2026)" in text


def test_every_damage_that_a_line_mends_is_named(text_of: TextOf) -> None:
    line = replace(_SAMPLE.estimate.lines[0], damages=("d11", "d12", "d13", "d14"))
    value = replace(_SAMPLE, estimate=replace(_SAMPLE.estimate, lines=(line,)))
    assert "d11, d12, d13, d14" in text_of(lines_section(value)).replace("d13, d14", "d13, d14")
    longer = replace(line, damages=(*line.damages, "d15"))
    more = replace(_SAMPLE, estimate=replace(_SAMPLE.estimate, lines=(longer,)))
    assert "and 1 more" in text_of(lines_section(more))


def test_a_long_reason_is_not_cut_to_a_line(text_of: TextOf) -> None:
    assert "clear coat: 40 % of the first panel's paint hours, 20 % of each further one, at most 2.5 h" in text_of(
        reasons_section(_SAMPLE)
    )


def test_a_typed_figure_is_marked_and_the_tables_figure_stands_beside_it(text_of: TextOf) -> None:
    line = _SAMPLE.estimate.lines[1]
    price, *labour = reversed(line.charges)
    typed = replace(
        price,
        each=Money.rand(5000),
        row=TableRow("edits", "e1", status=RowStatus.PERSON),
        database_each=Money.rand(6850),
    )
    value = replace(_SAMPLE, estimate=replace(_SAMPLE.estimate, lines=(replace(line, charges=(typed, *labour)),)))
    assert "R 5 315,00*" in text_of(lines_section(value))
    assert "part: 1 x R 5 000,00 (tables: R 6 850,00) edits e1, typed by a person" in text_of(reasons_section(value))


def test_a_line_of_ones_own_is_called_as_the_person_called_it(text_of: TextOf) -> None:
    line = _SAMPLE.estimate.lines[-1]
    own = replace(line, why=(Message.of(MessageCode.LINE_OF_PERSON, edit="e1", text="Wheel alignment"),))
    value = replace(_SAMPLE, estimate=replace(_SAMPLE.estimate, lines=(own,)))
    assert "whole job: Wheel alignment" in text_of(lines_section(value))


def test_no_lines_give_a_sentence_and_no_reasons(text_of: TextOf) -> None:
    assert "no damage to charge" in text_of(lines_section(empty_assessment()))
    assert reasons_section(empty_assessment()) == []


def test_long_row_name_is_cut_in_the_middle(text_of: TextOf) -> None:
    line = _SAMPLE.estimate.lines[1]
    charge = replace(line.charges[-1], row=replace(line.charges[-1].row, row="a" * 500 + ":end"))
    value = replace(_SAMPLE, estimate=replace(_SAMPLE.estimate, lines=(replace(line, charges=(charge,)),)))
    text = text_of(reasons_section(value))
    assert ":end" in text
    assert "a" * 100 not in text
