"""ZIP archives (and Office documents, which are some): what lies in them, read without unpacking to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

from claimapp.errors import PhotoProblem
from claimapp.stages.intake.member import MAX_FILE_BYTES, Member, named_once

__all__ = ["is_office_document", "list_zip", "read_zip_member"]

_UNPACK = "unpack it into the claim folder"
_MOST_MEMBERS = 5_000
_MOST_BYTES = 4_000_000_000
"""Of all members together: some hundred photos of a phone; a whole memory card is no claim."""
_MOST_RATIO = 50
_RATIO_FROM_BYTES = 100_000_000
"""Photos hardly pack at all. An archive that grows fiftyfold to more than 100 MB is made to fill a computer."""

_OFFICE_MARKS = frozenset({"[Content_Types].xml", "mimetype"})
_OFFICE_PICTURES = ("media", "Pictures")
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises on damaged, locked and unusually packed archives."""


def list_zip(stream: IO[bytes], where: str) -> tuple[Member, ...]:
    """List the files of an archive; of an Office document only its pictures.

    A member with a path that leads out of the archive, with a
    password or of absurd size comes with its problem.

    Raises:
        PhotoProblem: if the archive is damaged, locked with a password, or larger than any claim's.
    """
    with _opened(stream, where) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > _MOST_MEMBERS:
        raise PhotoProblem(
            f"the archive holds {len(entries)} files, more than {_MOST_MEMBERS}", hint=_UNPACK, where=where
        )
    size, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if size > _MOST_BYTES or (size > _RATIO_FROM_BYTES and size > _MOST_RATIO * max(packed, 1)):
        raise PhotoProblem(
            f"the archive would unpack from {packed // 1_000_000} to {size // 1_000_000} MB, which photos never do",
            hint="ask the sender for the photos themselves",
            where=where,
        )
    if entries and all(_is_locked(entry) for entry in entries):
        raise PhotoProblem("the archive is locked with a password", hint=_UNPACK, where=where)
    if is_office_document(entry.filename for entry in entries):
        entries = [entry for entry in entries if PurePosixPath(entry.filename).parent.name in _OFFICE_PICTURES]
    taken: set[str] = set()
    return tuple(
        Member(
            str(entry.header_offset), named_once(_shown(entry.filename), taken), entry.file_size, problem=_fault(entry)
        )
        for entry in entries
    )


def is_office_document(names: Iterator[str]) -> bool:
    """Whether an archive of these names is a document of Word, Excel or LibreOffice."""
    return any(name in _OFFICE_MARKS for name in names)


def read_zip_member(stream: IO[bytes], locator: str, where: str, *, most: int = MAX_FILE_BYTES) -> bytes:
    """Read at most `most` bytes of a member.

    Raises:
        PhotoProblem: if the archive changed or the member is damaged or packed in an unknown way.
    """
    with _opened(stream, where) as archive:
        entry = next((entry for entry in archive.infolist() if str(entry.header_offset) == locator), None)
        if entry is None:
            raise PhotoProblem("it is not in the archive any more", hint="assess the claim again", where=where)
        with archive.open(entry) as member:
            return member.read(most)


@contextmanager
def _opened(stream: IO[bytes], where: str) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(stream) as archive:
            yield archive
    except _BROKEN as problem:
        raise PhotoProblem(
            f"the archive is damaged or cannot be opened ({problem})", hint=_UNPACK, where=where
        ) from problem


def _is_locked(entry: zipfile.ZipInfo) -> bool:
    return bool(entry.flag_bits & 1)


def _shown(name: str) -> str:
    return "".join(letter for letter in name.replace("\\", "/") if letter.isprintable())


def _fault(entry: zipfile.ZipInfo) -> str:
    name = _shown(entry.filename)
    if name.startswith("/") or ".." in PurePosixPath(name).parts or name[1:2] == ":":
        return "its path leads out of the archive, which no honest archive does; ask the sender for the photo itself"
    if _is_locked(entry):
        return f"it is locked with a password; {_UNPACK}"
    return ""
