from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from claimapp.domain.money import Money
from claimapp.report.pages.lines import lines_section, reasons_section, source_text
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
    assert "L7 left rear door: blend colour rules: blend – 1,3 1,0 – R 330,00 R 1 365,00 d4" in text
    assert "whole job: refinish" in text
    assert "-R 624,00" in text
    assert "All lines 7,9 7,0 15,26 R 12 427,16 R 5 035,80 R 31 034,96" in text
    assert "*" not in text


def test_totals_follow_the_lines(text_of: TextOf) -> None:
    text = text_of(lines_section(_SAMPLE))
    assert "Subtotal, without VAT R 31 034,96 VAT 15 % R 4 655,24 Total, VAT included R 35 690,20" in text
    assert "Less excess -R 5 000,00 Payable R 30 690,20" in text


def test_every_line_has_its_reason_row_and_status(text_of: TextOf) -> None:
    text = text_of(reasons_section(_SAMPLE))
    assert "L2 a broken lamp is replaced part_prices: headlamp:B_supermini derived: worked out" in text
    assert all(f"L{number} " in text for number in range(1, 12))


def test_row_without_status_is_said_to_have_none(text_of: TextOf) -> None:
    line = _SAMPLE.estimate.lines[0]
    bare = replace(line, source=replace(line.source, status="", basis=""))
    value = replace(_SAMPLE, estimate=replace(_SAMPLE.estimate, lines=(bare,)))
    assert "status not stated" in text_of(reasons_section(value))


def test_no_lines_give_a_sentence_and_no_reasons(text_of: TextOf) -> None:
    assert "no damage to charge" in text_of(lines_section(empty_assessment()))
    assert reasons_section(empty_assessment()) == []


def test_long_row_name_is_cut_in_the_middle() -> None:
    line = _SAMPLE.estimate.lines[0]
    text = source_text(replace(line, source=replace(line.source, row="a" * 500 + ":end")))
    assert text.startswith("part_prices: aaa")
    assert text.endswith(":end")
    assert len(text) < 100
