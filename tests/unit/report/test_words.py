from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from claimapp.domain.damage import DamageStatus, Severity
from claimapp.domain.estimate import Basis, Outcome
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import Operation
from claimapp.domain.part import PartName, Side
from claimapp.domain.photo import PhotoRole, View
from claimapp.domain.vehicle import VEHICLE_FIELDS, Source
from claimapp.report import words


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (words.KIND_WORDS, DamageKind),
        (words.SEVERITY_WORDS, Severity),
        (words.STATUS_WORDS, DamageStatus),
        (words.OPERATION_WORDS, Operation),
        (words.ROLE_WORDS, PhotoRole),
        (words.VIEW_WORDS, View),
        (words.SOURCE_WORDS, Source),
        (words.BASIS_WORDS, Basis),
        (words.OUTCOME_WORDS, Outcome),
        (words.FIELD_WORDS, VEHICLE_FIELDS),
    ],
)
def test_every_value_has_its_own_words(table: dict[object, str], values: object) -> None:
    assert set(table) == set(values)  # type: ignore[call-overload] # enums and tuples iterate
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(
    ("part", "side", "said"),
    [
        (PartName.FRONT_DOOR, Side.LEFT, "left front door"),
        (PartName.BONNET, None, "bonnet"),
        (PartName.MIRROR, None, "mirror"),  # a side that cannot be told is not guessed
        (None, Side.LEFT, "not known"),
    ],
)
def test_part_is_named_with_its_side(part: PartName | None, side: Side | None, said: str) -> None:
    assert words.part_words(part, side) == said


def test_dates_do_not_depend_on_the_computers_language() -> None:
    assert words.date_words(date(2026, 3, 1)) == "1 March 2026"
    assert words.date_words(None) == "not known"
    assert words.time_words(datetime(2026, 10, 12, 9, 4)) == "12 October 2026, 09:04"
    assert words.time_words(datetime(2026, 10, 12, 9, 4, tzinfo=UTC)).endswith("09:04 UTC")


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
    assert words.share_words(share, places).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("hours", "said"), [("0", "–"), ("1.50", "1,5"), ("3", "3,0"), ("10", "10,0"), ("-0.8", "-0,8"), ("2.86", "2,86")]
)
def test_hours_keep_every_place_that_counts(hours: str, said: str) -> None:
    assert words.hours_words(Decimal(hours)) == said


def test_counts_and_lists_read_as_a_person_would_say_them() -> None:
    assert [words.counted(n, "damage") for n in (0, 1, 2)] == ["no damages", "1 damage", "2 damages"]
    assert words.listed(["1", "2", "3"], most=2) == "1, 2 and 1 more"
    assert words.listed([]) == "–"


def test_a_line_id_is_not_taken_for_a_number() -> None:
    assert words.line_words("l11") == "L11"
