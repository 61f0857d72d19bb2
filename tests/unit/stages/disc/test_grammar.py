from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.stages.disc.grammar import (
    PLATE_FORMS,
    Repaired,
    as_iso_date,
    confusable,
    ends_as_plate,
    fits_register_no,
    fits_vin,
    plain,
    plate_province,
    repair_plate,
    repair_register_no,
    repair_vin,
)

VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


@pytest.mark.parametrize(
    ("plate", "province"),
    [
        ("XYZ123GP", "Gauteng"),
        ("KK00FCGP", "Gauteng"),  # the newer form
        ("BB12CCZN", "KwaZulu-Natal"),
        ("ND123456", "KwaZulu-Natal"),  # the older form
        ("CA123456", "Western Cape"),
        ("CAA1234", "Western Cape"),
        ("XYZ123EC", "Eastern Cape"),
        ("XYZ123FS", "Free State"),
        ("XYZ123NW", "North West"),
        ("XYZ123MP", "Mpumalanga"),
        ("XYZ123NC", "Northern Cape"),
        ("XYZ123L", "Limpopo"),
        ("BCD123B", "national government"),
        ("N12345W", "Namibia"),
        ("SOMETHING", None),
        ("", None),
    ],
)
def test_province_follows_from_the_plate(plate: str, province: str | None) -> None:
    assert plate_province(plate) == province


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("XYZ 123 GP", Repaired("XYZ123GP", 0)),
        ("XYZI23GP", Repaired("XYZ123GP", 1)),  # I where a digit stands
        ("XYZ1O3GP", Repaired("XYZ103GP", 1)),
        ("X8Z123GP", Repaired("XBZ123GP", 1)),  # 8 where a consonant stands
        ("CA12345O", Repaired("CA123450", 1)),
        ("MYNAME", None),  # may be a personal plate
    ],
)
def test_plate_is_mended_by_position(read: str, mended: Repaired | None) -> None:
    assert repair_plate(read) == mended


def test_zero_in_place_of_a_consonant_is_no_guess() -> None:
    assert repair_plate("X0Z123GP") is None  # O is no consonant: it could be D, Q, C


def test_register_number_is_mended_by_position() -> None:
    assert repair_register_no("BBC I23 D") == Repaired("BBC123D", 1)
    assert repair_register_no("BBC1234") is None
    assert fits_register_no("BBC123D")
    assert not fits_register_no("ABC123D")  # the first three are consonants


def test_vin_has_no_o_i_or_q() -> None:
    assert repair_vin("AAVZZZ6RZHUOOO0OO") == Repaired("AAVZZZ6RZHU000000", 5)
    assert repair_vin("AAVZZZ6RZHQ0I0000") == Repaired("AAVZZZ6RZH0010000", 2)


def test_vin_ends_in_four_digits() -> None:
    assert repair_vin("AAVZZZ6RZHU00000S") == Repaired("AAVZZZ6RZHU000005", 1)
    assert repair_vin("AAVZZZ6RZHU00000W") is None
    assert repair_vin("AAVZZZ6RZHU00000") is None  # one short


@settings(max_examples=100)
@given(head=st.text(VIN_LETTERS, min_size=13, max_size=13), tail=st.text("0123456789", min_size=4, max_size=4))
def test_a_right_vin_is_never_changed(head: str, tail: str) -> None:
    assert fits_vin(head + tail)
    assert repair_vin(head + tail) == Repaired(head + tail, 0)


@settings(max_examples=100)
@given(data=st.data())
def test_a_plate_that_fits_is_never_changed(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(PLATE_FORMS))
    draw = {"C": "BCDFGHJKLMNPQRSTVWXYZ", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "9": "0123456789"}
    body = "".join(data.draw(st.sampled_from(draw[place])) for place in form.body)
    plate = form.before + body + form.after
    assert repair_plate(plate) == Repaired(plate, 0)


@settings(max_examples=200)
@given(text=st.text(max_size=20))
def test_repair_gives_a_fitting_value_or_nothing(text: str) -> None:
    vin, plate, register_no = repair_vin(text), repair_plate(text), repair_register_no(text)
    assert vin is None or fits_vin(vin.value)
    assert plate is None or plate_province(plate.value) is not None
    assert register_no is None or fits_register_no(register_no.value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-31", "2027-03-31"),
        ("Expires 2027 - 03 - 31.", "2027-03-31"),
        ("2027.03.31", "2027-03-31"),
        ("2027-02-30", None),
        ("2027-03-31 2028-03-31", None),  # two days: neither
        ("2027-03-31 2027-03-31", "2027-03-31"),
        ("12027-03-31", None),
        ("31-03-2027", None),
    ],
)
def test_only_one_real_day_is_a_date(text: str, day: str | None) -> None:
    assert as_iso_date(text) == day


def test_look_alikes_are_confusable_and_others_are_not() -> None:
    assert confusable("AAV0", "aav o")
    assert confusable("B5", "8S")
    assert not confusable("AAV1", "AAV7")
    assert plain("xyz 123-gp") == "XYZ123GP"


@pytest.mark.parametrize(
    ("plate", "province"),
    [
        ("CA1", "Western Cape"),
        ("CABC123456", "Western Cape"),
        ("CABCD1", None),  # four letters
        ("CA1234567", None),  # seven digits
        ("C1", None),  # no letter
        ("NABC123456", "KwaZulu-Natal"),
        ("GAB123ZN", "KwaZulu-Natal"),
        ("AAB123ZN", "KwaZulu-Natal"),
        ("EAB123ZN", "KwaZulu-Natal"),
        ("N12W", "Namibia"),
        ("N123456WH", "Namibia"),
        ("N1W", None),
        ("N1234567W", None),
        ("KK00FCL", "Limpopo"),
        ("ABC123GP", None),  # A is no consonant
        ("ABC123G", "national government"),
        ("ABC123M", "national government"),
    ],
)
def test_plates_have_as_many_letters_and_digits_as_their_province_gives(plate: str, province: str | None) -> None:
    assert plate_province(plate) == province


@pytest.mark.parametrize(
    ("plate", "personal"),
    [
        ("ZOLA1GP", True),
        ("A1234567ZN", False),
        ("1234567WP", True),
        ("1L", True),
        ("GP", False),
        ("ZOLA1XX", False),
        ("Z-1GP", False),
    ],
)
def test_a_personal_plate_has_one_to_seven_signs_before_its_ending(plate: str, personal: bool) -> None:
    assert ends_as_plate(plate) is personal


def test_each_look_alike_of_a_vin_is_mended_to_what_a_vin_has() -> None:
    assert repair_vin("IOQ" + "A" * 10 + "OIZS") == Repaired("100" + "A" * 10 + "0125", 7)
    assert repair_vin("A" * 13 + "GB12") == Repaired("A" * 13 + "6812", 2)


def test_of_two_ways_to_mend_a_plate_the_one_with_fewer_changes_is_taken_and_of_equal_ones_none() -> None:
    # One letter and two digits need one change, two letters and a digit two.
    assert repair_plate("CA1S") == Repaired("CA15", 1)
    # CA152 and CAIS2 need one each.
    assert repair_plate("CA1S2") is None


def test_a_date_may_be_written_with_any_dash_point_or_stroke_and_lies_in_two_centuries() -> None:
    for text in ("2027/03/31", "2027–03–31", "2027—03—31", "x2027-03-31x", "1999-12-31"):
        assert as_iso_date(text) is not None, text
    for text in ("2127-03-31", "1827-03-31", "2027-3-31", "2027-03-311", "2027 03 31"):
        assert as_iso_date(text) is None, text
