"""Use case: the photos of an assessment, drawn with their damages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from claimapp.atomic import make_folder
from claimapp.domain.assessment import Assessment, PhotoSeen
from claimapp.domain.files import FileName
from claimapp.errors import OutputProblem
from claimapp.pipeline.progress import Cancelled, Progress, Step, Told, go_on, tell_nobody
from claimapp.report.drawn import draw_photo, drawn_name
from claimapp.stages.intake.decode import decode_file
from claimapp.stages.intake.sources import find_source

__all__ = ["draw_photos"]


def draw_photos(
    assessment: Assessment,
    claim_folder: Path,
    out: Path,
    *,
    told: Told = tell_nobody,
    cancelled: Cancelled = go_on,
) -> None:
    """Draw every photo that still is what was assessed into `out`/photos.

    Photos are decoded again: hundreds do not fit in memory at once. One that is gone or was
    changed since keeps its old drawing: damage is never drawn over another picture. Once
    `cancelled` answers yes the others are not drawn, and earlier drawings of them go.

    Raises:
        OutputProblem: if `out` cannot be written.
    """
    photos = make_folder(out / FileName.PHOTOS)
    for number, seen in enumerate(assessment.photos):
        if cancelled():
            _drop_drawings(assessment.photos[number:], photos)
            return
        told(Progress(Step.WRITING, number, len(assessment.photos), seen.photo.file))
        original = find_source(claim_folder / seen.photo.file)
        if original and original.holds(seen.photo.sha256):
            draw_photo(
                decode_file(original).pixels_rgb, seen, photos / drawn_name(seen.photo), damages=assessment.damages
            )


def _drop_drawings(left: Iterable[PhotoSeen], photos: Path) -> None:
    try:
        for seen in left:
            (photos / drawn_name(seen.photo)).unlink(missing_ok=True)
    except OSError as problem:
        raise OutputProblem(
            "an older drawing cannot be taken away", hint="close programs that show it", where=str(photos)
        ) from problem
