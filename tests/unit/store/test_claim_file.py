"""claim_file.py: every key of claim.toml, and complaints that name line, key and what is allowed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimapp.domain.claim import ClaimFacts, GarageClass, Insured, PriceFacts, RateOverrides, Terms, VehicleFacts
from claimapp.domain.files import FileName
from claimapp.domain.money import Money
from claimapp.errors import ClaimFileProblem
from claimapp.store.claim_file import CLAIM_KEYS, claim_value, parse_claim, read_claim

_EVERY_KEY = """\
number = " CLM-2026-0042 "
loss_date = 2026-10-12
incident = "Hit a bollard while parking"

[insured]
name = "Thandi Example"
policy = "POL-1"

[vehicle]
make = "Volkswagen"
model = "Polo Vivo"
year = 2021
vin = "aav zzz6rzhu000000"
registration = "ca 123-456"
odometer_km = 61000
retail_value = 162000.50

[terms]
excess = 5000
write_off_ratio = 0.70
vat = 0.15

[rates]
panel = 450
paint = 460.5
strip = 470
paint_material = 330

[garage]
class = "approved"
"""


_TODAY = date(2026, 11, 30)


def _parse(text: str) -> ClaimFacts:
    return parse_claim(text, default_number="folder-7", today=_TODAY)


def _read_or_refused(text: str) -> ClaimFacts | ClaimFileProblem:
    try:
        return _parse(text)
    except ClaimFileProblem as problem:
        return problem


def test_every_key_is_read() -> None:
    assert _parse(_EVERY_KEY) == ClaimFacts(
        number="CLM-2026-0042",
        loss_date=date(2026, 10, 12),
        incident="Hit a bollard while parking",
        insured=Insured("Thandi Example", "POL-1"),
        vehicle=VehicleFacts(
            "VOLKSWAGEN", "POLO VIVO", 2021, "AAVZZZ6RZHU000000", "CA123456", 61000, Money.rand("162000.50")
        ),
        terms=Terms(Money.rand(5000), Decimal("0.7"), Decimal("0.15")),
        rates=RateOverrides(Money.rand(450), Money.rand("460.50"), Money.rand(470), Money.rand(330)),
        garage=GarageClass.APPROVED,
    )


def test_an_empty_file_says_nothing_but_the_folder_s_name() -> None:
    assert _parse("") == ClaimFacts(number="folder-7")
    assert _parse("[vehicle]\n[terms]\n") == ClaimFacts(number="folder-7")


def test_a_rate_of_zero_keeps_the_table_s_but_an_excess_of_zero_is_an_excess() -> None:
    claim = _parse("[rates]\npanel = 0\npaint = 0.0\nstrip = 0\npaint_material = 0\n[terms]\nexcess = 0")
    assert claim.rates == RateOverrides()
    assert claim.terms.excess == Money(0)


# Each: text, the line that is named, words of the message, words of the hint.
_WRONG_KEYS = [
    ("numbr = 1", 1, "'numbr' is not known", "number, loss_date, incident, [insured]"),
    ("\n[vehicle]\nmake = 'VW'\nmodell = 'POLO'", 4, "'modell' is not known in [vehicle]", "make, model, year, vin"),
    (
        "[vehicel]\nmake = 'VW'",
        1,
        "'vehicel' is not known",
        "[insured], [vehicle], [terms], [rates], [prices], [garage]",
    ),
    ("[insured]\nexcess = 1\n[terms]\nexcess = 1", 2, "'excess' is not known in [insured]", "name, policy"),
    ("[ terms ] # of the policy\n'exces' = 1", 2, "'exces'", "excess, write_off_ratio, vat"),
    ("number = 'a'\nvehicle.modell = 'POLO'", 2, "'modell'", "model"),
    ("number = 'a'\nvehicle = { modell = 'POLO' }", 2, "'modell'", "model"),
    ("[vehicle]\nyear = 2021\n[vehicle.tyres]\nfront = 1", 3, "'tyres'", "odometer_km"),
    ("number = 'a'\n[[vehicle]]\nmake = 'VW'", 2, "'vehicle' is a section", ""),
    ("number = 'a'\ngarage = 'approved'", 2, "'garage' is a section: write [garage]", ""),
]


@pytest.mark.parametrize(("text", "line", "says", "allowed"), _WRONG_KEYS)
def test_an_unknown_key_names_line_key_and_what_is_allowed(text: str, line: int, says: str, allowed: str) -> None:
    with pytest.raises(ClaimFileProblem) as caught:
        parse_claim(text, default_number="x", where="claim.toml")
    assert caught.value.where == f"claim.toml, line {line}"
    assert says in caught.value.message
    assert allowed in caught.value.hint


# Each: section, line of the file, words of the hint.
_WRONG_VALUES = [
    ("", "number = 42", "text in quotes"),
    ("", 'number = "  "', "text in quotes"),
    ("", 'loss_date = "2026-10-12"', "without quotes"),
    ("", "loss_date = 2026-10-12T09:00:00", "without quotes"),
    ("", "incident = ['a']", "text in quotes"),
    ("insured", "name = true", "text in quotes"),
    ("vehicle", "make = 7", "text in quotes"),
    ("vehicle", "year = '2021'", "without quotes, as in 2021: year = 2021"),
    ("vehicle", "year = 2021.0", "whole number"),
    ("vehicle", "year = 21", "from 1900 to 2027"),
    ("vehicle", "year = 2099", "from 1900 to 2027"),
    ("vehicle", "year = true", "whole number"),
    ("vehicle", "vin = ' - '", "letters and digits"),
    ("vehicle", "odometer_km = -1", "from 0 to"),
    ("vehicle", "retail_value = 'R162 000'", "without quotes"),
    ("vehicle", "retail_value = -5", "write rand from 1000"),
    ("vehicle", "retail_value = true", "without quotes"),
    ("terms", "excess = nan", "rand"),
    ("terms", "excess = inf", "rand"),
    ("terms", "write_off_ratio = 70", "write_off_ratio = 0.7"),
    ("terms", "vat = 15", "vat = 0.15"),
    ("terms", "vat = nan", "from 0 to 1"),
    ("rates", "panel = '450'", "without quotes"),
    ("rates", "panel = 1e12", "write rand from 10 to 10000"),
    ("vehicle", "odometer_km = 99000000", "kilometres"),
    ("vehicle", "odometer_km = '61 000 km'", "odometer_km = 61000"),
    ("vehicle", "retail_value = 'R162 000'", "retail_value = 162000"),
    ("terms", "excess = 5.000", "excess = 5000 if you mean R 5000 or excess = 5 if you mean R 5"),
    ("terms", "excess = 'R 5 000,50'", "excess = 5000.50"),
    ("terms", "write_off_ratio = '70%'", "write_off_ratio = 0.70"),
    ("", "loss_date = '12/10/2026'", "loss_date = 2026-10-12 if you mean 12 October 2026"),
    ("", "number = 12345", 'number = "12345"'),
    ("", r'incident = "D:\new\tail.jpg"', r"incident = 'D:\new\tail.jpg'"),
    ("garage", "class = 'Approved'", 'class = "approved"'),
    ("rates", "paint = -1", "write rand from 10"),
    ("garage", "class = 'posh'", "'approved', 'general'"),
    ("garage", "class = 1", "'approved', 'general'"),
    ("garage", "class = []", "'approved', 'general'"),
]


@pytest.mark.parametrize(("section", "wrong", "hint"), _WRONG_VALUES)
def test_a_wrong_value_names_line_key_and_what_to_write(section: str, wrong: str, hint: str) -> None:
    text = f"# what we know\n[{section}]\n{wrong}\n" if section else f"# what we know\n\n{wrong}\n"
    with pytest.raises(ClaimFileProblem) as caught:
        parse_claim(text, default_number="x", where="claim.toml", today=_TODAY)
    assert caught.value.where == "claim.toml, line 3"
    assert caught.value.message.startswith(wrong.split(" = ")[0])
    assert hint in caught.value.hint


# Each: line as typed, section, what the remedy must say.
_AS_TYPED = [
    ("excess = 5000,50", "terms", "write excess = 5000.50"),
    ("excess = R5000", "terms", "write excess = 5000"),
    ("excess = R 5 000,50", "terms", "write excess = 5000.50"),
    ("excess = R5,000.50  # own damage", "terms", "write excess = 5000.50"),
    ("excess = 05000", "terms", "write excess = 5000"),
    ("excess: 5000", "terms", "write excess = 5000"),
    ("excess = 5,000", "terms", "excess = 5000 if you mean R 5000 or excess = 5 if you mean R 5"),
    ("write_off_ratio = 70%", "terms", "write write_off_ratio = 0.70"),
    ("write_off_ratio = 0,7", "terms", "write write_off_ratio = 0.70"),
    ("vat = 15 %", "terms", "write vat = 0.15"),
    ("odometer_km = 61 000", "vehicle", "write odometer_km = 61000"),
    ("odometer_km = 061000", "vehicle", "write odometer_km = 61000"),
    ("registration = CA 123-456", "vehicle", 'write registration = "CA 123-456"'),
    ("class = approved", "garage", 'write class = "approved"'),
    ("number = “CLM-1”", "", 'write number = "CLM-1"'),
    ("number = 00042", "", 'write number = "00042"'),
    ("number = CLM-1", "", 'write number = "CLM-1"'),
    (r'incident = "C:\Users\photos"', "", r"write incident = 'C:\Users\photos'"),
    ("incident = hit a pole", "", 'write incident = "hit a pole"'),
    ("loss date = 2026-10-12", "", "write loss_date = 2026-10-12"),
    ("loss_date = 13/10/2026", "", "write loss_date = 2026-10-13"),
    ("loss_date = 2026/10/12", "", "write loss_date = 2026-10-12"),
    ("loss_date = 12 Okt 2026", "", "write loss_date = 2026-10-12"),
    ("what is this", "", "write key = value"),
    ("retail_value = R 162 000 incl VAT", "vehicle", "as in retail_value = 5000.50"),
    ("loss_date = last Friday", "", "as in loss_date = 2026-10-12"),
    ("number = 'O'Brien'", "", 'write number = "O\'Brien"'),
    ('name = "J "Buks" Smit"', "insured", "write name = 'J \"Buks\" Smit'"),
]


@pytest.mark.parametrize(("typed", "section", "remedy"), _AS_TYPED)
def test_a_line_as_people_type_it_is_shown_with_the_right_form(typed: str, section: str, remedy: str) -> None:
    head = f"[{section}]" if section else "# what we know"
    with pytest.raises(ClaimFileProblem) as caught:
        _parse(f"{head}\n{typed}\n")
    assert typed in caught.value.message
    assert remedy in caught.value.hint
    assert caught.value.where == "claim.toml, line 2"


def test_day_and_month_are_never_guessed_both_readings_are_shown() -> None:
    with pytest.raises(ClaimFileProblem) as caught:
        _parse("loss_date = 12/10/2026\n")
    assert caught.value.hint == (
        "write loss_date = 2026-10-12 if you mean 12 October 2026"
        " or loss_date = 2026-12-10 if you mean 10 December 2026"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[terms]\nexces = 5000", "did you mean excess?"),
        ("[term]\nexcess = 5000", "did you mean [terms]?"),
        ("exces = 5000", "excess belongs under [terms]"),
        ("[terms]\nloss_date = 2026-10-12", "loss_date belongs above the first [section]"),
        ("[vehicle]\nzzz = 1", "allowed are make"),
        ("exces = 1", "allowed are number, loss_date, incident, [insured], [vehicle]"),
        ("[terms]\nloss_date = 2026-10-12", "allowed are excess, write_off_ratio, vat"),
        ('"Loss Date" = 2026-10-12', "did you mean loss_date?"),
        ("[insured]\nnaam = 'A'", "did you mean name?"),
    ],
)
def test_an_unknown_key_names_the_nearest_and_where_it_belongs(text: str, says: str) -> None:
    with pytest.raises(ClaimFileProblem) as caught:
        _parse(text)
    assert says in caught.value.hint


@settings(max_examples=150)
@given(st.text(max_size=200))
@example("number = " + "1" * 5000)  # more digits than Python reads
@example("number = 0x" + "f" * 5000)  # more digits than Python writes
@example("[vehicle]\nyear = [0x" + "f" * 5000 + "]")
@example("number = " + "[" * 5000)
@example("number" + ".a" * 1500 + " = 1")
@example("'' = 1")
@example("'a\u2028b' = 1")
@example("[vehicle]\n'' = 1")
def test_any_text_is_read_or_refused_in_our_own_words(text: str) -> None:
    outcome = _read_or_refused(text)
    assert isinstance(outcome, ClaimFacts) or outcome.message


_keys = st.sampled_from(
    ["number", "loss_date", "vehicle", "terms", "rates", "garage", "class", "vat", "panel", "year", "vin", "x"]
)
_values = st.sampled_from(
    ["0", "-1", "1e400", "nan", '"x"', "''", "true", "2026-10-12", "2026-10-12T00:00:00Z", "09:00:00", "[]", "{}",
     "[{ a = 1 }]", "99999999999999999999"]
)  # fmt: skip
_lines = st.one_of(
    st.builds("{} = {}".format, _keys, _values),
    st.builds("[{}]".format, _keys),
    st.builds("[[{}]]".format, _keys),
    st.builds("{}.{} = {}".format, _keys, _keys, _values),
)


@settings(max_examples=200)
@given(st.lists(_lines, max_size=6).map("\n".join))
def test_any_toml_of_our_own_words_is_read_or_refused_with_a_line(text: str) -> None:
    outcome = _read_or_refused(text)
    if isinstance(outcome, ClaimFileProblem):
        assert ", line " in outcome.where


def test_a_claim_folder_without_a_file_is_known_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "CLM 77"
    folder.mkdir()
    assert read_claim(folder) == ClaimFacts(number="CLM 77")


def test_the_sample_claim_is_read(sample_claim: Path) -> None:
    claim = read_claim(sample_claim)
    assert claim.number == "CLM-2026-0042"
    assert claim.vehicle.retail_value == Money.rand(178000)


def test_a_file_saved_with_a_byte_order_mark_and_windows_lines_is_read(tmp_path: Path) -> None:
    (tmp_path / FileName.CLAIM).write_bytes(b'\xef\xbb\xbfnumber = "A"\r\n[vehicle]\r\nyear = 2021\r\n')
    claim = read_claim(tmp_path)
    assert (claim.number, claim.vehicle.year) == ("A", 2021)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_file_is_read_in_every_encoding_that_notepad_saves(tmp_path: Path, encoding: str) -> None:
    (tmp_path / FileName.CLAIM).write_bytes('number = "René 1"\r\n'.encode(encoding))
    assert read_claim(tmp_path).number == "René 1"


def test_a_locked_file_is_not_called_a_matter_of_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FileName.CLAIM).write_text('number = "A"')

    def refused(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(ClaimFileProblem, match="permission denied") as caught:
        read_claim(tmp_path)
    assert "UTF-8" not in str(caught.value)
    assert "check its permissions" in caught.value.hint
    assert caught.value.where == str(tmp_path / FileName.CLAIM)


def test_one_value_is_read_by_its_key_as_an_edit_gives_it() -> None:
    assert {"number", "terms.excess", "vehicle.vin"} <= set(CLAIM_KEYS)
    assert claim_value("terms.excess", 5000) == Money.rand(5000)
    with pytest.raises(ValueError, match="write a date"):
        claim_value("loss_date", "12/10/2026")


# Each: text, the line that is named, the whole message, the whole hint or its end.
_NO_TOML = [
    ("a = 1\n [terms \n", 2, "this line cannot be read: [terms", "write [terms]"),
    ("[terms]\nvat = 0.15\nvat = 0.2", 3, "this stands twice in the file: vat = 0.2", "keep one of the two"),
    ("[terms]\n[terms]", 2, "this stands twice in the file: [terms]", "keep one of the two"),
    ("terms.excess = R5000", 1, "this line cannot be read: terms.excess = R5000", "write excess = 5000"),
    ("vat = most", 1, "this line cannot be read: vat = most", "write a share from 0 to 1, as in vat = 0.70"),
    ("[vehicle]\nyear = new", 2, "this line cannot be read: year = new", "write a whole number, as in year = 2021"),
    ("vat = most\n\n[terms]\nexcess = 1\n", 1, "this line cannot be read: vat = most", "as in vat = 0.70"),
    ("[x]\nExcess = R5000", 2, "this line cannot be read: Excess = R5000", "write excess = 5000"),
    ("class = a b", 1, "this line cannot be read: class = a b", 'as in excess = 5000.50 or incident = "Hit a pole"'),
    ("what", 1, "this line cannot be read: what", 'as in excess = 5000.50 or incident = "Hit a pole"'),
    ("number = [\n\n", 1, "this line cannot be read: number = [", 'write number = "["'),
]


@pytest.mark.parametrize(("text", "line", "message", "hint"), _NO_TOML)
def test_a_line_that_is_no_toml_is_shown_with_its_number_and_the_remedy(
    text: str, line: int, message: str, hint: str
) -> None:
    with pytest.raises(ClaimFileProblem) as caught:
        parse_claim(text, default_number="x", where="sub/claim.toml")
    assert (caught.value.message, caught.value.where) == (message, f"sub/claim.toml, line {line}")
    assert caught.value.hint.endswith(hint)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("year = 2026-10-12", "year = 2026-10-12 does not fit"),
        ("year = 5.50", "year = 5.50 does not fit"),
        ("year = '5'", "year = '5' does not fit"),
        (f"year = '{'x' * 58}'", f"year = '{'x' * 58}' does not fit"),
        (f"year = '{'x' * 59}'", f"year = '{'x' * 59}... does not fit"),
        ("year = [0x" + "f" * 5000 + "]", "year = a value too long to show does not fit"),
    ],
)
def test_a_wrong_value_is_shown_as_it_is_read_up_to_60_signs(line: str, message: str) -> None:
    with pytest.raises(ClaimFileProblem) as caught:
        _parse(f"[vehicle]\n{line}")
    assert caught.value.message == message


def test_a_value_without_a_right_form_is_told_what_to_write_alone_and_one_with_it_both() -> None:
    for value, hint in (("[]", "as in 2021"), ("'61'", "as in 2021: year = 61")):
        with pytest.raises(ClaimFileProblem) as caught:
            _parse(f"[vehicle]\nyear = {value}")
        assert caught.value.hint == f"write a whole number without quotes, {hint}"
    with pytest.raises(ClaimFileProblem, match="a backslash in double quotes is read as something else"):
        _parse(r'incident = "\\\\server\\photos"')


def test_prices_of_the_claim_are_named_from_its_folder_and_kept_whole(tmp_path: Path) -> None:
    (tmp_path / "CLM").mkdir()
    (tmp_path / "CLM" / FileName.CLAIM).write_text('[prices]\ntables = "../lists/ins"\n')
    assert read_claim(tmp_path / "CLM").prices == PriceFacts(str(tmp_path / "lists" / "ins"))
    (tmp_path / "CLM" / FileName.CLAIM).write_text("number = 'A'\n")
    assert read_claim(tmp_path / "CLM").prices == PriceFacts(None)


def test_faults_of_a_folder_s_file_name_the_file_and_its_folder_gives_the_number(tmp_path: Path) -> None:
    file = tmp_path / FileName.CLAIM
    for content, hint in ((b"[terms]\nvat = 15", "vat = 0.15"), (bytes(64), "UTF-8")):
        file.write_bytes(content)
        with pytest.raises(ClaimFileProblem) as caught:
            read_claim(tmp_path)
        assert caught.value.where.startswith(str(file))
        assert hint in caught.value.hint
    file.write_bytes(b"incident = 'x'")
    assert read_claim(tmp_path / "." / "").number == tmp_path.name


def test_the_day_that_a_claim_is_held_against_is_the_one_given() -> None:
    assert parse_claim("[vehicle]\nyear = 2031", default_number="x", today=date(2030, 1, 1)).vehicle.year == 2031
    with pytest.raises(ClaimFileProblem, match=r"claim\.toml, line 2: year = 2032 cannot be right"):
        parse_claim("[vehicle]\nyear = 2032", default_number="x", today=date(2030, 1, 1))


def test_keys_with_their_section_are_those_that_an_edit_may_name() -> None:
    assert CLAIM_KEYS[:5] == ("number", "loss_date", "incident", "insured.name", "insured.policy")
    assert CLAIM_KEYS[-2:] == ("prices.tables", "garage.class")
