from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from claimapp.domain.damage import DamageStatus
from claimapp.report.pages.damages import damages_section
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
    added = replace(sample.damages[0], part=None, status=DamageStatus.ADDED, seen=(), note="seen at the garage")
    text = text_of(damages_section(replace(sample, damages=(added,)), ()))
    assert "d1 not known broken severe 98 % – added by a person seen at the garage" in text


def test_no_damage_is_not_called_undamaged(text_of: TextOf) -> None:
    text = text_of(damages_section(empty_assessment(), ()))
    assert "does not mean that the vehicle is undamaged" in text
