from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from claimapp.domain.vehicle import Known, Source
from claimapp.report.pages.vehicle import vehicle_section
from tests.data.assessments import empty_assessment, sample_assessment

TextOf = Callable[[list[Any]], str]


def test_every_value_has_its_source_and_how_sure_it_is(text_of: TextOf) -> None:
    text = text_of(vehicle_section(sample_assessment()))
    assert "VIN AAVZZZ6RZHU000000 barcode of the disc 99 %" in text
    assert "Disc's expiry date 31 March 2027" in text
    assert "Year 2021 claim.toml given" in text
    assert "also read as: CL5123456" in text


def test_unknown_is_not_known_and_says_what_was_tried(text_of: TextOf) -> None:
    assert text_of(vehicle_section(empty_assessment())).count("not known no licence disc was read") == 11


def test_expiry_that_is_no_date_is_shown_as_it_is(text_of: TextOf) -> None:
    sample = sample_assessment()
    vehicle = replace(sample.vehicle, expires=Known("03/2027", Source.PERSON, 1.0))
    assert "03/2027 typed by a person given" in text_of(vehicle_section(replace(sample, vehicle=vehicle)))
