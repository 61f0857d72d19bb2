from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from claimapp.domain.photo import FileProblem
from claimapp.report.pages.statements import (
    left_out_section,
    limits_section,
    range_section,
    rests_on_section,
    signature_section,
    versions_section,
)
from tests.data.assessments import empty_assessment, sample_assessment

_SAMPLE = sample_assessment()
TextOf = Callable[[list[Any]], str]


def test_money_is_split_by_what_it_rests_on(text_of: TextOf) -> None:
    text = text_of(rests_on_section(_SAMPLE))
    # by hand: l1 and l2 (parts, labour at a DERIVED rate on a DERIVED row) 5 020 + 675 + 1 350 + 6 850 + 315, and the
    # labour of the SOURCED rows l7, l8, l9: 585 + 450 + 1 125 - 360; the rest has an ASSUMED row behind it
    assert "derived: worked out from a published figure 9 R 16 010,00 51,59 %" in text
    assert "assumed: set by judgement, no public source 19 R 15 024,96 48,41 %" in text
    assert "All lines 28 R 31 034,96 100,00 %" in text
    assert rests_on_section(empty_assessment()) == []


def test_range_shows_the_steps_from_the_total_to_its_middle(text_of: TextOf) -> None:
    text = text_of(range_section(_SAMPLE))
    assert "itemised estimate, VAT included R 35 690,20" in text
    assert "vehicle class: supermini -R 230,00" in text
    assert "hint" in text
    assert "No range" in text_of(range_section(empty_assessment()))


def test_limits_are_always_stated(text_of: TextOf) -> None:
    assert "Photos cannot see behind panels" in text_of(limits_section())


def test_files_that_were_not_used_are_named_with_the_reason(text_of: TextOf) -> None:
    assert "voice_note.jpg the file is not a picture" in text_of(left_out_section(_SAMPLE))
    assert "Every file that was found could be read." in text_of(left_out_section(empty_assessment()))


def test_very_many_files_are_cut_and_counted(text_of: TextOf) -> None:
    many = tuple(FileProblem(f"{n}.jpg", "broken") for n in range(45))
    text = text_of(left_out_section(replace(_SAMPLE, errors=many)))
    assert "39.jpg broken" in text
    assert "40.jpg" not in text
    assert "and 5 more files" in text


def test_versions_of_program_models_and_tables_are_printed(text_of: TextOf) -> None:
    text = text_of(versions_section(_SAMPLE, "ab" * 32))
    for said in ("claimapp 1.0.0", "schema 2", "damage 3f9a1c22b7d0", "labour_hours 2026.11", "ab" * 32):
        assert said in text
    assert "not given to this report" in text_of(versions_section(empty_assessment(), None))


def test_assessor_has_lines_for_name_number_signature_and_date(text_of: TextOf) -> None:
    text = text_of(signature_section())
    for said in ("Assessor’s name", "Registration number", "Signature", "Date"):
        assert said in text
