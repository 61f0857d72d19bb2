"""Where a photo's bytes are: a file, a page of one, or something inside an archive, mail or PDF."""

from __future__ import annotations

import hashlib
import io
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claimapp.errors import PhotoProblem
from claimapp.stages.intake.kinds import FileKind
from claimapp.stages.intake.mails import read_mail_member
from claimapp.stages.intake.member import MAX_FILE_BYTES
from claimapp.stages.intake.pdfs import read_pdf_picture
from claimapp.stages.intake.walk import reason_of
from claimapp.stages.intake.zips import read_zip_member

__all__ = ["PhotoSource", "Step", "as_source", "open_container"]

Step = tuple[FileKind, str]
"""(kind of the container, locator of the member in it)."""


@dataclass(frozen=True, slots=True)
class PhotoSource:
    """One photo of a claim.

    `file` is its readable name below the claim folder (`2.jpg`, `scan.tif#2`,
    `WhatsApp Chat.zip/IMG-001.jpg`), `path` the file on disk, `inside` the way from there
    to the photo, `page` its page from 1 where the file has several, `turn_deg` how a
    document shows it turned clockwise.
    """

    file: str
    path: Path
    inside: tuple[Step, ...] = ()
    page: int | None = None
    turn_deg: int = 0

    def read(self) -> bytes:
        """Return the bytes of the file that the photo is, or is a page of.

        Raises:
            PhotoProblem: if it is gone, may not be read, is empty, or is larger than MAX_FILE_BYTES.
        """
        content = _read(self)
        if not content:
            raise PhotoProblem("the file is empty (0 bytes)", hint="export or send the photo again", where=self.file)
        return content

    def digest(self, content: bytes) -> str:
        """SHA-256 of its bytes; that of a page is its own, since all pages share their bytes."""
        held = hashlib.sha256(content)
        if self.page is not None:
            held.update(f"#{self.page}".encode())
        return held.hexdigest()

    def holds(self, sha256: str) -> bool:
        """Whether the photo still is the one of that digest; not so where it is gone or cannot be read."""
        try:
            return self.digest(self.read()) == sha256
        except PhotoProblem:
            return False


def as_source(photo: Path | PhotoSource) -> PhotoSource:
    """A file on disk as a source named by its own name; a source as it is."""
    return photo if isinstance(photo, PhotoSource) else PhotoSource(photo.name, photo)


def open_container(path: Path, inside: tuple[Step, ...], where: str) -> IO[bytes]:
    """Open a file, or what lies in it at the end of `inside`, for reading.

    Raises:
        PhotoProblem: if it is gone or may not be read.
    """
    try:
        stream: IO[bytes] = path.open("rb")
    except OSError as problem:
        raise _refused(problem, where) from problem
    for kind, locator in inside:
        with closing(stream):
            stream = io.BytesIO(_member(stream, kind, locator, where))
    return stream


def _read(source: PhotoSource) -> bytes:
    try:
        if not source.inside:
            size = source.path.stat().st_size
            if size > MAX_FILE_BYTES:
                raise PhotoProblem(
                    f"the file is too large ({size // 1_000_000} MB, more than {MAX_FILE_BYTES // 1_000_000})",
                    hint="export the photo as JPEG",
                    where=source.file,
                )
            return source.path.read_bytes()
        with open_container(source.path, source.inside, source.file) as stream:
            return stream.read()
    except OSError as problem:
        raise _refused(problem, source.file) from problem


def _member(stream: IO[bytes], kind: FileKind, locator: str, where: str) -> bytes:
    if kind is FileKind.ARCHIVE:
        return read_zip_member(stream, locator, where)
    if kind is FileKind.MAIL:
        return read_mail_member(stream, locator, where)
    return read_pdf_picture(stream, locator, where)


def _refused(problem: OSError, where: str) -> PhotoProblem:
    return PhotoProblem(
        f"the file cannot be read ({reason_of(problem)})",
        hint="check the path" if isinstance(problem, FileNotFoundError) else "check its permissions",
        where=where,
    )
