"""line.py: operations are the contract's, and a line says what its figures rest on."""

from __future__ import annotations

from claimapp.domain.line import Operation, TableRow
from tests.data.assessments import sample_assessment


def test_operations_are_the_words_of_the_contract() -> None:
    assert [operation.value for operation in Operation] == [
        "repair", "replace", "refinish", "blend", "remove_refit", "polish", "sublet",
    ]  # fmt: skip


def test_a_row_names_its_table_and_may_leave_its_standing_open() -> None:
    assert TableRow("rates", "panel_beating") == TableRow("rates", "panel_beating", "", "")


def test_lines_with_the_same_figures_are_equal_and_can_be_counted_in_a_set() -> None:
    lines = sample_assessment().estimate.lines
    assert len({*lines, *sample_assessment().estimate.lines}) == len(lines)
