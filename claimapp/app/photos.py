"""Use case: photos of a claim folder for showing."""

from __future__ import annotations

from pathlib import Path

from claimapp.runtime.detector import PixelsRgb
from claimapp.stages.intake.decode import read_thumbnail
from claimapp.stages.intake.files import list_photo_files

__all__ = ["list_photos", "read_photo"]


def list_photos(folder: Path) -> tuple[Path, ...]:
    """Photo files of a claim folder in the order of the assessment; raises UsageProblem for no folder."""
    return list_photo_files(folder)


def read_photo(path: Path, longest_side_px: int) -> PixelsRgb:
    """Upright RGB pixels (height, width, 3), the longer side at most `longest_side_px`; raises PhotoProblem."""
    return read_thumbnail(path, longest_side_px)
