from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.money import Money
from claimapp.words import figures
from claimapp.words.language import Language, speaking


@pytest.mark.parametrize("spoken", Language)
@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (0, "R 0,00"),
        (5, "R 0,05"),
        (1_234_567, "R 12 345,67"),
        (-1_234_567, "-R 12 345,67"),
        (123_456_789_00, "R 123 456 789,00"),
    ],
)
def test_amounts_are_written_as_in_south_africa_and_never_break(cents: int, said: str, spoken: Language) -> None:
    with speaking(spoken):
        assert figures.money_words(Money(cents)) == said.replace(" ", "\u00a0")


@given(st.integers(-(10**13), 10**13))
def test_an_amount_can_be_read_back_to_the_cent(cents: int) -> None:
    said = figures.money_words(Money(cents))
    assert int(said.replace("\u00a0", "").replace("R", "").replace(",", "")) == cents


def test_dates_do_not_depend_on_the_computers_language_but_on_the_one_that_is_spoken() -> None:
    assert figures.date_words(date(2026, 3, 1)) == "1 March 2026"
    assert figures.date_words(None) == "not known"
    assert figures.time_words(datetime(2026, 10, 12, 9, 4)) == "12 October 2026, 09:04"
    assert figures.time_words(datetime(2026, 10, 12, 9, 4, tzinfo=UTC)).endswith("09:04 UTC")
    with speaking(Language.AFRIKAANS):
        assert figures.date_words(date(2026, 3, 1)) == "1 Maart 2026"


@pytest.mark.parametrize(
    ("share", "places", "said"),
    [
        (0.844, 0, "84 %"),
        (0.845, 0, "85 %"),  # half up, not to even
        (Decimal("0.086708"), 1, "8,7 %"),
        (1, 1, "100,0 %"),
        (Decimal("-0.02"), 0, "-2 %"),
    ],
)
def test_shares_are_rounded_half_up_with_a_decimal_comma(share: Decimal, places: int, said: str) -> None:
    assert figures.share_words(share, places).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("hours", "said"), [("0", "–"), ("1.50", "1,5"), ("3", "3,0"), ("10", "10,0"), ("-0.8", "-0,8"), ("2.86", "2,86")]
)
def test_hours_keep_every_place_that_counts(hours: str, said: str) -> None:
    assert figures.hours_words(Decimal(hours)) == said


def test_numbers_keep_the_places_that_they_have() -> None:
    assert figures.number_words(Decimal("1234.50")).replace("\u00a0", " ") == "1 234,50"
    assert figures.number_words(7) == "7"
    assert figures.kilometres_words(61000) == "61\u00a0000\u00a0km"
    assert figures.kilometres_words(None) == "not known"


def test_lists_read_as_a_person_would_say_them() -> None:
    assert figures.listed(["1", "2", "3"], most=2) == "1, 2 and 1 more"
    assert figures.listed([]) == "–"
