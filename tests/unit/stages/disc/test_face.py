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
