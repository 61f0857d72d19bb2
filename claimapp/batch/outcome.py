"""What became of one claim of a batch."""

from __future__ import annotations

from dataclasses import dataclass

from claimapp.domain.assessment import Assessment
from claimapp.report.summary_csv import ClaimStatus

__all__ = ["Outcome", "status_of"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One claim's end; `error` is a sentence, `skipped` says that an earlier run had done it.

    `seconds` is the time that this run spent on it, None where it was skipped.
    """

    name: str
    status: ClaimStatus
    assessment: Assessment | None
    seconds: float | None
    error: str = ""
    skipped: bool = False


def status_of(assessment: Assessment) -> ClaimStatus:
    """PARTIAL where a file could not be used, else OK."""
    return ClaimStatus.PARTIAL if assessment.errors else ClaimStatus.OK
