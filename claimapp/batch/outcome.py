"""What became of one claim of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimapp.domain.assessment import Assessment

__all__ = ["Outcome", "Status", "status_of"]


class Status(StrEnum):
    """OK: all done; PARTIAL: done, but some photos could not be used; FAILED: nothing to show."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One claim's end; `error` is a sentence, `skipped` says that an earlier run had done it.

    `seconds` is the time that this run spent on it, None where it was skipped.
    """

    name: str
    status: Status
    assessment: Assessment | None
    seconds: float | None
    error: str = ""
    skipped: bool = False


def status_of(assessment: Assessment) -> Status:
    """PARTIAL where a file could not be used, else OK."""
    return Status.PARTIAL if assessment.errors else Status.OK
