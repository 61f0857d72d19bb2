"""Use case: keep a person's edit, with pictures and PDF that say the same."""

from __future__ import annotations

import shutil
from pathlib import Path

from claimapp.app.drawing import draw_photos
from claimapp.app.report import write_report
from claimapp.app.saved import Assessed, open_saved, save
from claimapp.atomic import make_folder
from claimapp.domain.assessment import Assessment
from claimapp.domain.files import FileName
from claimapp.errors import OutputProblem
from claimapp.logs import job, join_log
from claimapp.store.lock import locked

__all__ = ["commit", "commit_into"]


def commit(assessment: Assessment, folder: Path, *, claim_folder: Path | None) -> Assessed:
    """Save `assessment` to `folder`, draw its photos anew and write report.pdf.

    Without `claim_folder`, or where a photo is not there any more, the drawings stay as they are.

    Raises:
        OutputProblem: if something cannot be written (assessment.json is written first), or another run is
            writing there.
        PhotoProblem: if an original cannot be decoded any more.
    """
    join_log()
    with job("save an edited assessment"), locked(folder, "save"):
        save(assessment, folder)
        if claim_folder is not None:
            draw_photos(assessment, claim_folder, folder)
        write_report(folder)
        return open_saved(folder)


def commit_into(assessment: Assessment, folder: Path, target: Path) -> Assessed:
    """Keep an edit of the assessment in `folder` in `target`, which may be the same; drawings come along.

    Raises:
        OutputProblem: if `target` cannot be written, or another run is writing there.
    """
    with locked(target, "save"):
        make_folder(target)
        _bring_drawings(folder, target)
        return commit(assessment, target, claim_folder=None)


def _bring_drawings(folder: Path, target: Path) -> None:
    if target.resolve() != folder.resolve() and (folder / FileName.PHOTOS).is_dir():
        try:
            shutil.copytree(folder / FileName.PHOTOS, target / FileName.PHOTOS, dirs_exist_ok=True)
        except (OSError, shutil.Error) as problem:
            raise OutputProblem(
                "the drawn photos cannot be copied", hint="choose another folder with -o", where=str(target)
            ) from problem
