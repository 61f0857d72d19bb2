"""vehicle.py: every field of the contract, each with its source, and unknown stays empty."""

from __future__ import annotations

from dataclasses import fields

import pytest

from claimapp.domain.vehicle import VEHICLE_FIELDS, Known, Source, Vehicle
from claimapp.errors import BadValue


def test_fields_and_sources_are_the_words_of_the_contract() -> None:
    assert VEHICLE_FIELDS == (
        "make", "model", "series", "body", "colour", "vin", "engine_no", "registration", "register_no", "expires",
        "year",
    )  # fmt: skip
    assert [source.value for source in Source] == ["claim.toml", "barcode", "text", "vin", "photo", "person"]


def test_the_table_of_fields_names_every_field_that_has_a_source() -> None:
    assert tuple(field.name for field in fields(Vehicle)) == (
        *VEHICLE_FIELDS, "disc_photo", "warnings", "discs", "plates", "odometer",
    )  # fmt: skip


def test_text_is_empty_for_what_is_not_known_and_for_what_was_looked_for_in_vain() -> None:
    vehicle = Vehicle(make=Known("VOLKSWAGEN", Source.BARCODE, 1.0), vin=Known(None, Source.TEXT, 0.0),
                      year=Known(2021, Source.CLAIM_FILE, 1.0))  # fmt: skip
    assert [vehicle.text(field) for field in ("make", "vin", "year", "model")] == ["VOLKSWAGEN", "", "2021", ""]


@pytest.mark.parametrize("year", [1900, 2100, None, "2021"])
def test_a_year_may_be_any_that_a_car_can_be_of_or_not_known(year: int | str | None) -> None:
    assert Vehicle(year=Known(year, Source.TEXT, 1.0)).year is not None
    assert Vehicle().year is None


@pytest.mark.parametrize("year", [1899, 2101, 0])
def test_a_year_that_no_car_is_of_is_refused_with_those_that_can_be(year: int) -> None:
    with pytest.raises(BadValue, match=f"year is {year}, but a car is of 1900 to 2100"):
        Vehicle(year=Known(year, Source.TEXT, 1.0))
