"""Use case: photos of a claim folder for showing."""

from __future__ import annotations

from pathlib import Path

from claimapp.errors import PhotoProblem
from claimapp.runtime.detector import PixelsRgb
from claimapp.stages.intake.decode import read_thumbnail
from claimapp.stages.intake.sources import find_source, list_photo_sources

__all__ = ["is_photo", "list_photos", "read_photo"]


def list_photos(folder: Path) -> tuple[Path, ...]:
    """Photos of a claim folder in the order of the assessment; raises UsageProblem for no folder.

    A page of a scan or a photo in an archive has a readable path (`scan.tif#2`,
    `chat.zip/1.jpg`) that the other functions here understand.
    """
    return tuple(folder / source.file for source in list_photo_sources(folder).sources)


def read_photo(path: Path, longest_side_px: int) -> PixelsRgb:
    """Upright RGB pixels (height, width, 3), the longer side at most `longest_side_px`; raises PhotoProblem."""
    source = find_source(path)
    if source is None:
        raise PhotoProblem("the photo is not there any more", hint="put it back", where=path.name)
    return read_thumbnail(source, longest_side_px)


def is_photo(path: Path, sha256: str | None) -> bool:
    """Whether a photo lies there, and is the one of that digest where one is given."""
    source = find_source(path)
    return source is not None and (sha256 is None or source.holds(sha256))
