"""disc.py: a disc says only what was read."""

from __future__ import annotations

from datetime import date

from claimapp.domain.disc import DISC_FIELDS, Disc, DiscField, DiscSource
from claimapp.domain.vehicle import VEHICLE_FIELDS


def test_fields_are_those_that_disc_readings_are_measured_by() -> None:
    assert DISC_FIELDS == (
        "make", "series", "vin", "registration", "register_no", "engine_no", "colour", "description", "expires",
    )  # fmt: skip


def test_every_field_but_the_description_goes_straight_into_the_vehicle() -> None:
    assert set(DISC_FIELDS) - set(VEHICLE_FIELDS) == {"description"}


def test_expiry_is_a_date_where_it_was_read_and_none_where_it_was_not() -> None:
    read = Disc("p1", {"expires": DiscField("2027-03-31", DiscSource.BARCODE, 0.99)})
    assert read.expires == date(2027, 3, 31)
    assert Disc("p1").expires is None


def test_two_discs_do_not_share_their_fields() -> None:
    assert Disc("p1").fields is not Disc("p2").fields
