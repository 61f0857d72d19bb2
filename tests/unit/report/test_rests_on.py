from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.line import TableRow
from claimapp.domain.money import Money
from claimapp.report.rests_on import NOT_STATED, rests_on
from tests.data.assessments import sample_assessment

_LINES = sample_assessment().estimate.lines


def test_sample_is_added_up_by_status_to_the_cent() -> None:
    groups = {group.status: (group.lines, str(group.amount)) for group in rests_on(_LINES)}
    assert groups == {"SOURCED": (3, "2691.00"), "DERIVED": (2, "15200.00"), "ASSUMED": (6, "13143.96")}
    assert [group.status for group in rests_on(_LINES)] == ["SOURCED", "DERIVED", "ASSUMED"]


def test_row_without_a_status_is_said_to_be_so_and_comes_last() -> None:
    bare = replace(_LINES[0], source=TableRow("typed", "1"))
    odd = replace(_LINES[0], source=TableRow("typed", "1", "PERSON"))
    assert [group.status for group in rests_on([bare, odd, _LINES[0]])] == ["DERIVED", "PERSON", NOT_STATED]


def test_no_lines_give_nothing_and_a_zero_subtotal_has_no_shares() -> None:
    assert rests_on([]) == ()
    both = [replace(_LINES[0], amount=Money(500)), replace(_LINES[0], amount=Money(-500))]
    assert rests_on(both)[0].share is None


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["SOURCED", "DERIVED", "ASSUMED", ""]), st.integers(1, 10**9))))
def test_amounts_add_up_to_the_subtotal_and_shares_to_one(rows: list[tuple[str, int]]) -> None:
    lines = [replace(_LINES[0], amount=Money(cents), source=TableRow("t", "r", status)) for status, cents in rows]
    groups = rests_on(lines)
    assert Money.total(group.amount for group in groups) == Money.total(line.amount for line in lines)
    assert not groups or abs(sum((group.share or Decimal(0) for group in groups), Decimal(0)) - 1) < Decimal("1e-20")
