"""The photos of a run as they were decoded, small, so that they are drawn on without decoding them again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from PIL import Image

from claimapp.domain.photo import Photo
from claimapp.errors import OutputProblem
from claimapp.report.drawn import DRAWN_LONGEST_PX
from claimapp.runtime.detector import PixelsRgb

__all__ = ["Previews"]

_JPEG_QUALITY = 95  # they are drawn on and written as JPEG once more


class Previews:
    """A scratch folder in the output that is gone at the end; on disk, since hundreds do not fit in memory."""

    def __init__(self, out: Path) -> None:
        try:
            self._scratch = tempfile.TemporaryDirectory(prefix=".claimapp-", dir=out)
        except OSError as problem:
            raise _unwritable(out, problem) from problem
        self._folder = Path(self._scratch.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scratch.cleanup()

    def keep(self, photo_id: str, pixels_rgb: PixelsRgb) -> None:
        """Keep upright pixels (H x W x 3, uint8, RGB) at the size that photos are drawn in.

        Raises:
            OutputProblem: if they cannot be written.
        """
        preview = Image.fromarray(pixels_rgb)
        preview.thumbnail((DRAWN_LONGEST_PX, DRAWN_LONGEST_PX), Image.Resampling.LANCZOS)
        try:
            preview.save(self._file(photo_id), "JPEG", quality=_JPEG_QUALITY)
        except OSError as problem:
            raise _unwritable(self._folder, problem) from problem

    def pixels_of(self, photo: Photo) -> PixelsRgb | None:
        """The kept pixels of a photo; None if it was not kept."""
        file = self._file(photo.id)
        if not file.is_file():
            return None
        with Image.open(file) as preview:
            return np.asarray(preview.convert("RGB"))

    def _file(self, photo_id: str) -> Path:
        return self._folder / f"{photo_id}.jpg"


def _unwritable(folder: Path, problem: OSError) -> OutputProblem:
    return OutputProblem(
        f"a preview cannot be written ({problem.strerror or problem})",
        hint="check the disk, or choose another folder with -o",
        where=str(folder),
    )
