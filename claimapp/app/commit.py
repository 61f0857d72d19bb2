"""Use case: keep a person's edit, with pictures and PDF that say the same."""

from __future__ import annotations

import shutil
from pathlib import Path

from claimapp.app.drawing import PixelsOf, draw_photos, originals_in
from claimapp.app.previews import Previews
from claimapp.app.report import write_report
from claimapp.app.saved import Assessed, open_saved, save
from claimapp.atomic import make_folder
from claimapp.domain.assessment import Assessment
from claimapp.domain.files import FileName
from claimapp.domain.photo import Photo
from claimapp.errors import OutputProblem
from claimapp.logs import job, join_log
from claimapp.runtime.detector import PixelsRgb
from claimapp.store.lock import locked
from claimapp.words.language import Language, speaking

__all__ = ["commit", "commit_into"]


def commit(
    assessment: Assessment, folder: Path, *, claim_folder: Path | None, language: Language = Language.ENGLISH
) -> Assessed:
    """Save `assessment` to `folder`, draw its photos anew and write report.pdf.

    They are drawn on the previews that the run kept, else on the originals in `claim_folder`;
    where neither is there any more, the drawing stays as it is.

    Raises:
        OutputProblem: if something cannot be written (assessment.json is written first), or another run is
            writing there.
        PhotoProblem: if an original cannot be decoded any more.
    """
    join_log()
    with job("save an edited assessment"), locked(folder, "save"):
        save(assessment, folder)
        with speaking(language):
            draw_photos(assessment, _pixels_in(folder, claim_folder), folder)
        write_report(folder, language=language)
        return open_saved(folder)


def commit_into(
    assessment: Assessment, folder: Path, target: Path, *, language: Language = Language.ENGLISH
) -> Assessed:
    """Keep an edit of the assessment in `folder` in `target`, which may be the same; pictures come along.

    Raises:
        OutputProblem: if `target` cannot be written, or another run is writing there.
    """
    with locked(target, "save"):
        make_folder(target)
        _bring_pictures(folder, target)
        return commit(assessment, target, claim_folder=None, language=language)


def _pixels_in(folder: Path, claim_folder: Path | None) -> PixelsOf:
    previews = Previews(folder)
    originals = originals_in(claim_folder) if claim_folder else None

    def pixels_of(photo: Photo) -> PixelsRgb | None:
        kept = previews.pixels_of(photo)
        return originals(photo) if kept is None and originals else kept

    return pixels_of


def _bring_pictures(folder: Path, target: Path) -> None:
    if target.resolve() == folder.resolve():
        return
    try:
        if (folder / FileName.PHOTOS).is_dir():
            shutil.copytree(folder / FileName.PHOTOS, target / FileName.PHOTOS, dirs_exist_ok=True)
        Previews(folder).copy_to(target)
    except (OSError, shutil.Error) as problem:
        raise OutputProblem(
            "the drawn photos cannot be copied", hint="choose another folder with -o", where=str(target)
        ) from problem
