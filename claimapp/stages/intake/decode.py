"""One photo -> upright pixels, size, hash and time, or one sentence about why not."""

from __future__ import annotations

import contextlib
import functools
import io
import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from claimapp.domain.geometry import Size
from claimapp.errors import PhotoProblem
from claimapp.stages.intake.member import MAX_PHOTO_PIXELS
from claimapp.stages.intake.source import PhotoSource, as_source

__all__ = ["Decoded", "decode_file", "full_pages", "read_small", "read_thumbnail"]

_HEAD_BYTES = 512
_EXPORT_AGAIN = "export or send the photo again"
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "TIFF", "AVIF", "BMP", "GIF", "JPEG2000")
"""Photos alone: Pillow would also run Ghostscript on PostScript that is called .jpg."""
_FIRST_BYTES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"RIFF", b"GIF8", b"BM")
"""A file that begins so was a photo once."""
_MOST_HEADER_BYTES = 16_000_000
"""What cameras write before the picture is some kilobytes, with depth maps some megabytes; Pillow takes a minute
for a hundred, so a JPEG with more is not opened."""
_REDUCED = 254
"""TIFF's NewSubfileType; its lowest bit says that the page is a small copy of another."""
_MOST_PAGES = 1000

_EXIF_IFD = 0x8769
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a photo of that EXIF orientation upright (Exif 2.32, tag 0x0112)."""
_DATE_TIME_ORIGINAL = 0x9003
_OFFSET_TIME_ORIGINAL = 0x9011
_OFFSET = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")
_BROKEN_PHOTO = (OSError, ValueError, SyntaxError, MemoryError, EOFError, struct.error)
"""What Pillow's readers raise on damaged files."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Pixels of the upright photo (height, width, 3) uint8 RGB, with the file's hash and camera time."""

    pixels_rgb: NDArray[np.uint8]
    size: Size
    sha256: str
    taken: datetime | None
    bytes_read: int = 0


def decode_file(photo: Path | PhotoSource) -> Decoded:
    """Decode a photo of any format in `_FORMATS`; EXIF orientation is applied, alpha laid on white.

    Raises:
        PhotoProblem: if it is empty, no photo, cut short, or larger than MAX_PHOTO_PIXELS or MAX_FILE_BYTES.
    """
    source = as_source(photo)
    content = source.read()
    with _opened(source, content) as photo_in:
        pixels = _upright(photo_in, source.turn_deg)
    height, width = pixels.shape[:2]
    return Decoded(pixels, Size(width, height), source.digest(content), photo_in.taken, len(content))


def read_thumbnail(photo: Path | PhotoSource, longest_side_px: int) -> NDArray[np.uint8]:
    """Upright RGB pixels with the longer side at most `longest_side_px`; JPEG is decoded small at once.

    Raises:
        PhotoProblem: as `decode_file`.
    """
    return read_small(photo, longest_side_px).pixels_rgb


def read_small(photo: Path | PhotoSource, longest_side_px: int) -> Decoded:
    """As `decode_file` with the pixels of `read_thumbnail`; `size` is that of the whole photo.

    Raises:
        PhotoProblem: as `decode_file`.
    """
    source = as_source(photo)
    content = source.read()
    with _opened(source, content, draft=(longest_side_px, longest_side_px)) as photo_in:
        upright = Image.fromarray(_upright(photo_in, source.turn_deg))
    width, height = photo_in.stored_size
    if (upright.width > upright.height) != (width > height):
        width, height = height, width
    upright.thumbnail((longest_side_px, longest_side_px), Image.Resampling.LANCZOS)
    return Decoded(np.array(upright), Size(width, height), source.digest(content), photo_in.taken, len(content))


def full_pages(content: bytes) -> tuple[int, ...]:
    """Numbers from 1 of a TIFF's pages, without small copies of others; (1,) where that cannot be told."""
    try:
        with _silently(), Image.open(io.BytesIO(content), formats=("TIFF",)) as opened:
            pages = []
            for number in range(min(getattr(opened, "n_frames", 1), _MOST_PAGES)):
                opened.seek(number)
                if not int(opened.tag_v2.get(_REDUCED, 0)) & 1:  # type: ignore[attr-defined]  # of TIFF alone
                    pages.append(number + 1)
    except (*_BROKEN_PHOTO, KeyError, TypeError, Image.DecompressionBombError):
        return (1,)
    return tuple(pages) or (1,)


@contextlib.contextmanager
def _silently() -> Iterator[None]:
    """Keep Pillow's warnings off the console: on size our own cap decides, broken EXIF is expected."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@dataclass(frozen=True, slots=True)
class _Opened:
    """A loaded photo: `stored_size` is the whole one's (width, height) before it was turned or decoded small."""

    picture: Image.Image
    stored_size: tuple[int, int]
    orientation: int
    taken: datetime | None


@contextlib.contextmanager
def _opened(source: PhotoSource, content: bytes, draft: tuple[int, int] | None = None) -> Iterator[_Opened]:
    try:
        with _silently(), _open_checked(source, content) as picture:
            stored_size = picture.size
            if draft:
                picture.draft("RGB", draft)
            picture.load()  # before EXIF is asked: PNG may hold it behind the picture, TIFF is turned while loading
            yield _Opened(picture, stored_size, *_exif(picture))
    except _BROKEN_PHOTO as problem:
        raise _damaged(source.file, content, problem) from problem


def _open_checked(source: PhotoSource, content: bytes) -> Image.Image:
    """Open a photo without decoding it, so that one too large to decode is refused by what it declares."""
    _know_heic()
    where = source.file
    if (header := _jpeg_header_bytes(content)) > _MOST_HEADER_BYTES:
        raise PhotoProblem(
            f"the photo has {header // 1_000_000} MB of camera data (EXIF) before the picture",
            hint=_EXPORT_AGAIN,
            where=where,
        )
    try:
        opened = Image.open(io.BytesIO(content), formats=_FORMATS)
        if source.page is not None:
            opened.seek(source.page - 1)
    except Image.DecompressionBombError as problem:
        raise _too_large(where, "") from problem
    except UnidentifiedImageError as problem:
        if content.startswith(_FIRST_BYTES):
            raise PhotoProblem(
                f"the photo is damaged at its beginning or cut short ({_kilobytes(content)} kB)",
                hint=_EXPORT_AGAIN,
                where=where,
            ) from problem
        raise PhotoProblem(
            f"this is no photo: {_looks_like(content)}",
            hint="take it out of the folder, or export it again as JPEG",
            where=where,
        ) from problem
    width, height = opened.size
    if width * height > MAX_PHOTO_PIXELS:
        raise _too_large(where, f"{width} x {height} pixels, ")
    return opened


def _jpeg_header_bytes(content: bytes) -> int:
    """Bytes of a JPEG before its picture, by the lengths that its segments declare; 0 for other files."""
    at = 2
    if not content.startswith(b"\xff\xd8\xff"):
        return 0
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] not in {0xDA, 0xD9}:
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return at


def _too_large(where: str, measured: str) -> PhotoProblem:
    return PhotoProblem(
        f"the photo is too large ({measured}more than {MAX_PHOTO_PIXELS // 1_000_000} megapixels)",
        hint="export it smaller; 12 megapixels are plenty",
        where=where,
    )


def _damaged(where: str, content: bytes, problem: BaseException) -> PhotoProblem:
    kilobytes = _kilobytes(content)
    if "truncated" in str(problem).lower() or isinstance(problem, EOFError):
        return PhotoProblem(
            f"the photo is cut short: the file ends after {kilobytes} kB, before the picture does",
            hint=_EXPORT_AGAIN,
            where=where,
        )
    return PhotoProblem(f"the photo is damaged ({kilobytes} kB, {problem})", hint=_EXPORT_AGAIN, where=where)


def _kilobytes(content: bytes) -> int:
    return max(len(content) // 1000, 1)


def _looks_like(content: bytes) -> str:
    head = content[:_HEAD_BYTES]
    if head.startswith(b"%PDF"):
        return "the file holds a PDF"
    if not any(byte < 9 for byte in head):
        return "the file holds text"
    return "its contents are of no picture format that the program knows"


@functools.cache
def _know_heic() -> None:
    """Teach Pillow HEIC once, on the first photo."""
    import pi_heif

    pi_heif.register_heif_opener()


def _exif(opened: Image.Image) -> tuple[int, datetime | None]:
    """Orientation (1 to 8) and camera time from EXIF; broken EXIF is no reason to lose a photo."""
    try:
        exif = opened.getexif()
        orientation = exif.get(_ORIENTATION, 1)
        details = exif.get_ifd(_EXIF_IFD)
    except (*_BROKEN_PHOTO, KeyError, TypeError, IndexError):
        return 1, None
    taken = _time(str(details.get(_DATE_TIME_ORIGINAL, "")), str(details.get(_OFFSET_TIME_ORIGINAL, "")))
    return orientation, taken


def _time(text: str, offset: str) -> datetime | None:
    """Camera time, with its offset where that is one: Exif writes `   :  ` for an unknown offset."""
    try:
        day = datetime.strptime(text.strip("\0 "), "%Y:%m:%d %H:%M:%S")
        offset = offset.strip("\0 ")
        return datetime.fromisoformat(day.isoformat() + offset) if _OFFSET.fullmatch(offset) else day
    except ValueError:
        return None


def _upright(photo: _Opened, turn_deg: int) -> NDArray[np.uint8]:
    """RGB pixels, turned as EXIF says, else as the document does that shows the photo."""
    pixels = _as_rgb(_turned(photo.picture, photo.orientation))
    quarters = turn_deg // 90 if photo.orientation == 1 else 0
    return np.ascontiguousarray(np.rot90(pixels, -quarters)) if quarters else pixels


def _turned(opened: Image.Image, orientation: int) -> Image.Image:
    """Turn a photo upright. Not `ImageOps.exif_transpose`, which fails where broken EXIF cannot be written again."""
    turn = _TURNS.get(orientation)
    return opened if turn is None else opened.transpose(turn)


def _as_rgb(photo: Image.Image) -> NDArray[np.uint8]:
    if photo.mode.startswith("I;16") or photo.mode == "I":
        # 16-bit scans: keep the upper byte, plain conversion would clip everything to white.
        eight_bit = (np.asarray(photo, dtype=np.uint32) >> 8).clip(0, 255).astype(np.uint8)
        photo = Image.fromarray(eight_bit)
    if photo.has_transparency_data:
        with_alpha = photo.convert("RGBA")
        white = Image.new("RGBA", with_alpha.size, "white")
        photo = Image.alpha_composite(white, with_alpha)
    return np.ascontiguousarray(photo.convert("RGB"), dtype=np.uint8)
