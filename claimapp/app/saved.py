"""Use case: open and save an assessed claim."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimapp.domain.assessment import Assessment
from claimapp.domain.files import FileName
from claimapp.report.drawn import drawn_name
from claimapp.store import assessment_json

__all__ = ["Assessed", "drawn_photos", "open_saved", "save"]


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment on disk: `folder` with assessment.json, report.pdf, photos/; `drawn` by photo id."""

    assessment: Assessment
    folder: Path
    assessment_json: Path
    report_pdf: Path | None
    drawn: dict[str, Path]


def open_saved(path: Path, *, sums_checked: bool = True) -> Assessed:
    """Open an output folder, or the assessment.json in it.

    `sums_checked` False opens one whose figures contradict each other too: to price it again.

    Raises:
        AssessmentProblem: if it is missing, damaged, of another schema, or contradicts itself.
    """
    file = path / FileName.ASSESSMENT if path.is_dir() else path
    assessment = assessment_json.load(file, sums_checked=sums_checked)
    report = file.parent / FileName.REPORT
    return Assessed(
        assessment, file.parent, file, report if report.is_file() else None, drawn_photos(assessment, file.parent)
    )


def save(assessment: Assessment, folder: Path) -> Path:
    """Write `folder`/assessment.json in one step; raises OutputProblem."""
    return assessment_json.save(assessment, folder)


def drawn_photos(assessment: Assessment, folder: Path) -> dict[str, Path]:
    """Drawn photos of an output folder by photo id, as far as they are there."""
    paths = {seen.photo.id: folder / FileName.PHOTOS / drawn_name(seen.photo) for seen in assessment.photos}
    return {photo_id: path for photo_id, path in paths.items() if path.is_file()}
