"""outcome.py: the words of summary.csv, and what makes a claim partial."""

from __future__ import annotations

from dataclasses import replace

from claimapp.batch.outcome import Outcome, Status, status_of
from tests.data.assessments import empty_assessment, sample_assessment


def test_states_are_the_words_of_the_contract() -> None:
    assert [status.value for status in Status] == ["ok", "partial", "failed"]


def test_a_claim_is_partial_exactly_where_a_file_could_not_be_used() -> None:
    assert status_of(sample_assessment()) is Status.PARTIAL
    assert status_of(replace(sample_assessment(), errors=())) is Status.OK
    assert status_of(empty_assessment()) is Status.OK


def test_an_outcome_is_without_error_and_of_this_run_unless_said_otherwise() -> None:
    outcome = Outcome("a", Status.OK, empty_assessment(), 1.5)
    assert (outcome.error, outcome.skipped) == ("", False)
