"""What is said of files that are not used: every sentence once, with what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.files import FileName
from claimapp.domain.photo import FileProblem
from claimapp.stages.intake.kinds import FileKind

__all__ = [
    "DOUBLE_CODES",
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

DOUBLE_CODES = frozenset({CautionCode.SAME_PHOTO, CautionCode.OWN_DRAWINGS})
"""Codes of the cautions that name photos which were listed and then left out."""

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
    if name == FileName.CLAIM or name.lower().endswith(_BACKUP_ENDINGS):
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
    return Caution.of(CautionCode.SAME_PHOTO, where=file, file=file, same=kept)


def system_files(names: Sequence[str]) -> Caution:
    """Thumbnails, bins and hidden files."""
    return _passed_over(CautionCode.SYSTEM_FILES, names)


def documents(files: Sequence[str]) -> Caution:
    """Files that hold no photo and are no fault."""
    return _passed_over(CautionCode.DOCUMENTS, files)


def own_drawings(files: Sequence[str]) -> Caution:
    """Photos with damage drawn on them by this program."""
    return _passed_over(CautionCode.OWN_DRAWINGS, files)


def outputs(folders: Sequence[str]) -> Caution:
    """Results of this program among the photos."""
    return _passed_over(CautionCode.OUTPUTS, folders)


def nested_claims(folders: Sequence[str]) -> Caution:
    """Folders below with a claim.toml of their own."""
    return _passed_over(CautionCode.NESTED_CLAIMS, folders)


def linked(folders: Sequence[str]) -> Caution:
    """Links to folders elsewhere."""
    return _passed_over(CautionCode.LINKED, folders)


def small_pictures(file: str, *, count: int, side_px: int) -> Caution:
    """Logos and icons of a document."""
    return Caution.of(CautionCode.SMALL_PICTURES, where=file, file=file, number=count, side_px=side_px)


def _passed_over(code: CautionCode, names: Sequence[str]) -> Caution:
    return Caution.of(code, where=names[0] if names else "", names=tuple(names))
