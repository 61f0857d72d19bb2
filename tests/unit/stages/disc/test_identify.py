from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import ClaimFacts, VehicleFacts
from claimapp.domain.disc import Disc, DiscField, DiscSource
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.vehicle import VEHICLE_FIELDS, Known, Source, Vehicle
from claimapp.stages.disc.identify import identify_vehicle
from claimapp.words.say import say

VALUES = {
    "make": "VOLKSWAGEN",
    "series": "VW 240-POLO VIVO",
    "vin": "AAVZZZ6RZHU000000",
    "registration": "XYZ123GP",
    "register_no": "BBC123D",
    "engine_no": "CLS123456",
    "colour": "White / Wit",
    "description": "Hatch back / Luikrug",
    "expires": "2027-03-31",
}


def disc(photo: str = "p6", source: DiscSource = DiscSource.BARCODE, *, leave_out: str = "", **other: str) -> Disc:
    confidence = 0.99 if source is DiscSource.BARCODE else 0.85
    values = {n: v for n, v in {**VALUES, **other}.items() if n not in leave_out.split()}
    fields = {name: DiscField(value, source, confidence) for name, value in values.items()}
    return Disc(photo, fields, barcode_checked=source is DiscSource.BARCODE)


def claim(loss_date: date | None = None, **vehicle: Any) -> ClaimFacts:
    return ClaimFacts("CLM-1", loss_date=loss_date, vehicle=VehicleFacts(**vehicle))


def test_disc_alone_gives_the_vehicle_with_its_sources() -> None:
    vehicle = identify_vehicle([disc()], claim())
    expected = {**VALUES, "model": "POLO VIVO", "body": "Hatch back", "year": ""}
    assert {name: vehicle.text(name) for name in VEHICLE_FIELDS} == {n: expected[n] for n in VEHICLE_FIELDS}
    assert vehicle.model == Known("POLO VIVO", Source.BARCODE, 0.99)
    assert vehicle.disc_photo == "p6"
    assert vehicle.warnings == ()


def test_nothing_known_gives_an_empty_vehicle() -> None:
    assert identify_vehicle([], claim()) == Vehicle()


def test_typed_value_wins_and_the_difference_is_a_warning() -> None:
    vehicle = identify_vehicle([disc()], claim(registration="abc 987 gp", year=2021))
    assert vehicle.registration == Known("ABC987GP", Source.CLAIM_FILE, 1.0, ("XYZ123GP",))
    assert vehicle.year == Known(2021, Source.CLAIM_FILE, 1.0)
    assert vehicle.warnings == (Caution.of(CautionCode.TYPED_DIFFERS_FROM_DISC, field="registration"),)


@pytest.mark.parametrize(
    ("typed", "warned"),
    [
        ({"make": "VW"}, False),
        ({"make": "volkswagen"}, False),
        ({"make": "TOYOTA"}, True),
        ({"model": "Polo Vivo"}, False),
        ({"model": "VW Polo Vivo 1.4 Trendline"}, False),
        ({"model": "POLO"}, True),  # another car
        ({"registration": "XYZ 123-GP"}, False),
        ({"vin": "aavzzz6rzhu000000"}, False),
        ({"vin": "AAVZZZ6RZHU000001"}, True),
    ],
)
def test_only_a_real_difference_is_warned_of(typed: dict[str, str], warned: bool) -> None:
    told = {caution.code for caution in identify_vehicle([disc()], claim(None, **typed)).warnings}
    assert (CautionCode.TYPED_DIFFERS_FROM_DISC in told) is warned


def test_year_is_never_taken_from_the_vin() -> None:
    assert identify_vehicle([disc()], claim()).year is None


def test_expired_disc_is_reported_not_rejected() -> None:
    vehicle = identify_vehicle([disc()], claim(date(2027, 6, 1)))
    assert vehicle.text("expires") == "2027-03-31"
    assert vehicle.warnings == (Caution.of(CautionCode.DISC_EXPIRED, expired="2027-03-31", days=62, grace_days=21),)


@pytest.mark.parametrize(
    ("loss_date", "code"),
    [
        (date(2027, 3, 31), None),  # the last day counts
        (date(2027, 4, 1), CautionCode.DISC_EXPIRED_IN_GRACE),
        (date(2027, 4, 21), CautionCode.DISC_EXPIRED_IN_GRACE),
        (date(2027, 4, 22), CautionCode.DISC_EXPIRED),
        (None, None),  # judged at the loss, not today
    ],
)
def test_grace_runs_21_days_from_the_expiry(loss_date: date | None, code: CautionCode | None) -> None:
    warnings = identify_vehicle([disc()], claim(loss_date)).warnings
    assert [caution.code for caution in warnings] == ([code] if code else [])


def test_two_discs_of_different_vehicles_are_not_mixed() -> None:
    other = disc("p2", vin="AHTZZZ6RZHU777777", registration="BCD777MP", register_no="DDD777K", engine_no="ZZ9999")
    vehicle = identify_vehicle([disc(leave_out="colour"), other], claim())
    assert vehicle.text("vin") == VALUES["vin"] or vehicle.text("vin") == "AHTZZZ6RZHU777777"
    assert vehicle.disc_photo == "p2"  # it has more fields
    assert vehicle.text("vin") == "AHTZZZ6RZHU777777"
    told = next(each for each in vehicle.warnings if each.code is CautionCode.DISCS_OF_TWO_VEHICLES)
    assert (told.code, told.where) == (CautionCode.DISCS_OF_TWO_VEHICLES, "p6")
    assert "VIN" in say(told)


def test_disc_that_claim_toml_names_is_the_vehicles() -> None:
    other = disc("p2", vin="AHTZZZ6RZHU777777", registration="BCD777MP", register_no="DDD777K", engine_no="ZZ9999")
    vehicle = identify_vehicle([other, disc(leave_out="colour")], claim(registration="XYZ 123 GP"))
    assert vehicle.text("vin") == VALUES["vin"]
    assert vehicle.colour is None  # not filled from the other vehicle's disc
    assert vehicle.disc_photo == "p6"


def test_barcode_wins_over_print_of_the_same_disc_on_another_photo() -> None:
    printed = disc("p1", DiscSource.TEXT, vin="AAVZZZ6RZHUO00000", expires="2026-03-31", leave_out="series colour")
    vehicle = identify_vehicle([printed, disc("p2")], claim())
    assert vehicle.vin == Known(VALUES["vin"], Source.BARCODE, 0.99)
    assert vehicle.text("expires") == "2027-03-31"
    expiry = Caution.of(CautionCode.DISCS_DIFFER, where="p1", believed="p2", other="p1", field="expires")
    assert expiry in vehicle.warnings


def test_gap_is_filled_from_another_photo_of_the_same_disc() -> None:
    blurred = disc("p1", DiscSource.TEXT, leave_out="series colour")
    vehicle = identify_vehicle([disc("p2", leave_out="engine_no"), blurred], claim())
    assert vehicle.engine_no == Known("CLS123456", Source.TEXT, 0.85)
    assert vehicle.warnings == ()


def test_disc_that_shares_no_number_is_left_aside_with_a_warning() -> None:
    stray = Disc("p3", {"colour": DiscField("Red / Rooi", DiscSource.TEXT, 0.5)})
    vehicle = identify_vehicle([disc(leave_out="colour"), stray], claim())
    assert vehicle.colour is None
    assert [(told.code, told.where) for told in vehicle.warnings] == [(CautionCode.DISC_LEFT_ASIDE, "p3")]


def test_make_comes_from_the_vin_only_where_none_was_read() -> None:
    vehicle = identify_vehicle([disc(leave_out="make series")], claim())
    assert vehicle.make is not None
    assert (vehicle.make.value, vehicle.make.source) == ("VOLKSWAGEN", Source.VIN)
    assert vehicle.make.confidence < 0.85
    assert vehicle.model is None


def test_vin_code_shared_by_several_makes_gives_no_make() -> None:
    assert identify_vehicle([disc(leave_out="make", vin="ADMZZZ6RZHU000000")], claim()).make is None


def test_make_that_the_vin_contradicts_is_warned_of() -> None:
    vehicle = identify_vehicle([disc(make="TOYOTA")], claim())
    assert vehicle.text("make") == "TOYOTA"
    assert "AAV" in say(vehicle.warnings[0])


def test_vin_stamped_by_the_police_is_warned_of() -> None:
    told = {caution.code for caution in identify_vehicle([disc(vin="AAPV0000000000000")], claim()).warnings}
    assert CautionCode.VIN_OF_POLICE in told


def test_unreadable_disc_is_named_with_what_was_tried() -> None:
    unread = Disc(
        "p6",
        tried=(
            Message.of(MessageCode.BARCODE_TRIED, cut_outs=2, angles=5),
            Message.of(MessageCode.TEXT_READ, engine="rapidocr", labels=0, values=0),
        ),
    )
    vehicle = identify_vehicle([unread], claim())
    assert vehicle.disc_photo == "p6"
    assert vehicle.vin is None
    told = say(vehicle.warnings[0])
    assert "barcode tried on 2 cut-out(s)" in told
    assert "printed text read by rapidocr: 0 label(s)" in told


def test_warnings_of_the_disc_reach_the_vehicle() -> None:
    warned = Disc("p6", disc().fields, warnings=(Caution.of(CautionCode.DISC_UNCHECKED, where="p6"),))
    assert warned.warnings[0] in identify_vehicle([warned], claim()).warnings


def test_series_other_names_no_model() -> None:
    vehicle = identify_vehicle([disc(series="OTHER")], claim())
    assert (vehicle.model, vehicle.text("series")) == (None, "OTHER")
