"""Which folders below a folder are claims."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimapp.errors import UsageProblem
from claimapp.stages.intake.files import PHOTO_ENDINGS, holds_an_assessment
from claimapp.store.claim_file import CLAIM_FILE_NAME

__all__ = ["ClaimFolder", "find_claims"]


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
    and not lost. Hidden folders, `leave_out` (the output) and our own outputs are passed over.

    Raises:
        UsageProblem: if `folder` is not a folder.
    """
    if not folder.is_dir():
        raise UsageProblem("this is not a folder", hint="name the folder that holds the claims", where=str(folder))
    avoided = leave_out.resolve() if leave_out else None
    found: list[ClaimFolder] = []

    def search(current: Path) -> None:
        if current != folder and _is_claim(current):
            found.append(ClaimFolder(current.relative_to(folder).as_posix(), current))
            return
        for child in sorted(current.iterdir()):
            is_ours = child.resolve() == avoided or (child.is_dir() and holds_an_assessment(child))
            if child.is_dir() and not child.name.startswith(".") and not is_ours:
                search(child)

    if _holds_claim_material(folder):
        return (ClaimFolder(folder.resolve().name, folder),)
    search(folder)
    return tuple(found)


def _is_claim(folder: Path) -> bool:
    return _holds_claim_material(folder) or not any(child.is_dir() for child in folder.iterdir())


def _holds_claim_material(folder: Path) -> bool:
    return any(
        child.is_file() and (child.suffix.lower() in PHOTO_ENDINGS or child.name == CLAIM_FILE_NAME)
        for child in folder.iterdir()
    )
