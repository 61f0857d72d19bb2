"""The files of a claim folder: subfolders too, but no nested claim, no result of ours, nothing of the system."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from claimapp.domain.files import FileName
from claimapp.errors import UsageProblem
from claimapp.stages.intake.system_names import is_output, is_system_name

__all__ = ["Walked", "as_counted", "list_folder", "reason_of", "walk_claim"]


@dataclass(slots=True)
class Walked:
    """What lies in a claim folder, by path below it with forward slashes; `files` in the order a person counts.

    `locked` holds what could not be read, with the reason.
    """

    files: list[tuple[str, Path]] = field(default_factory=list)
    system: list[str] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    locked: list[tuple[str, str]] = field(default_factory=list)


def list_folder(folder: Path) -> tuple[Path, ...]:
    """What lies directly in a folder, by name; the one place where folders are read. Raises OSError."""
    return tuple(sorted(folder.iterdir()))


def walk_claim(claim_folder: Path) -> Walked:
    """List a claim folder and its subfolders.

    A subfolder that may not be read is named in `locked` and the rest goes on.

    Raises:
        UsageProblem: if the folder does not exist, is a file, or may itself not be read.
    """
    if not claim_folder.is_dir():
        raise UsageProblem(
            "this is not a folder", hint="name the folder that holds the photos", where=str(claim_folder)
        )
    try:
        entries = list_folder(claim_folder)
    except OSError as problem:
        raise UsageProblem(
            f"the folder of the claim cannot be read ({reason_of(problem)})",
            hint="check its permissions",
            where=str(claim_folder),
        ) from problem
    walked = Walked()
    _walk(entries, "", walked)
    walked.files.sort(key=lambda file: as_counted(file[0]))
    return walked


def _walk(entries: tuple[Path, ...], above: str, walked: Walked) -> None:
    for path in entries:
        file = f"{above}{path.name}"
        try:
            if is_system_name(path.name):
                walked.system.append(file)
            elif not path.is_dir():
                if path.is_file():
                    walked.files.append((file, path))
            elif path.is_symlink():
                walked.linked.append(file)
            else:
                _walk_into(path, file, walked)
        except OSError as problem:
            walked.locked.append((file, reason_of(problem)))


def _walk_into(folder: Path, file: str, walked: Walked) -> None:
    entries = list_folder(folder)
    names = {entry.name for entry in entries}
    if is_output(names):
        walked.outputs.append(file)
    elif FileName.CLAIM in names:
        walked.nested.append(file)
    else:
        _walk(entries, f"{file}/", walked)


def reason_of(problem: OSError) -> str:
    """Why the system refused, in its own words."""
    return (problem.strerror or "unknown reason").lower()


def as_counted(text: str) -> tuple[list[tuple[int, str]], str]:
    """Sort key: digits compare by value, letters without case; the text itself where that leaves two alike."""
    pieces = re.split(r"([0-9]+)", text)
    return [(int(piece), "") if number % 2 else (-1, piece.casefold()) for number, piece in enumerate(pieces)], text
