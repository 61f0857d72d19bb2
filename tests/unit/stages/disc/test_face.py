from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.disc import DiscSource
from claimapp.domain.geometry import Box
from claimapp.runtime.text_reader import TextLine
from claimapp.stages.disc.face import read_face


def line(text: str, x: float, y: float, *, confidence: float = 0.98, height: float = 24) -> TextLine:
    return TextLine(text, confidence, Box(x, y, x + 0.55 * height * max(len(text), 1), y + height))


BESIDE = (
    line("LICENCE DISC / LISENSIESKYF", 386, 143),
    line("Licence no. / Lisensienr.", 518, 183, height=20),
    line("XYZ 123 GP", 402, 205, height=60),
    line("Veh. register no. / Vrt. registernr.", 221, 288),
    line("BBC123D", 668, 286),
    line("VIN", 219, 325),
    line("AAVZZZ6RZHU000000", 668, 323),
    line("Engine no. / Enjinnr.", 218, 362),
    line("CLS123456", 668, 360),
    line("Make / Fabrikaat", 217, 401),
    line("VOLKSWAGEN", 668, 399),
    line("Description / Beskrywing", 215, 437),
    line("Hatch back / Luikrug", 668, 435),
    line("GVM / BVM 1550 kg", 213, 472),
    line("Tare / Tarra 1062 kg", 568, 472),
    line("Date of expiry / Vervaldatum", 480, 717),
    line("2027-03-31", 422, 746, height=64),
)
INLINE = (
    line("RSA NO. 404600000000 NR.", 300, 60),
    line("Licence no./Lisensienr. XYZ123GP", 200, 150),
    line("Veh. register no./Vrt.registernr. BBC123D", 200, 190),
    line("VIN AAVZZZ6RZHU000000", 200, 230),
    line("Fees/Gelde 2.2", 700, 230),
    line("Engine no./Enjinnr. CLS123456", 200, 270),
    line("GVM/BVM 1345kg", 700, 270),
    line("Make VOLKSWAGEN Fabrikaat", 200, 310),
    line("Description Hatch back / Luikrug Beskrywing", 200, 350),
    line("Date of test / Datum van toets 2026-03-12", 200, 700),
    line("Date of expiry/Vervaldatum", 200, 740),
    line("2027-03-31", 300, 770, height=60),
)
EXPECTED = {
    "registration": "XYZ123GP",
    "register_no": "BBC123D",
    "vin": "AAVZZZ6RZHU000000",
    "engine_no": "CLS123456",
    "make": "VOLKSWAGEN",
    "description": "Hatch back / Luikrug",
    "expires": "2027-03-31",
}


def values(lines: tuple[TextLine, ...]) -> dict[str, str]:
    return {name: read.value for name, read in read_face(lines).fields.items()}


@pytest.mark.parametrize("lines", [BESIDE, INLINE, BESIDE[::-1], INLINE[::-1]])
def test_values_are_found_beside_below_and_behind_their_labels(lines: tuple[TextLine, ...]) -> None:
    read = read_face(lines)
    assert values(lines) == EXPECTED
    assert read.labels_seen >= 7
    assert {one.source for one in read.fields.values()} == {DiscSource.TEXT}
    assert all(one.confidence <= 0.9 for one in read.fields.values())


def test_series_and_colour_are_never_made_from_print() -> None:
    assert {"series", "colour"}.isdisjoint(values((*BESIDE, line("White / Wit", 700, 500), line("POLO", 700, 540))))


def test_register_number_without_its_label_is_left_out() -> None:
    # A Limpopo plate looks the same: only the label can tell.
    assert "register_no" not in values((line("BBC123L", 668, 286),))


def test_vin_and_expiry_are_found_without_labels_but_less_surely() -> None:
    read = read_face((line("AAVZZZ6RZHU000000", 10, 10), line("2027-03-31", 10, 90)))
    assert {name: one.value for name, one in read.fields.items()} == {
        "vin": "AAVZZZ6RZHU000000",
        "expires": "2027-03-31",
    }
    assert read.labels_seen == 0
    assert read.fields["vin"].confidence < 0.85


def test_two_different_vins_without_labels_give_none() -> None:
    assert values((line("AAVZZZ6RZHU000000", 10, 10), line("AHTZZZ6RZHU000000", 10, 90))) == {}


def test_mended_value_keeps_the_print_as_alternative_and_loses_confidence() -> None:
    read = read_face((line("VIN", 10, 10), line("AAVZZZ6RZHU00000O", 200, 10))).fields["vin"]
    assert (read.value, read.alternatives) == ("AAVZZZ6RZHU000000", ("AAVZZZ6RZHU00000O",))
    assert read.confidence < 0.8


def test_overprinted_description_is_left_out_rather_than_guessed() -> None:
    assert "description" not in values((line("Description / Beskrywing", 10, 10), line("Hbcl hek /Lnlkr", 300, 10)))


def test_personal_plate_is_taken_with_less_confidence() -> None:
    read = read_face((line("Licence no. / Lisensienr.", 10, 10), line("MYNAME GP", 400, 10))).fields["registration"]
    assert read.value == "MYNAMEGP"
    assert read.confidence < 0.7


def test_date_of_test_is_not_the_expiry() -> None:
    assert values((line("Date of test / Datum van toets", 10, 10), line("2026-03-12", 400, 10))) == {}


def test_no_lines_give_no_fields() -> None:
    read = read_face(())
    assert (dict(read.fields), read.labels_seen) == ({}, 0)


def test_print_on_a_car_is_no_disc() -> None:
    read = read_face((line("POLO VIVO", 10, 10), line("XYZ 123 GP", 200, 400), line("TOYOTA", 300, 20)))
    assert (dict(read.fields), read.labels_seen) == ({}, 0)


@settings(max_examples=100)
@given(texts=st.lists(st.text(max_size=25), max_size=6), y=st.floats(0, 900))
def test_no_print_makes_the_reader_fail(texts: list[str], y: float) -> None:
    lines = [line(text, 10 + 150 * i, y) for i, text in enumerate(texts)]
    assert all(0 <= one.confidence <= 0.9 for one in read_face(lines).fields.values())


def confidences(lines: tuple[TextLine, ...]) -> dict[str, float]:
    return {name: read.confidence for name, read in read_face(lines).fields.items()}


def test_print_is_as_sure_as_its_grammar_lets_it_be() -> None:
    assert confidences(BESIDE) == {
        "registration": 0.9, "register_no": 0.9, "vin": 0.9, "engine_no": 0.735, "make": 0.9, "description": 0.9,
        "expires": 0.9,
    }  # fmt: skip
    unsure = tuple(line(one.text, one.box.x0, one.box.y0, confidence=0.5, height=one.box.height) for one in BESIDE)
    assert confidences(unsure) == {
        "registration": 0.5, "register_no": 0.5, "vin": 0.5, "engine_no": 0.375, "make": 0.5, "description": 0.5,
        "expires": 0.5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("label", "text", "field", "value", "confidence"),
    [
        ("VIN", "AAVZZZ6RZHU0000OO", "vin", "AAVZZZ6RZHU000000", 0.65),  # 0.9 x 0.85 x 0.85
        ("Licence no.", "MYNAME GP", "registration", "MYNAMEGP", 0.686),
        ("Licence no.", "XYZI23 GP", "registration", "XYZ123GP", 0.765),
        ("Date of expiry", "2027-03-31", "expires", "2027-03-31", 0.9),
        ("Date of expiry", "2027-03-30", "expires", "2027-03-30", 0.686),
        ("Date of expiry", "2028-02-29", "expires", "2028-02-29", 0.9),
        ("Make", "VOLKSWAGFN", "make", "VOLKSWAGEN", 0.9),
        ("Make", "volkswagen", "make", "VOLKSWAGEN", 0.9),
        ("Make", "ZOTYE", "make", "ZOTYE", 0.735),
        ("Make", "A-B C", "make", "A-B C", 0.735),
        ("Make", "Zotye", "make", None, 0),  # makes are printed in capitals
        ("Make", "X", "make", None, 0),
        ("Make", "ZOTYE 1", "make", None, 0),
        ("Engine no.", "cls 123-456", "engine_no", "CLS123456", 0.735),
        ("Engine no.", "A1234", "engine_no", "A1234", 0.735),
        ("Engine no.", "A123", "engine_no", None, 0),
        ("Engine no.", "ABCDEF", "engine_no", None, 0),
        ("Engine no.", "1" * 17, "engine_no", "1" * 17, 0.735),
        ("Engine no.", "1" * 18, "engine_no", None, 0),
        ("Veh. register no.", "BBC12 3D", "register_no", "BBC123D", 0.9),
        ("Description", "Pick-up/Bakkie", "description", "Pick-up / Bakkie", 0.9),
    ],
)
def test_a_value_is_taken_by_its_own_grammar(
    label: str, text: str, field: str, value: str | None, confidence: float
) -> None:
    read = read_face((line(label, 0, 0), line(text, 400, 0))).fields.get(field)
    assert (read.value if read else None, read.confidence if read else 0) == (value, confidence)


def test_what_is_known_by_its_shape_alone_is_less_sure() -> None:
    alone = (line("AAVZZZ6RZHU000000", 10, 10), line("2027-03-31", 10, 90), line("Pick-up / Bakkie", 10, 150))
    assert confidences(alone) == {"vin": 0.833, "expires": 0.833, "description": 0.833}
    assert confidences((line("2027-03-30", 10, 90),)) == {}  # no month's end: it may be a date of test
    assert confidences((line("2027-03-31", 10, 90), line("2027-03-30", 10, 150))) == {"expires": 0.833}


def engine_no(*values: tuple[str, float, float]) -> str | None:
    """What is read where a label of 132 x 24 stands at the corner, and values at (x, y)."""
    label = TextLine("Engine no.", 0.98, Box(0, 0, 132, 24))
    found = read_face((label, *(line(text, x, y) for text, x, y in values))).fields.get("engine_no")
    return found.value if found else None


@pytest.mark.parametrize(
    ("x", "y", "found"),
    [
        (200, 18, True),  # three quarters of a line's height lower, to the right
        (200, 19, False),
        (200, -18, True),
        (200, -19, False),
        (67, 0, True),
        (66, 0, False),  # not right of the label's middle
        (0, 76, True),  # 2.2 heights of the label below it
        (0, 77, False),
        (131, 40, True),
        (132, 40, False),  # beside it, not below
        (-60, 40, True),
        (-120, 40, False),
        (0, 5, True),
        (0, 4, False),  # more on the label's line than below it
    ],
)
def test_a_value_stands_right_of_its_label_or_close_below_it(x: float, y: float, found: bool) -> None:
    assert (engine_no(("CLS123456", x, y)) is not None) is found


def test_of_several_values_the_one_on_the_line_goes_before_the_one_below_and_the_nearer_before_the_farther() -> None:
    assert engine_no(("AAAAA1", 0, 40), ("BBBBB2", 200, 10)) == "BBBBB2"
    assert engine_no(("AAAAA1", 200, 10), ("BBBBB2", 400, 5)) == "BBBBB2"
    assert engine_no(("AAAAA1", 0, 60), ("BBBBB2", 0, 40)) == "BBBBB2"
    assert engine_no(("-", 200, 0), ("NO DIGIT", 0, 40), ("BBBBB2", 0, 60)) == "BBBBB2"


def test_of_two_labels_of_a_field_the_surer_value_counts_and_of_equals_the_first() -> None:
    labels = line("VIN", 0, 0), line("VIN", 0, 400)
    first, second = line("AAVZZZ6RZHU000000", 200, 0, confidence=0.5), line("AHTZZZ6RZHU000000", 200, 400)
    read = read_face((*labels, first, second))
    assert (read.fields["vin"].value, read.labels_seen) == ("AHTZZZ6RZHU000000", 1)
    equal = line("AHTZZZ6RZHU000000", 200, 400, confidence=0.5)
    assert read_face((*labels, first, equal)).fields["vin"].value == "AAVZZZ6RZHU000000"


@pytest.mark.parametrize(
    ("label", "known"),
    [
        ("Llcence no / Lisenslenr", True),  # one letter in ten misread
        ("Engin no. Enjinnr", True),
        ("V1N", True),
        ("vln: ", True),
        ("VINCENT", False),
        ("Fees / Gelde 2.2", True),
        ("Gvm / Bvm", True),
        ("Tare / Tarra 1062 kg", True),
        ("Persons / Persone 5", True),
        ("Datum van toets", True),
        ("Vervaldatum", True),
        ("Something else", False),
    ],
)
def test_labels_are_known_although_misread(label: str, known: bool) -> None:
    assert read_face((line(label, 0, 0),)).labels_seen == int(known)


def test_the_afrikaans_half_of_a_label_is_no_value_although_misread() -> None:
    read = read_face((line("Make / Fabrlkaat", 0, 0), line("Engine no. / Enjlnnr.", 0, 200)))
    assert (dict(read.fields), read.labels_seen) == ({}, 2)
