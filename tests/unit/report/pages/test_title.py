from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claimapp.report.pages.title import title_block, warnings_box
from tests.data.assessments import empty_assessment, sample_assessment

_SAMPLE = sample_assessment()
TextOf = Callable[[list[Any]], str]


def test_title_has_the_facts_of_the_claim(text_of: TextOf) -> None:
    text = text_of(title_block(_SAMPLE))
    for said in ("CLM-2026-0042", "12 October 2026", "gatepost", "Sample Insured", "POL-000042", "61 000 km", "1.0.0"):
        assert said in text


def test_what_the_claim_does_not_give_is_not_known(text_of: TextOf) -> None:
    assert text_of(title_block(empty_assessment())).count("not known") == 6


def test_warnings_are_shown_with_their_place_and_none_is_said(text_of: TextOf) -> None:
    text = text_of(warnings_box(_SAMPLE))
    assert text.startswith("Look at this first")
    assert "bumper is off. (d1)" in text
    assert "no warnings" in text_of(warnings_box(empty_assessment()))
