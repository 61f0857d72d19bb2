"""Use case: one claim folder becomes assessment.json, drawn photos and a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from claimapp.domain.assessment import Assessment
from claimapp.pipeline.progress import Cancelled, Told, go_on, tell_nobody

__all__ = ["AssessOptions", "Assessed", "Profile", "assess_claim"]


class Profile(StrEnum):
    """How much time a photo may take."""

    FAST = "fast"
    ACCURATE = "accurate"


@dataclass(frozen=True, slots=True)
class AssessOptions:
    """What a caller may choose; the defaults are the daily path."""

    profile: Profile = Profile.FAST
    runtime: str = "openvino"
    text_engine: str = "rapidocr"
    report: bool = True


@dataclass(frozen=True, slots=True)
class Assessed:
    """What an assessment left on disk: `folder` with assessment.json, report.pdf, photos/."""

    assessment: Assessment
    folder: Path
    assessment_json: Path
    report_pdf: Path | None
    drawn: dict[str, Path]


def assess_claim(
    claim_folder: Path,
    out: Path,
    *,
    options: AssessOptions,
    told: Told = tell_nobody,
    cancelled: Cancelled = go_on,
) -> Assessed:
    """Assess `claim_folder` and write everything below `out`.

    Raises:
        NothingToAssess: if no photo can be read.
        ClaimFileProblem: if claim.toml is wrong.
        ModelProblem: if a model is missing or altered.
        OutputProblem: if `out` cannot be written.
        Interrupted: if `cancelled` answered yes (within one photo).
    """
    raise AssertionError
