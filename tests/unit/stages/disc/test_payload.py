from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.disc import DISC_FIELDS, DiscSource
from claimapp.stages.disc.payload import parse_payload
from claimapp.training.disc_factory import DiscFacts, made_up_facts, payload_text

FACTS = DiscFacts(
    make="VOLKSWAGEN",
    series="VW 240-POLO VIVO",
    vin="AAVZZZ6RZHU000000",
    registration="XYZ123GP",
    register_no="BBC123D",
    engine_no="CLS123456",
    colour="White / Wit",
    description="Hatch back / Luikrug",
    expires="2027-03-31",
)


def fields_of(text: str) -> dict[str, str]:
    payload = parse_payload(text)
    assert payload is not None
    return {name: read.value for name, read in payload.fields.items()}


@settings(max_examples=50)
@given(seed=st.integers(0, 10**6))
def test_every_field_comes_from_its_place_and_the_length_is_checked(seed: int) -> None:
    facts = made_up_facts(np.random.default_rng(seed))
    payload = parse_payload(payload_text(facts))
    assert payload is not None
    assert payload.checked
    assert {name: read.value for name, read in payload.fields.items()} == {n: getattr(facts, n) for n in DISC_FIELDS}
    assert {read.source for read in payload.fields.values()} == {DiscSource.BARCODE}


def test_scanner_prefix_is_dropped() -> None:
    assert fields_of("]L2" + payload_text(FACTS))["vin"] == FACTS.vin


def test_missing_first_percent_is_put_back_and_still_counts_as_checked() -> None:
    payload = parse_payload(payload_text(FACTS).removeprefix("%"))
    assert payload is not None
    assert payload.checked


def test_empty_field_is_left_out_and_moves_no_other() -> None:
    fields = fields_of(payload_text(replace(FACTS, engine_no="")))  # a trailer has no engine
    assert "engine_no" not in fields
    assert (fields["vin"], fields["expires"]) == (FACTS.vin, FACTS.expires)


def test_plate_and_register_number_are_not_swapped() -> None:
    fields = fields_of(payload_text(FACTS))
    assert (fields["registration"], fields["register_no"]) == ("XYZ123GP", "BBC123D")


def test_edited_text_with_plausible_vin_and_date_is_kept_unchecked_and_less_sure() -> None:
    payload = parse_payload(payload_text(FACTS).replace("White / Wit", "White / Wit "))
    assert payload is not None
    assert not payload.checked
    assert payload.fields["vin"].confidence < 0.7
    assert payload.fields["colour"].value == "White / Wit"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(FACTS.vin, "SHORTVIN"),  # length and VIN wrong
        lambda text: text.replace(FACTS.expires, "2027-02-30X"),  # length wrong, no such day
        lambda text: text.replace("MVL1CC", "MVL1CR"),  # another form
        lambda text: text.replace("%BBC123D%", "%BBC123D%%"),  # 17 parts
        lambda text: text[:-1],  # last part not empty
        lambda text: text.replace("White", "Wh\x00te"),  # binary
        lambda text: text.replace("White", "Whïte"),
        lambda text: "%TDL01%" + text,  # temporary driving licence
        lambda text: "",
        lambda text: "%" * 15,
        lambda text: "x" * 5000,
    ],
)
def test_what_is_no_licence_disc_gives_none(spoil) -> None:  # type: ignore[no-untyped-def]  # a lambda of the table
    assert parse_payload(spoil(payload_text(FACTS))) is None


def test_impossible_expiry_in_a_checked_text_is_left_out() -> None:
    assert "expires" not in fields_of(payload_text(replace(FACTS, expires="2027-02-30")))


def test_old_short_chassis_number_is_kept_but_less_sure() -> None:
    payload = parse_payload(payload_text(replace(FACTS, vin="A1234567")))
    assert payload is not None
    assert payload.fields["vin"].value == "A1234567"
    assert payload.fields["vin"].confidence < payload.fields["make"].confidence


def test_namibian_disc_in_english_alone_is_read() -> None:
    namibian = replace(FACTS, registration="N12345W", description="Pick-up", colour="White", series="OTHER")
    assert fields_of(payload_text(namibian))["registration"] == "N12345W"


def test_plate_is_given_without_spaces() -> None:
    assert fields_of(payload_text(replace(FACTS, registration="XYZ 123 GP")))["registration"] == "XYZ123GP"


@settings(max_examples=200)
@given(text=st.text(max_size=300))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    payload = parse_payload(text)
    assert payload is None or payload.fields


@settings(max_examples=100)
@given(data=st.data())
def test_a_text_that_lost_or_won_characters_is_never_checked(data: st.DataObject) -> None:
    text = payload_text(FACTS)
    cut = data.draw(st.integers(1, len(text) - 1))
    for spoiled in (text[:cut] + text[cut + 1 :], text[:cut] + "A" + text[cut:]):
        payload = parse_payload(spoiled)
        assert payload is None or not payload.checked or spoiled == text


# Written by hand in the field order of the research (form, length, office, issue, control number, plate, register
# number, description, make, series, colour, VIN, engine, expiry): not by this program's own generator.
_CAR = (
    "%MVL1CC17%0142%4046T0BH%1%404604700001%DSX123GP%VSX234W%Hatch back / Luikrug%HONDA%BRIO%White / Wit"
    "%MAKDD1780FN000001%L12B34000001%2016-04-30%"
)
_SEDAN = (
    "%MVL1CC98%0170%2055A1N6%1%205500012345%ND663001%FBW101X%Sedan (closed top) / Sedan (toe-kap)%TOYOTA%COROLLA CROSS"
    "%Silver / Silwer%AHTKB3BE100000002%2NZ5924001%2027-01-31%"
)
_NAMIBIAN = (
    "%MVL1CC97%0124%5001A1J5%1%500100000007%N23456W%RYF123H%Pick-up%DAIHATSU%OTHER%White%MHKAB1BA00K000003%3SZ0000003"
    "%2027-01-31%"
)
_TRAILER = (
    "%MVL1CC08%0113%4025T0BL%1%402500000042%CAA272001%KDH404L%Trailer / Sleepwa%VENTER%OTHER%Grey / Grys%%%2026-12-31%"
)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            _CAR,
            {
                "registration": "DSX123GP", "register_no": "VSX234W", "description": "Hatch back / Luikrug",
                "make": "HONDA", "series": "BRIO", "colour": "White / Wit", "vin": "MAKDD1780FN000001",
                "engine_no": "L12B34000001", "expires": "2016-04-30",
            },
        ),
        (
            _SEDAN,
            {
                "registration": "ND663001", "register_no": "FBW101X",
                "description": "Sedan (closed top) / Sedan (toe-kap)", "make": "TOYOTA", "series": "COROLLA CROSS",
                "colour": "Silver / Silwer", "vin": "AHTKB3BE100000002", "engine_no": "2NZ5924001",
                "expires": "2027-01-31",
            },
        ),
        (
            _NAMIBIAN,
            {
                "registration": "N23456W", "register_no": "RYF123H", "description": "Pick-up", "make": "DAIHATSU",
                "series": "OTHER", "colour": "White", "vin": "MHKAB1BA00K000003", "engine_no": "3SZ0000003",
                "expires": "2027-01-31",
            },
        ),
        (
            _TRAILER,  # no VIN, no engine: the plate alone says which it is
            {
                "registration": "CAA272001", "register_no": "KDH404L", "description": "Trailer / Sleepwa",
                "make": "VENTER", "series": "OTHER", "colour": "Grey / Grys", "expires": "2026-12-31",
            },
        ),
    ],
)  # fmt: skip
def test_discs_written_by_hand_are_read_field_by_field_and_sure(text: str, fields: dict[str, str]) -> None:
    payload = parse_payload(text)
    assert payload is not None
    assert payload.checked
    assert {name: read.value for name, read in payload.fields.items()} == fields
    assert {read.confidence for read in payload.fields.values()} == {0.99}  # docs/disc.md


def test_a_vin_or_register_number_of_odd_shape_is_less_sure_and_the_rest_is_not() -> None:
    # One letter less in the register number, one sign less in the whole.
    register = parse_payload(_CAR.replace("0142", "0141").replace("VSX234W", "VSX23W"))
    assert register is not None
    assert {name: read.confidence for name, read in register.fields.items() if read.confidence != 0.99} == {
        "register_no": 0.9
    }
    chassis = parse_payload(_CAR.replace("0142", "0133").replace("MAKDD1780FN000001", "A1234567"))
    assert chassis is not None
    assert {name: read.confidence for name, read in chassis.fields.items() if read.confidence != 0.99} == {"vin": 0.9}


@pytest.mark.parametrize("length", ["0143", "00142", "00143", "142", "x142"])
def test_where_the_length_does_not_agree_nothing_is_surer_than_60_per_cent(length: str) -> None:
    payload = parse_payload(_CAR.replace("%0142%", f"%{length}%"))
    assert payload is not None
    assert not payload.checked
    assert {read.confidence for read in payload.fields.values()} == {0.6}


def test_text_behind_the_last_sign_is_no_disc_also_where_the_length_agrees() -> None:
    assert parse_payload(_CAR.replace("0142", "0143") + "X") is None


def test_a_disc_with_neither_plate_nor_vin_says_nothing() -> None:
    assert parse_payload(_TRAILER.replace("0113", "0104").replace("CAA272001", "")) is None


def test_a_text_may_have_400_signs_and_line_ends_around_it() -> None:
    room = 400 - len(_CAR)
    longest = _CAR.replace("White / Wit", "White / Wit" + "x" * room).replace("%0142%", "%0400%")
    assert len(longest) == 400
    payload = parse_payload(f"\r\n{longest}\r\n")
    assert payload is not None
    assert payload.checked
    assert parse_payload(longest.replace("%0400%", "%0401%").replace("BRIO", "BRIOS")) is None
