"""outcome.py: the words of summary.csv, and what makes a claim partial."""

from __future__ import annotations

from dataclasses import replace

from claimapp.batch.outcome import Outcome, status_of
from claimapp.report.summary_csv import ClaimStatus
from tests.data.assessments import empty_assessment, sample_assessment


def test_states_are_the_words_of_the_contract() -> None:
    assert [status.value for status in ClaimStatus] == ["ok", "partial", "failed"]


def test_a_claim_is_partial_exactly_where_a_file_could_not_be_used() -> None:
    assert status_of(sample_assessment()) is ClaimStatus.PARTIAL
    assert status_of(replace(sample_assessment(), errors=())) is ClaimStatus.OK
    assert status_of(empty_assessment()) is ClaimStatus.OK


def test_an_outcome_is_without_error_and_of_this_run_unless_said_otherwise() -> None:
    outcome = Outcome("a", ClaimStatus.OK, empty_assessment(), 1.5)
    assert (outcome.error, outcome.skipped) == ("", False)
