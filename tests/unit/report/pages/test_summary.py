from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claimapp.report.pages.summary import summary_section
from tests.data.assessments import empty_assessment, sample_assessment

TextOf = Callable[[list[Any]], str]


def test_box_has_the_key_figures(text_of: TextOf) -> None:
    text = text_of(summary_section(sample_assessment()))
    assert "5 R 35 690,20 R 5 000,00 R 30 690,20" in text
    assert "1 more taken off by a person" in text
    assert "This is a hint" in text


def test_missing_excess_is_said_and_nothing_payable_is_made_up(text_of: TextOf) -> None:
    text = text_of(summary_section(empty_assessment()))
    assert "0 R 0,00 – –" in text
    assert "The claim gives no excess" in text
