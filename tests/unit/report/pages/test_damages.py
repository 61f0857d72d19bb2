from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from claimapp.domain.damage import Origin
from claimapp.domain.edit import Anchor, ChangeDamage, EditRecord
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName, Place, Side
from claimapp.report.pages.damages import damages_section, edits_section
from claimapp.report.pages.figures import figures
from tests.data.assessments import empty_assessment, sample_assessment

TextOf = Callable[[list[Any]], str]


def test_damage_names_part_kind_severity_and_figures(text_of: TextOf) -> None:
    sample = sample_assessment()
    text = text_of(damages_section(sample, figures(sample, {})))
    assert "d3 left front fender dent moderate 82 % 2, 4 found by the program" in text
    assert "d6 right side window glass not known 31 % 5 taken off by a person" in text
    assert "not charged: reflection of leaves" in text


def test_damage_that_a_person_added_is_said_to_be_so(text_of: TextOf) -> None:
    sample = sample_assessment()
    added = replace(sample.damages[0], part=None, origin=Origin.PERSON, seen=(), note="seen at the garage")
    text = text_of(damages_section(replace(sample, damages=(added,)), ()))
    assert "d1 not known broken severe given – added by a person Could not be laid on a part" in text
    assert "seen at the garage" in text


def test_no_damage_is_not_called_undamaged(text_of: TextOf) -> None:
    text = text_of(damages_section(empty_assessment(), ()))
    assert "does not mean that the vehicle is undamaged" in text


def test_what_a_person_changed_is_listed_with_who_when_and_what_stood_there_before(text_of: TextOf) -> None:
    sample = sample_assessment()
    record = EditRecord(
        "e1",
        sample.created,
        "A. Ssessor",
        ChangeDamage("d3", kind=DamageKind.SCRATCH),
        {"d3": "dent front_fender/left/ moderate"},
        (Anchor(DamageKind.DENT, Place(PartName.FRONT_FENDER, Side.LEFT)),),
    )
    text = text_of(edits_section(replace(sample, edits=(record,))))
    assert "e1 Left front fender: changed, by A. Ssessor scratch 24 November 2026, 09:30 UTC" in text
    assert "d3: dent, left front fender, moderate" in text
    assert edits_section(sample) == []
