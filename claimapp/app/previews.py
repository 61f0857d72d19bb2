"""The photos of an assessment as they were decoded, small and without drawings, to draw on again after an edit."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from claimapp.atomic import make_folder, replace_bytes
from claimapp.domain.files import FileName
from claimapp.domain.photo import Photo
from claimapp.errors import OutputProblem
from claimapp.report.drawn import DRAWING_MARK, DRAWN_LONGEST_PX
from claimapp.runtime.detector import PixelsRgb

__all__ = ["Previews"]

_JPEG_QUALITY = 90  # they are drawn on and written as JPEG once more


class Previews:
    """The previews in an output folder, by the SHA-256 of the photo: so one never stands for another photo."""

    def __init__(self, out: Path) -> None:
        self._folder = out / FileName.PREVIEWS

    def keep(self, photo: Photo, pixels_rgb: PixelsRgb) -> None:
        """Keep upright pixels (H x W x 3, uint8, RGB) at the size that photos are drawn in.

        Raises:
            OutputProblem: if they cannot be written.
        """
        preview = Image.fromarray(pixels_rgb)
        preview.thumbnail((DRAWN_LONGEST_PX, DRAWN_LONGEST_PX), Image.Resampling.LANCZOS)
        written = io.BytesIO()
        # Marked as a drawing, so that it is never taken for a photo of a claim.
        preview.save(written, "JPEG", quality=_JPEG_QUALITY, comment=DRAWING_MARK)
        make_folder(self._folder)
        replace_bytes(self._file(photo), written.getvalue())

    def pixels_of(self, photo: Photo) -> PixelsRgb | None:
        """The kept pixels of a photo; None if it was not kept, or its preview cannot be read."""
        try:
            with Image.open(self._file(photo)) as preview:
                return np.asarray(preview.convert("RGB"))
        except (UnidentifiedImageError, OSError):
            return None

    def keep_only(self, photos: Iterable[Photo]) -> None:
        """Take away the previews of all other photos.

        Raises:
            OutputProblem: if one cannot be taken away.
        """
        wanted = {self._file(photo) for photo in photos}
        try:
            for file in set(self._folder.glob("*.jpg")) - wanted:
                file.unlink(missing_ok=True)
        except OSError as problem:
            raise OutputProblem(
                "an older preview cannot be taken away", hint="close programs that show it", where=str(self._folder)
            ) from problem

    def copy_to(self, out: Path) -> None:
        """Copy them to another output folder; raises OSError, shutil.Error."""
        if self._folder.is_dir():
            shutil.copytree(self._folder, out / FileName.PREVIEWS, dirs_exist_ok=True)

    def _file(self, photo: Photo) -> Path:
        return self._folder / f"{photo.sha256}.jpg"
