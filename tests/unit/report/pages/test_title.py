from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from claimapp.domain.caution import Caution, CautionCode
from claimapp.report.pages.title import incident_section, title_block, warnings_box
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


_ACCOUNT = "\n\n".join(
    f"Sentence {number} of the statement: the other driver did not stop." for number in range(1, 301)
)


def test_a_long_incident_is_begun_in_the_title_and_whole_in_its_section(text_of: TextOf) -> None:
    value = replace(_SAMPLE, claim=replace(_SAMPLE.claim, incident=_ACCOUNT))
    title = text_of(title_block(value))
    assert "Sentence 1 of" in title
    assert "Sentence 9 of" not in title
    assert "under “Incident, as given”" in title
    whole = text_of(incident_section(value))
    assert [number for number in range(1, 301) if f"Sentence {number} of the statement" not in whole] == []


def test_a_short_incident_stands_in_the_title_alone(text_of: TextOf) -> None:
    assert incident_section(_SAMPLE) == []
    assert "as given" not in text_of(title_block(_SAMPLE)).replace("(as given)", "")


def test_signs_that_cannot_be_drawn_are_a_warning(text_of: TextOf) -> None:
    value = replace(_SAMPLE, claim=replace(_SAMPLE.claim, incident="🚗"))
    assert "AUTOMOBILE" in text_of(warnings_box(value))


def test_place_of_a_warning_is_not_said_twice(text_of: TextOf) -> None:
    passed_over = Caution.of(CautionCode.DOCUMENTS, where="notes.docx", names=("notes.docx", "read me.txt"))
    text = text_of(warnings_box(replace(_SAMPLE, warnings=(passed_over,))))
    assert text.count("notes.docx") == 1
