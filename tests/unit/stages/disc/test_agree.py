from __future__ import annotations

from dataclasses import replace

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.disc import DiscField, DiscSource
from claimapp.stages.disc.agree import merge
from claimapp.words.say import say


def coded(value: str, confidence: float = 0.6) -> DiscField:
    return DiscField(value, DiscSource.BARCODE, confidence)


def printed(value: str, confidence: float = 0.9) -> DiscField:
    return DiscField(value, DiscSource.TEXT, confidence)


def test_print_that_repeats_the_barcode_makes_it_surer() -> None:
    fields, warnings = merge({"vin": coded("AAVZZZ6RZHU000000")}, {"vin": printed("AAVZZZ6RZHU000000")})
    assert fields["vin"] == coded("AAVZZZ6RZHU000000", 0.95)
    assert warnings == ()


def test_look_alike_difference_is_an_alternative_without_a_warning() -> None:
    fields, warnings = merge({"engine_no": coded("CLS12O456")}, {"engine_no": printed("CLS120456")})
    assert fields["engine_no"].value == "CLS12O456"
    assert fields["engine_no"].alternatives == ("CLS120456",)
    assert warnings == ()


def test_real_difference_is_a_warning_that_holds_no_number() -> None:
    fields, warnings = merge({"vin": coded("AAVZZZ6RZHU000000")}, {"vin": printed("AHTZZZ6RZHU777777")})
    assert fields["vin"].value == "AAVZZZ6RZHU000000"
    assert len(warnings) == 1
    assert "VIN" in say(warnings[0])
    assert "AAV" not in say(warnings[0])


def test_what_one_reading_alone_has_is_kept_as_it_is() -> None:
    fields, warnings = merge({"colour": coded("White / Wit")}, {"make": printed("FORD")})
    assert fields == {"make": printed("FORD"), "colour": coded("White / Wit")}
    assert warnings == ()


def test_nothing_gives_nothing() -> None:
    assert merge({}, {}) == ({}, ())


def test_a_surer_barcode_stays_as_sure_and_earlier_alternatives_stay() -> None:
    sure = coded("AAVZZZ6RZHU000000", 0.99)
    assert merge({"vin": sure}, {"vin": printed("aavzzz6rzhu 000000")})[0] == {"vin": sure}
    mended = replace(coded("CLS120456"), alternatives=("CLS12O456",))
    fields, warnings = merge({"engine_no": mended}, {"engine_no": printed("XYZ")})
    assert fields["engine_no"].alternatives == ("CLS12O456", "XYZ")
    assert warnings == (Caution.of(CautionCode.BARCODE_AND_PRINT_DIFFER, field="engine_no"),)
