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


# Which disc is believed: each step counts only where those before it are equal.


def _of(photo: str, checked: bool = False, confidence: float = 0.5, **values: str) -> Disc:
    fields = {name: DiscField(value, DiscSource.TEXT, confidence) for name, value in values.items()}
    return Disc(photo, fields, barcode_checked=checked)


@pytest.mark.parametrize(
    ("one", "other", "believed"),
    [
        (_of("p1", True, 0.9, vin="A", make="B"), _of("p2", vin=VALUES["vin"]), "p2"),  # named by its VIN
        (_of("p1", True, 0.9, vin="A", make="B"), _of("p2", registration="xyz 123 gp"), "p2"),  # named by its plate
        (_of("p1", vin="A", make="B"), _of("p2", True, vin="A"), "p2"),
        (_of("p1", confidence=0.9, vin="A"), _of("p2", vin="A", make="B"), "p2"),
        (_of("p1", vin="A"), _of("p2", confidence=0.6, vin="A"), "p2"),
        (_of("p1", vin="A"), _of("p2", vin="A"), "p1"),
    ],
)
def test_the_disc_believed_is_the_named_the_checked_the_fuller_the_surer_the_first(
    one: Disc, other: Disc, believed: str
) -> None:
    typed = claim(vin=VALUES["vin"], registration="XYZ123GP")
    assert identify_vehicle([one, other], typed).disc_photo == believed


def test_every_value_keeps_its_source_confidence_and_other_readings() -> None:
    fields = {
        "series": DiscField("VW 240-POLO VIVO", DiscSource.TEXT, 0.5, ("X",)),
        "description": DiscField("Hatch back / Luikrug", DiscSource.BARCODE, 0.6, ("Y",)),
    }
    vehicle = identify_vehicle([Disc("p1", fields)], claim())
    assert vehicle.series == Known("VW 240-POLO VIVO", Source.TEXT, 0.5, ("X",))
    assert vehicle.model == Known("POLO VIVO", Source.TEXT, 0.5)
    assert vehicle.body == Known("Hatch back", Source.BARCODE, 0.6, ("Y",))
    assert [one.photo_id for one in vehicle.discs] == ["p1"]


def test_a_disc_of_another_vehicle_is_told_with_the_numbers_that_differ() -> None:
    other = _of("p1", vin="AHTZZZ6RZHU777777", registration="XYZ123GP", engine_no="ZZ9999", colour="Red")
    vehicle = identify_vehicle([other, disc("p2")], claim())
    assert vehicle.warnings == (
        Caution.of(
            CautionCode.DISCS_OF_TWO_VEHICLES, where="p1", believed="p2", other="p1", fields=("vin", "engine_no")
        ),
    )


def test_a_disc_left_aside_is_told_by_its_photo_and_an_empty_one_is_not() -> None:
    stray, empty = _of("p3", colour="Red / Rooi"), Disc("p4")
    assert identify_vehicle([disc("p2"), stray, empty], claim()).warnings == (
        Caution.of(CautionCode.DISC_LEFT_ASIDE, where="p3", believed="p2", other="p3"),
    )


def test_another_photo_of_the_same_disc_is_warned_of_only_where_it_says_something_else() -> None:
    again = disc("p1", DiscSource.TEXT, make="vw", colour="white/wit", vin="AAVZZZ6RZHUO00000", series="POLO")
    assert identify_vehicle([disc("p2"), again], claim()).warnings == (
        Caution.of(CautionCode.DISCS_DIFFER, where="p1", believed="p2", other="p1", field="series"),
    )


def test_what_was_typed_and_is_the_same_keeps_no_other_reading_and_empty_text_is_nothing() -> None:
    vehicle = identify_vehicle([disc()], claim(make="VW", model="", vin="aavzzz6rzhu000000"))
    assert vehicle.make == Known("VW", Source.CLAIM_FILE, 1.0)
    assert vehicle.model == Known("POLO VIVO", Source.BARCODE, 0.99)
    assert vehicle.vin == Known("AAVZZZ6RZHU000000", Source.CLAIM_FILE, 1.0)
    assert vehicle.warnings == ()
    alone = identify_vehicle([], claim(make="TOYOTA", model="HILUX", registration="ca 1"))
    assert (alone.make, alone.model) == (
        Known("TOYOTA", Source.CLAIM_FILE, 1.0),
        Known("HILUX", Source.CLAIM_FILE, 1.0),
    )
    assert (alone.text("registration"), alone.warnings, alone.disc_photo) == ("CA1", (), None)


@pytest.mark.parametrize(
    ("typed", "warned"),
    [
        ("POLO VIVO", False),
        ("POLOVIVO", False),
        ("VOLKSWAGEN POLO VIVO", False),
        ("VW POLO VIVO 1.4", False),
        ("POLO VIVO GT", True),  # only an engine size may follow
        ("TOYOTA POLO VIVO", True),
        ("VIVO", True),
    ],
)
def test_a_typed_model_may_have_its_make_before_and_its_engine_behind_it(typed: str, warned: bool) -> None:
    vehicle = identify_vehicle([disc()], claim(model=typed))
    assert bool(vehicle.warnings) is warned
    assert vehicle.model == Known(typed, Source.CLAIM_FILE, 1.0, ("POLO VIVO",) if warned else ())


def test_a_make_from_the_vin_is_four_fifths_as_sure_as_the_vin() -> None:
    assert identify_vehicle([disc(leave_out="make series")], claim()).make == Known("VOLKSWAGEN", Source.VIN, 0.792)


@pytest.mark.parametrize(
    ("vin", "make", "told"),
    [
        ("AAVZZZ6RZHU000000", "TOYOTA", {"make": "TOYOTA", "wmi": "AAV", "makers": ("VOLKSWAGEN",)}),
        ("ADMZZZ6RZHU000000", "TOYOTA", {"make": "TOYOTA", "wmi": "ADM", "makers": ("OPEL", "CHEVROLET", "ISUZU")}),
        ("ADMZZZ6RZHU000000", "ISUZU", None),
        ("AAVZZZ6RZHU000000", "VW", None),
        ("ZZZZZZ6RZHU000000", "TOYOTA", None),  # a maker that is not listed
        ("AAV123", "TOYOTA", None),  # no VIN
    ],
)
def test_a_make_is_held_against_the_makers_of_its_vin(vin: str, make: str, told: dict[str, Any] | None) -> None:
    expected = (Caution.of(CautionCode.VIN_OF_OTHER_MAKE, **told),) if told else ()
    assert identify_vehicle([disc(vin=vin, make=make)], claim()).warnings == expected


def test_the_police_s_code_and_the_end_of_grace_are_told() -> None:
    vehicle = identify_vehicle([disc(vin="AAPV0000000000000")], claim(date(2027, 4, 1)))
    assert vehicle.warnings == (
        Caution.of(CautionCode.VIN_OF_POLICE, wmi="AAP"),
        Caution.of(CautionCode.DISC_EXPIRED_IN_GRACE, expired="2027-03-31", days=1, grace_days=21, until="2027-04-21"),
    )


def test_an_unread_disc_is_told_with_each_try_and_its_facts() -> None:
    unread = Disc("p6", tried=(Message.of(MessageCode.BARCODE_TRIED, cut_outs=2, angles=5),))
    assert identify_vehicle([unread], claim()).warnings == (
        Caution.of(
            CautionCode.DISC_NOT_READ,
            where="p6",
            photo="p6",
            tried=(("barcode_tried", "cut_outs", 2, "angles", 5),),
        ),
    )
