"""Use case: the PDF of a saved assessment, written or printed."""

from __future__ import annotations

from pathlib import Path

from claimapp.app.saved import REPORT_NAME, open_saved
from claimapp.report.pdf import write_pdf
from claimapp.report.sent_to_printer import print_pdf
from claimapp.store.assessment_json import assessment_sha256

__all__ = ["REPORT_NAME", "print_report", "write_report"]


def write_report(path: Path, target: Path | None = None) -> Path:
    """Write the PDF of an output folder (or its assessment.json) and return its path.

    `target` None writes report.pdf beside assessment.json. The same assessment and
    photos give the same bytes.

    Raises:
        AssessmentProblem: if the assessment cannot be read.
        OutputProblem: if the PDF cannot be written.
    """
    saved = open_saved(path)
    digest = assessment_sha256(saved.assessment)
    return write_pdf(saved.assessment, saved.drawn, target or saved.folder / REPORT_NAME, assessment_sha256=digest)


def print_report(pdf: Path, printer: str | None) -> str:
    """Hand a PDF to the system's printing; returns a sentence about where it went; raises PrintProblem."""
    return print_pdf(pdf, printer)
