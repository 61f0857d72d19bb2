"""Which folders below a folder are claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimapp.errors import UsageProblem
from claimapp.stages.intake.files import PHOTO_ENDINGS, holds_an_assessment
from claimapp.store.claim_file import CLAIM_FILE_NAME

__all__ = ["ClaimFolder", "find_claims", "loose_photos"]


@dataclass(frozen=True, slots=True)
class ClaimFolder:
    """A claim and its name: the path below the folder that was searched, with forward slashes."""

    name: str
    path: Path


def find_claims(folder: Path, *, leave_out: Path | None = None) -> tuple[ClaimFolder, ...]:
    """Find every claim folder below `folder`, by name.

    A claim is a folder with a claim.toml or with photos directly in it; its subfolders
    belong to it. A folder with neither, but with subfolders, is searched; one with
    neither and without subfolders is a claim too, so that an empty claim is reported
    and not lost. `folder` itself is the one claim if it is one and holds no others;
    photos that lie beside claim folders belong to none (`loose_photos` names them). Hidden
    files and folders, `leave_out` (the output), our own outputs and links back to a folder
    above are passed over.

    Raises:
        UsageProblem: if `folder` is not a folder, or a folder below it may not be read.
    """
    if not folder.is_dir():
        raise UsageProblem("this is not a folder", hint="name the folder that holds the claims", where=str(folder))
    avoided = leave_out.resolve() if leave_out else None
    try:
        if _is_the_one_claim(folder, avoided):
            return (ClaimFolder(folder.resolve().name, folder),)
        return tuple(
            ClaimFolder(path.relative_to(folder).as_posix(), path)
            for child in _subfolders(folder, avoided, ())
            for path in _claims_at(child, avoided, (folder.resolve(),))
        )
    except OSError as problem:
        raise UsageProblem(
            f"a folder cannot be read ({(problem.strerror or 'unknown reason').lower()})",
            hint="check its permissions",
            where=str(problem.filename or folder),
        ) from problem


def loose_photos(folder: Path, *, leave_out: Path | None = None) -> tuple[str, ...]:
    """Names of the photos directly in `folder` that belong to no claim, since claim folders lie beside them."""
    if _is_the_one_claim(folder, leave_out.resolve() if leave_out else None):
        return ()
    return tuple(sorted(child.name for child in folder.iterdir() if _is_photo(child)))


def _is_the_one_claim(folder: Path, avoided: Path | None) -> bool:
    if (folder / CLAIM_FILE_NAME).is_file():
        return True
    return any(_is_photo(child) for child in folder.iterdir()) and not any(
        _holds_claim_material(child) for child in _subfolders(folder, avoided, ())
    )


def _claims_at(folder: Path, avoided: Path | None, above: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the folder itself if it is a claim, else the claims below it."""
    if _holds_claim_material(folder) or not any(_is_visible_folder(child) for child in folder.iterdir()):
        yield folder
        return
    for child in _subfolders(folder, avoided, above):
        yield from _claims_at(child, avoided, (*above, folder.resolve()))


def _subfolders(folder: Path, avoided: Path | None, above: tuple[Path, ...]) -> list[Path]:
    """Folders to be searched; `above` are those that are being searched, so that a link cannot lead in circles."""
    circles = {*above, folder.resolve(), avoided}
    return [
        child
        for child in sorted(folder.iterdir())
        if _is_visible_folder(child) and child.resolve() not in circles and not holds_an_assessment(child)
    ]


def _is_visible_folder(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _holds_claim_material(folder: Path) -> bool:
    return any(_is_photo(child) or (child.name == CLAIM_FILE_NAME and child.is_file()) for child in folder.iterdir())


def _is_photo(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.suffix.lower() in PHOTO_ENDINGS
