"""Which files of a claim folder are photos."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from claimapp.errors import UsageProblem

__all__ = ["PHOTO_ENDINGS", "holds_an_assessment", "list_photo_files"]

PHOTO_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff"})
_OUTPUT_MARK = "assessment.json"


def list_photo_files(claim_folder: Path) -> tuple[Path, ...]:
    """Return the photo files of a claim folder and its subfolders, in the order a person counts (2 before 10).

    Hidden files and folders are passed over, and so is a subfolder that is only linked
    to, or that holds an assessment of ours: drawn photos are no photos of the claim.

    Raises:
        UsageProblem: if the folder does not exist, is a file, or may not be read.
    """
    if not claim_folder.is_dir():
        raise UsageProblem(
            "this is not a folder", hint="name the folder that holds the photos", where=str(claim_folder)
        )
    try:
        found = [path for path in _walk(claim_folder) if path.suffix.lower() in PHOTO_ENDINGS]
    except OSError as problem:
        raise UsageProblem(
            f"a folder of the claim cannot be read ({(problem.strerror or 'unknown reason').lower()})",
            hint="check its permissions",
            where=str(problem.filename or claim_folder),
        ) from problem
    return tuple(sorted(found, key=lambda path: _as_counted(path.relative_to(claim_folder).as_posix())))


def holds_an_assessment(folder: Path) -> bool:
    """Whether a folder is an output of this program."""
    return (folder / _OUTPUT_MARK).is_file()


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink() and not holds_an_assessment(path):
                yield from _walk(path)
        elif path.is_file():
            yield path


def _as_counted(text: str) -> tuple[list[tuple[int, str]], str]:
    """Sort key: digits compare by value, letters without case; the text itself where that leaves two alike."""
    pieces = re.split(r"([0-9]+)", text)
    return [(int(piece), "") if number % 2 else (-1, piece.casefold()) for number, piece in enumerate(pieces)], text
