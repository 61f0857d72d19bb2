"""as_typed.py: what people type for money, shares, days and text, and all that it may mean."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.store.as_typed import ValueKind, right_forms

# Each: kind, what is typed, every way that it may be meant.
_TYPED = [
    (ValueKind.RAND, "5000,50", ("5000.50",)),
    (ValueKind.RAND, "R5000", ("5000",)),
    (ValueKind.RAND, "R 5 000,50", ("5000.50",)),
    (ValueKind.RAND, "R5\u00a0000.50", ("5000.50",)),
    (ValueKind.RAND, "R5,000.50", ("5000.50",)),
    (ValueKind.RAND, "5.000,50", ("5000.50",)),
    (ValueKind.RAND, "1 234 567", ("1234567",)),
    (ValueKind.RAND, "1,234,567", ("1234567",)),
    (ValueKind.RAND, "R5000,-", ("5000",)),
    (ValueKind.RAND, "ZAR 450 per hour", ("450",)),
    (ValueKind.RAND, "005000", ("5000",)),
    (ValueKind.RAND, "5,000", ("5000", "5")),
    (ValueKind.RAND, "5.250", ("5250", "5.25")),
    (ValueKind.RAND, "about five", ()),
    (ValueKind.RAND, "", ()),
    (ValueKind.RAND, "9" * 40, ()),
    (ValueKind.RAND, "5000 rand", ("5000",)),
    (ValueKind.RAND, "R450/h", ("450",)),
    (ValueKind.RAND, "450 p/h.", ("450",)),
    (ValueKind.RAND, "R 450,50 an hour", ("450.50",)),
    (ValueKind.RAND, "R5000.-", ("5000",)),
    (ValueKind.RAND, "R5000-", ("5000",)),
    (ValueKind.RAND, "5'000", ("5000",)),
    (ValueKind.RAND, "5’000", ("5000",)),
    (ValueKind.RAND, "5_000", ("5000",)),
    (ValueKind.RAND, "1.234.567", ("1234567",)),
    (ValueKind.RAND, "1,234.5", ("1234.50",)),
    (ValueKind.RAND, "1.234,567", ("1234567",)),
    (ValueKind.RAND, "12.3456", ("123456",)),
    (ValueKind.RAND, "1234.5", ("1234.50",)),
    (ValueKind.RAND, "1234.00", ("1234",)),
    (ValueKind.RAND, "5.", ("5",)),
    (ValueKind.RAND, "0.005", ("5", "0.00")),
    (ValueKind.RAND, ".50", ()),
    (ValueKind.RAND, "R", ()),
    (ValueKind.RAND, "5000 EUR", ()),
    (ValueKind.RAND, "9" * 15, ("9" * 15,)),
    (ValueKind.RAND, "9" * 16, ()),
    (ValueKind.RAND, '"5000"', ("5000",)),
    (ValueKind.RAND, " \u2009 ' 5000 ' ", ("5000",)),
    (ValueKind.SHARE, "0", ("0.00",)),
    (ValueKind.SHARE, "1", ("1.00",)),
    (ValueKind.SHARE, "100 %", ("1.00",)),
    (ValueKind.SHARE, "100.1%", ()),
    (ValueKind.SHARE, "1.5", ("0.015",)),
    (ValueKind.SHARE, "70", ("0.70",)),
    (ValueKind.SHARE, "70 per cent", ("0.70",)),
    (ValueKind.SHARE, "70 PerCent", ("0.70",)),
    (ValueKind.SHARE, "0.5%", ("0.005",)),
    (ValueKind.SHARE, "-0.1", ()),
    (ValueKind.SHARE, "inf", ()),
    (ValueKind.SHARE, "most", ()),
    (ValueKind.SHARE, "%", ()),
    (ValueKind.SHARE, "70%", ("0.70",)),
    (ValueKind.SHARE, "0,7", ("0.70",)),
    (ValueKind.SHARE, "15 percent", ("0.15",)),
    (ValueKind.SHARE, "12.5 %", ("0.125",)),
    (ValueKind.SHARE, "700%", ()),
    (ValueKind.SHARE, "nan", ()),
    (ValueKind.WHOLE, "61 000 km", ("61000",)),
    (ValueKind.WHOLE, "61,000", ("61000",)),
    (ValueKind.WHOLE, "61000.5", ()),
    (ValueKind.WHOLE, "61000.0", ("61000",)),
    (ValueKind.WHOLE, "61.000", ("61000",)),
    (ValueKind.WHOLE, "x", ()),
    (ValueKind.DAY, "12/10/2026", ("2026-10-12", "2026-12-10")),
    (ValueKind.DAY, "10/10/2026", ("2026-10-10",)),
    (ValueKind.DAY, "13-10-2026", ("2026-10-13",)),
    (ValueKind.DAY, "31.12.26", ("2026-12-31",)),
    (ValueKind.DAY, "2026/10/12", ("2026-10-12",)),
    (ValueKind.DAY, "12 October 2026", ("2026-10-12",)),
    (ValueKind.DAY, "Oct 12th, 2026", ("2026-10-12",)),
    (ValueKind.DAY, "2 Mei 2026", ("2026-05-02",)),
    (ValueKind.DAY, "1/2/03", ("2003-02-01", "2003-01-02")),
    (ValueKind.DAY, "1/2/99", ("2099-02-01", "2099-01-02")),
    (ValueKind.DAY, "01 02 2026", ("2026-02-01", "2026-01-02")),
    (ValueKind.DAY, "2026-02-30", ()),
    (ValueKind.DAY, "2026-13-01", ()),
    (ValueKind.DAY, "12-10-2026-1", ()),
    (ValueKind.DAY, "12-10", ()),
    (ValueKind.DAY, "12x10x2026", ()),
    (ValueKind.DAY, "12:10:2026", ()),
    (ValueKind.DAY, "1st Oct 2026", ("2026-10-01",)),
    (ValueKind.DAY, "2nd of OCTOBER 2026", ("2026-10-02",)),
    (ValueKind.DAY, "3rd Oct 26", ("2026-10-03",)),
    (ValueKind.DAY, "1ste Maart 2026", ("2026-03-01",)),
    (ValueKind.DAY, "2de Desember 2026", ("2026-12-02",)),
    (ValueKind.DAY, "2026 October 12", ("2026-10-12",)),
    (ValueKind.DAY, "31 Oct 26", ("2026-10-31",)),
    (ValueKind.DAY, "Oct 2026", ()),
    (ValueKind.DAY, "Monday 12 10 2026", ()),
    (ValueKind.DAY, "31/02/2026", ()),
    (ValueKind.DAY, "yesterday", ()),
    (ValueKind.TEXT, "“CLM-1”", ('"CLM-1"',)),
    (ValueKind.TEXT, r"C:\Users\x", (r"'C:\Users\x'",)),
    (ValueKind.CHOICE, "Approved", ('"approved"',)),
    (ValueKind.CODE, "ca 123", ('"ca 123"',)),
    (ValueKind.TEXT, '“J "Buks" Smit', ("'J \"Buks\" Smit'",)),
    (ValueKind.TEXT, """J "Buks" O'Brien""", (r'''"J \"Buks\" O'Brien"''',)),
    (ValueKind.TEXT, r"C:\x 'y'z", (r'''"C:\\x 'y'z"''',)),
    (ValueKind.TEXT, "a\u00a0 b", ('"a b"',)),
    (ValueKind.TEXT, "''", ()),
]


@pytest.mark.parametrize(("kind", "typed", "meant"), _TYPED)
def test_what_is_typed_is_understood_and_never_chosen_between(
    kind: ValueKind, typed: str, meant: tuple[str, ...]
) -> None:
    assert right_forms(kind, typed) == meant


@given(st.sampled_from(ValueKind), st.text(max_size=30))
def test_every_form_offered_is_one_that_toml_reads(kind: ValueKind, typed: str) -> None:
    for form in right_forms(kind, typed):
        if form.isprintable():
            assert "value" in tomllib.loads(f"value = {form}")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["/", "-", "."]))
def test_the_day_meant_is_always_among_the_readings(day: date, mark: str) -> None:
    assert day.isoformat() in right_forms(ValueKind.DAY, mark.join((str(day.day), str(day.month), str(day.year))))


@given(st.integers(0, 10**9))
def test_rand_and_cents_as_south_africa_writes_them_are_read_back(cents: int) -> None:
    typed = f"R {cents // 100:,}".replace(",", " ") + f",{cents % 100:02d}"
    assert [float(form) for form in right_forms(ValueKind.RAND, typed)] == [cents / 100]


@pytest.mark.parametrize(
    ("month", "words"),
    list(
        enumerate(
            (
                "January Januarie", "feb Februarie", "March Maart Mrt", "April Apr", "May Mei", "June Junie",
                "July Jul", "Aug Augustus", "Sept September", "Oct Okt Oktober", "Nov November", "Dec Des Desember",
            ),
            start=1,
        )
    ),
)  # fmt: skip
def test_months_are_known_by_their_beginning_in_both_languages(month: int, words: str) -> None:
    for word in words.split():
        assert right_forms(ValueKind.DAY, f"1 {word} 2026") == (f"2026-{month:02d}-01",)
