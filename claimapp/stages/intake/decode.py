"""One file -> upright pixels, size, hash and time, or one sentence about why not."""

from __future__ import annotations

import contextlib
import functools
import hashlib
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

__all__ = ["MAX_PHOTO_PIXELS", "Decoded", "decode_file", "read_thumbnail"]

MAX_PHOTO_PIXELS = 120_000_000
"""Above what phones take in practice (108 megapixels); 120 megapixels are 360 MB once decoded."""

_HEAD_BYTES = 512
_EXPORT_AGAIN = "export or send the photo again"
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "TIFF")
"""Those of PHOTO_ENDINGS alone: Pillow would also run Ghostscript on PostScript that is called .jpg."""
_FIRST_BYTES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"RIFF")
"""Of JPEG, PNG, TIFF and WebP: a file that begins so was a photo once."""

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


def decode_file(path: Path) -> Decoded:
    """Decode a JPEG, PNG, WebP, HEIC or TIFF file; EXIF orientation is applied, alpha laid on white.

    Raises:
        PhotoProblem: if the file is empty, no photo, cut short, or larger than MAX_PHOTO_PIXELS.
    """
    content = _content(path)
    try:
        with _silently(), _open_checked(path, content) as opened:
            opened.load()  # before EXIF is asked: PNG may hold it behind the picture, TIFF is turned while loading
            orientation, taken = _exif(opened)
            pixels = _as_rgb(_turned(opened, orientation))
    except _BROKEN_PHOTO as problem:
        raise _damaged(path, content, problem) from problem
    height, width = pixels.shape[:2]
    return Decoded(pixels, Size(width, height), hashlib.sha256(content).hexdigest(), taken)


def read_thumbnail(path: Path, longest_side_px: int) -> NDArray[np.uint8]:
    """Upright RGB pixels with the longer side at most `longest_side_px`; JPEG is decoded small at once.

    Raises:
        PhotoProblem: as `decode_file`.
    """
    content = _content(path)
    try:
        with _silently(), _open_checked(path, content) as opened:
            opened.draft("RGB", (longest_side_px, longest_side_px))
            opened.load()
            orientation, _ = _exif(opened)
            upright = Image.fromarray(_as_rgb(_turned(opened, orientation)))
            upright.thumbnail((longest_side_px, longest_side_px), Image.Resampling.LANCZOS)
            return np.array(upright)
    except _BROKEN_PHOTO as problem:
        raise _damaged(path, content, problem) from problem


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise PhotoProblem(
            f"the file cannot be read ({(problem.strerror or 'unknown reason').lower()})",
            hint="check the path" if isinstance(problem, FileNotFoundError) else "check its permissions",
            where=path.name,
        ) from problem
    if not content:
        raise PhotoProblem("the file is empty (0 bytes)", hint=_EXPORT_AGAIN, where=path.name)
    return content


@contextlib.contextmanager
def _silently() -> Iterator[None]:
    """Keep Pillow's warnings off the console: on size our own cap decides, broken EXIF is expected."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _open_checked(path: Path, content: bytes) -> Image.Image:
    _know_heic()
    try:
        opened = Image.open(io.BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError as problem:
        raise _too_large(path, "") from problem
    except UnidentifiedImageError as problem:
        if content.startswith(_FIRST_BYTES):
            raise PhotoProblem(
                f"the photo is damaged at its beginning or cut short ({_kilobytes(content)} kB)",
                hint=_EXPORT_AGAIN,
                where=path.name,
            ) from problem
        raise PhotoProblem(
            f"this is no photo: {_looks_like(content)}",
            hint="take it out of the folder, or export it again as JPEG, PNG, WebP, HEIC or TIFF",
            where=path.name,
        ) from problem
    width, height = opened.size
    if width * height > MAX_PHOTO_PIXELS:
        raise _too_large(path, f"{width} x {height} pixels, ")
    return opened


def _too_large(path: Path, measured: str) -> PhotoProblem:
    return PhotoProblem(
        f"the photo is too large ({measured}more than {MAX_PHOTO_PIXELS // 1_000_000} megapixels)",
        hint="export it smaller; 12 megapixels are plenty",
        where=path.name,
    )


def _damaged(path: Path, content: bytes, problem: BaseException) -> PhotoProblem:
    kilobytes = _kilobytes(content)
    if "truncated" in str(problem).lower() or isinstance(problem, EOFError):
        return PhotoProblem(
            f"the photo is cut short: the file ends after {kilobytes} kB, before the picture does",
            hint=_EXPORT_AGAIN,
            where=path.name,
        )
    return PhotoProblem(f"the photo is damaged ({kilobytes} kB, {problem})", hint=_EXPORT_AGAIN, where=path.name)


def _kilobytes(content: bytes) -> int:
    return max(len(content) // 1000, 1)


def _looks_like(content: bytes) -> str:
    head = content[:_HEAD_BYTES]
    if head.startswith(b"%PDF"):
        return "the file holds a PDF"
    if b"\0" not in head and sum(byte < 9 for byte in head) == 0:
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
