"""What a file is, told by its first bytes: names lie, and phones and mail leave endings out."""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["CONTAINERS", "HEAD_BYTES", "PHOTOS", "PHOTO_ENDINGS", "FileKind", "kind_of"]

HEAD_BYTES = 4096
"""How much of a file's beginning `kind_of` wants to see."""


class FileKind(StrEnum):
    """Kinds that are treated alike."""

    PICTURE = "picture"
    TIFF = "TIFF"
    PDF = "PDF"
    ARCHIVE = "ZIP archive"
    MAIL = "mail"
    VIDEO = "video"
    RAW = "raw photo of a camera"
    OTHER_ARCHIVE = "archive"
    OTHER_MAIL = "Outlook file"
    OTHER_PICTURE = "picture of another format"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


PHOTOS = frozenset({FileKind.PICTURE, FileKind.TIFF})
CONTAINERS = frozenset({FileKind.PDF, FileKind.ARCHIVE, FileKind.MAIL})

PHOTO_ENDINGS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".gif"}
)
"""Endings that say "this is a photo": such a file is named as damaged where its contents are none."""

_RAW_ENDINGS = (".cr2", ".cr3", ".nef", ".nrw", ".arw", ".dng", ".orf", ".rw2", ".raf", ".pef", ".srw")
_MAIL_HEADER = re.compile(rb"^(from|to|subject|received|return-path|message-id|mime-version|date|delivered-to):", re.I)
_STILL_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis", b"miaf")

# First bytes -> kind; the order is that of the commonest.
_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"\x89PNG", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"\0\0\0\x0cjP  ", FileKind.PICTURE),
    (b"II*\0", FileKind.TIFF),
    (b"MM\0*", FileKind.TIFF),
    (b"II+\0", FileKind.TIFF),
    (b"MM\0+", FileKind.TIFF),
    (b"%PDF", FileKind.PDF),
    (b"PK\x03\x04", FileKind.ARCHIVE),
    (b"PK\x05\x06", FileKind.ARCHIVE),
    (b"\x1aE\xdf\xa3", FileKind.VIDEO),
    (b"\0\0\x01\xba", FileKind.VIDEO),
    (b"\0\0\x01\xb3", FileKind.VIDEO),
    (b"FLV\x01", FileKind.VIDEO),
    (b"0&\xb2u\x8ef\xcf\x11", FileKind.VIDEO),
    (b"Rar!", FileKind.OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.OTHER_ARCHIVE),
    (b"\x1f\x8b", FileKind.OTHER_ARCHIVE),
    (b"BZh", FileKind.OTHER_ARCHIVE),
    (b"\xfd7zXZ", FileKind.OTHER_ARCHIVE),
    (b"\xd0\xcf\x11\xe0", FileKind.OTHER_MAIL),
    (b"8BPS", FileKind.OTHER_PICTURE),
    (b"\xff\x0a", FileKind.OTHER_PICTURE),
    (b"\0\0\0\x0cJXL ", FileKind.OTHER_PICTURE),
)


def kind_of(head: bytes, name: str = "") -> FileKind:
    """Tell a file's kind by its first bytes; the name helps only where bytes cannot (raw photos, mail)."""
    if not head:
        return FileKind.EMPTY
    lower = name.lower()
    if lower.endswith(_RAW_ENDINGS):
        return FileKind.RAW
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF":
        return {b"WEBP": FileKind.PICTURE, b"AVI ": FileKind.VIDEO}.get(head[8:12], FileKind.UNKNOWN)
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}:
        return _iso_media(head)
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return FileKind.PICTURE
    if head[:1] == b"G" and len(head) > 376 and head[188:189] == b"G" and head[376:377] == b"G":
        return FileKind.VIDEO  # an MPEG transport stream, as dashboard cameras write
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF  # readers allow up to a kilobyte before it
    if _is_text(head):
        return FileKind.MAIL if _is_mail(head, lower) else FileKind.TEXT
    return FileKind.UNKNOWN


def _iso_media(head: bytes) -> FileKind:
    """HEIC and AVIF share their container with MP4; the brands say which it is."""
    if head[4:8] != b"ftyp":
        return FileKind.VIDEO
    length = min(max(int.from_bytes(head[:4], "big"), 16), 256)
    brands = {head[8:12], *(head[place : place + 4] for place in range(16, length, 4))}
    if head[8:12] in {b"crx "}:
        return FileKind.RAW
    return FileKind.PICTURE if head[8:12] in _STILL_BRANDS or b"mif1" in brands else FileKind.VIDEO


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return not any(byte < 9 for byte in head)


def _is_mail(head: bytes, lower_name: str) -> bool:
    """A mail begins with header lines; by ending too, since some programs put other lines first."""
    lines = head.lstrip().splitlines()[:40]
    headers = [line for line in lines if _MAIL_HEADER.match(line)]
    return (bool(lines) and bool(_MAIL_HEADER.match(lines[0])) and len(headers) >= 2) or (
        lower_name.endswith(".eml") and bool(headers)
    )
