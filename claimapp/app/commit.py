"""Use case: keep a person's edit, with pictures and PDF that say the same."""

from __future__ import annotations

from pathlib import Path

from claimapp.app.drawing import draw_photos
from claimapp.app.report import write_report
from claimapp.app.saved import Assessed, open_saved, save
from claimapp.domain.assessment import Assessment

__all__ = ["commit"]


def commit(assessment: Assessment, folder: Path, *, claim_folder: Path | None) -> Assessed:
    """Save `assessment` to `folder`, draw its photos anew and write report.pdf.

    Without `claim_folder`, or where a photo is not there any more, the drawings stay as they are.

    Raises:
        OutputProblem: if something cannot be written; assessment.json is written first.
        PhotoProblem: if an original cannot be decoded any more.
    """
    save(assessment, folder)
    if claim_folder is not None:
        draw_photos(assessment, claim_folder, folder)
    write_report(folder)
    return open_saved(folder)
