from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimapp.batch.worker import AssessOne, ClaimJob, do_claim, start_worker
from claimapp.domain.assessment import Assessment
from claimapp.errors import NothingToAssess
from claimapp.report.summary_csv import ClaimStatus
from tests.data.assessments import sample_assessment

JOB = ClaimJob("a", Path("a"), Path("out/a"))


@pytest.fixture(autouse=True)
def keep_ctrl_c() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def fails_with(problem: Exception) -> AssessOne:
    def assess(claim: Path, out: Path) -> Assessment:
        raise problem

    return assess


def test_a_claim_with_unusable_files_is_partial() -> None:
    start_worker(lambda: lambda claim, out: sample_assessment())
    outcome = do_claim(JOB)
    assert outcome.assessment == sample_assessment()
    assert outcome.status is (ClaimStatus.PARTIAL if sample_assessment().errors else ClaimStatus.OK)


def test_a_problem_of_one_claim_is_its_outcome() -> None:
    start_worker(lambda: fails_with(NothingToAssess("the folder holds no photo", where="a")))
    outcome = do_claim(JOB)
    assert (outcome.status, outcome.error) == (ClaimStatus.FAILED, "a: the folder holds no photo")


def test_a_fault_of_the_program_fails_one_claim_and_says_so() -> None:
    start_worker(lambda: fails_with(ValueError("boom")))
    assert "a fault of the program (ValueError: boom)" in do_claim(JOB).error


def test_an_engines_own_exception_is_a_failed_claim_too() -> None:
    start_worker(lambda: fails_with(RuntimeError("from a C library")))
    assert do_claim(JOB).status is ClaimStatus.FAILED


def test_models_are_opened_once_for_many_claims() -> None:
    opened: list[int] = []

    def make() -> AssessOne:
        opened.append(1)
        return lambda claim, out: sample_assessment()

    start_worker(make)
    do_claim(JOB)
    do_claim(JOB)
    assert opened == [1]
