"""Use case: the photos of an assessment, drawn with their damages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from claimapp.atomic import make_folder
from claimapp.domain.assessment import Assessment, PhotoSeen
from claimapp.domain.files import FileName
from claimapp.domain.photo import Photo
from claimapp.errors import OutputProblem
from claimapp.pipeline.progress import Cancelled, Progress, Step, Told, go_on, tell_nobody
from claimapp.report.drawn import draw_photo, drawn_name
from claimapp.runtime.detector import PixelsRgb
from claimapp.stages.intake.decode import decode_file
from claimapp.stages.intake.sources import find_source

__all__ = ["PixelsOf", "draw_photos", "originals_in"]

PixelsOf = Callable[[Photo], PixelsRgb | None]
"""The upright pixels of a photo of the assessment, whole or smaller; None where there are none to draw on."""


def originals_in(claim_folder: Path) -> PixelsOf:
    """Decode the photos of a claim folder; one that is gone or was changed since it was assessed gives None."""

    def decoded(photo: Photo) -> PixelsRgb | None:
        original = find_source(claim_folder / photo.file)
        return decode_file(original).pixels_rgb if original and original.holds(photo.sha256) else None

    return decoded


def draw_photos(
    assessment: Assessment,
    pixels_of: PixelsOf,
    out: Path,
    *,
    told: Told = tell_nobody,
    cancelled: Cancelled = go_on,
) -> None:
    """Draw every photo whose pixels `pixels_of` gives into `out`/photos.

    A photo without pixels keeps its old drawing: damage is never drawn over another picture.
    Once `cancelled` answers yes the others are not drawn, and earlier drawings of them go.

    Raises:
        OutputProblem: if `out` cannot be written.
    """
    photos = make_folder(out / FileName.PHOTOS)
    for number, seen in enumerate(assessment.photos):
        if cancelled():
            _drop_drawings(assessment.photos[number:], photos)
            return
        told(Progress(Step.WRITING, number, len(assessment.photos), seen.photo.file))
        pixels = pixels_of(seen.photo)
        if pixels is not None:
            draw_photo(pixels, seen, photos / drawn_name(seen.photo), damages=assessment.damages)


def _drop_drawings(left: Iterable[PhotoSeen], photos: Path) -> None:
    try:
        for seen in left:
            (photos / drawn_name(seen.photo)).unlink(missing_ok=True)
    except OSError as problem:
        raise OutputProblem(
            "an older drawing cannot be taken away", hint="close programs that show it", where=str(photos)
        ) from problem
