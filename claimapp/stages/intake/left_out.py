"""What is said of files that are not used: every sentence once, with what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimapp.domain.assessment import Caution
from claimapp.domain.photo import FileProblem
from claimapp.stages.intake.kinds import FileKind

__all__ = [
    "DOUBLE_CODES",
    "INTAKE_CODES",
    "SAME_PHOTO",
    "archive_problem",
    "documents",
    "is_misnamed_claim_file",
    "linked",
    "locked",
    "misnamed_claim_file",
    "nested_claims",
    "not_used",
    "outputs",
    "own_drawings",
    "same_photo",
    "small_pictures",
    "system_files",
]

SAME_PHOTO = "same_photo"
DOUBLE_CODES = frozenset({SAME_PHOTO, "own_drawings"})
"""Codes of the cautions that name photos which were listed and then left out."""

INTAKE_CODES = frozenset(
    {SAME_PHOTO, "system_files", "documents", "own_drawings", "outputs", "nested_claims", "linked", "small_pictures"}
)
"""Codes of the cautions about files that were passed over; a file that is at fault is a FileProblem instead."""

_MOST_NAMED = 20
_MISNAMED = re.compile(
    r"(?i)(copy of )?claim[ ._-]*(\(\d+\)|copy)?[ ._-]*(toml|tml)[ _-]*(- ?copy)?[ _-]*(\(\d+\))?"
    r"(\.(toml|txt|text|rtf|docx?|ini))?[ _-]*(\(\d+\))?"
    r"|claim[ _-]*(\(\d+\))?\.(txt|ini)"
)
_BACKUP_ENDINGS = ("~", ".bak", ".old", ".orig", ".swp")
_UNFINISHED_ENDINGS = (".part", ".crdownload", ".download", ".partial", ".tmp")

_REMEDIES = {
    FileKind.VIDEO: "this is a video, which the program does not look at; save the moments that count as photos",
    FileKind.RAW: "this is a raw photo of a camera, which the program does not read; export it as JPEG",
    FileKind.OTHER_ARCHIVE: "this is an archive that the program does not open; unpack it into the claim folder",
    FileKind.OTHER_MAIL: "this is an Outlook or old Office file, which the program does not open;"
    " save its photos into the claim folder",
    FileKind.OTHER_PICTURE: "this is a picture of a format that the program does not read; export it as JPEG",
    FileKind.EMPTY: "the file is empty (0 bytes); export or send it again",
}


def not_used(file: str, kind: FileKind) -> FileProblem | None:
    """The problem of a file of that kind; None where it is no problem (a document)."""
    if file.lower().endswith(_UNFINISHED_ENDINGS):
        return FileProblem(file, "this download was not finished; fetch it again")
    remedy = _REMEDIES.get(kind)
    return FileProblem(file, remedy) if remedy else None


def is_misnamed_claim_file(name: str) -> bool:
    """Whether a file seems to be meant as claim.toml: `claim.toml.txt`, `claim.toml (1)`, `Claim.TOML`."""
    if name == "claim.toml" or name.lower().endswith(_BACKUP_ENDINGS):
        return False
    return _MISNAMED.fullmatch(name) is not None


def misnamed_claim_file(file: str, *, beside: bool) -> FileProblem:
    """A claim.toml under another name; `beside` says that a right one lies there too."""
    if beside:
        return FileProblem(file, "this was not read, since claim.toml lies beside it; delete the one out of date")
    return FileProblem(
        file, "this was not read; rename it to claim.toml (Windows hides the ending: show file name extensions)"
    )


def locked(file: str, *, reason: str) -> FileProblem:
    """A file or folder that may not be read."""
    return FileProblem(file, f"this cannot be read ({reason}); check its permissions")


def archive_problem(file: str, *, what: str, remedy: str) -> FileProblem:
    """An archive, mail or PDF, or something in it, that cannot be used."""
    return FileProblem(file, f"{what}; {remedy}")


def same_photo(file: str, *, kept: str) -> Caution:
    """A photo that is there twice."""
    return Caution(SAME_PHOTO, f"{file} is the same photo as {kept}; it was looked at once.", file)


def system_files(names: Sequence[str]) -> Caution:
    """Thumbnails, bins and hidden files."""
    return Caution(
        "system_files", f"Passed over, since a system made or deleted them: {_named(names)}.", names[0] if names else ""
    )


def documents(files: Sequence[str]) -> Caution:
    """Files that hold no photo and are no fault."""
    return Caution("documents", f"Not looked at, since they hold no photo: {_named(files)}.", files[0] if files else "")


def own_drawings(files: Sequence[str]) -> Caution:
    """Photos with damage drawn on them by this program."""
    return Caution(
        "own_drawings", f"Passed over, since this program drew them: {_named(files)}.", files[0] if files else ""
    )


def outputs(folders: Sequence[str]) -> Caution:
    """Results of this program among the photos."""
    return Caution("outputs", f"Passed over, since they are results of this program: {_named(folders)}.", folders[0])


def nested_claims(folders: Sequence[str]) -> Caution:
    """Folders below with a claim.toml of their own."""
    return Caution(
        "nested_claims",
        f"Claims of their own, so their photos are not in this one: {_named(folders)}.",
        folders[0],
    )


def linked(folders: Sequence[str]) -> Caution:
    """Links to folders elsewhere."""
    return Caution("linked", f"Links to other folders were not followed: {_named(folders)}.", folders[0])


def small_pictures(file: str, *, count: int, side_px: int) -> Caution:
    """Logos and icons of a document."""
    return Caution(
        "small_pictures", f"{count} pictures in {file} are smaller than {side_px} pixels and were passed over.", file
    )


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
