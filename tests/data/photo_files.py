"""Files as they come with a claim: photos that differ, archives, mails, PDFs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

__all__ = [
    "STORED_AS",
    "exif_of",
    "is_near",
    "jpeg",
    "mail",
    "noise",
    "packed_as",
    "pdf_of",
    "picture",
    "png",
    "put",
    "quarters",
    "saved",
    "tiff",
    "zipped",
]


def picture(seed: int, size: tuple[int, int] = (320, 240)) -> Image.Image:
    """A picture of soft patches; another seed is another picture, another size the same one larger or smaller."""
    patches = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return Image.fromarray(patches).resize(size, Image.Resampling.BICUBIC)


def jpeg(seed: int, size: tuple[int, int] = (320, 240), quality: int = 90) -> bytes:
    packed = io.BytesIO()
    picture(seed, size).save(packed, "JPEG", quality=quality)
    return packed.getvalue()


def png(seed: int) -> bytes:
    packed = io.BytesIO()
    picture(seed, (64, 48)).save(packed, "PNG")
    return packed.getvalue()


def tiff(*seeds: int) -> bytes:
    """A TIFF with a page a seed."""
    packed = io.BytesIO()
    first, *others = (picture(seed) for seed in seeds)
    first.save(packed, "TIFF", save_all=True, append_images=others)
    return packed.getvalue()


def zipped(members: Mapping[str, bytes], *, compression: int = zipfile.ZIP_STORED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def mail(attached: Mapping[str, bytes], text: str = "Photos attached.") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "CLM-1"
    message.set_content(text)
    for name, content in attached.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def pdf_of(*pages: Image.Image) -> bytes:
    """A PDF with one picture a page."""
    packed = io.BytesIO()
    pages[0].save(packed, "PDF", save_all=True, append_images=list(pages[1:]))
    return packed.getvalue()


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


_EXIF_IFD, _TIME, _OFFSET, _ORIENTATION = 0x8769, 0x9003, 0x9011, 0x0112

# What a camera that was held that way stores of an upright photo (inverse of what makes it upright again).
STORED_AS: dict[int, Callable[[Image.Image], Image.Image]] = {
    1: lambda photo: photo,
    2: lambda photo: photo.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda photo: photo.transpose(Image.Transpose.ROTATE_180),
    4: lambda photo: photo.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda photo: photo.transpose(Image.Transpose.TRANSPOSE),
    6: lambda photo: photo.transpose(Image.Transpose.ROTATE_90),
    7: lambda photo: photo.transpose(Image.Transpose.TRANSVERSE),
    8: lambda photo: photo.transpose(Image.Transpose.ROTATE_270),
}


def quarters() -> Image.Image:
    """32 x 24: red, green, blue and yellow quarters, so that no turn and no mirror image looks the same."""
    photo = Image.new("RGB", (32, 24), "red")
    photo.paste("green", (16, 0, 32, 12))
    photo.paste("blue", (0, 12, 16, 24))
    photo.paste("yellow", (16, 12, 32, 24))
    return photo


def saved(folder: Path, photo: Image.Image, name: str, **options: Any) -> Path:
    path = folder / name
    photo.save(path, **options)
    return path


def exif_of(orientation: int | None = None, taken: str | None = None, offset: str | None = None) -> Image.Exif:
    exif = Image.Exif()
    if orientation is not None:
        exif[_ORIENTATION] = orientation
    details = exif.get_ifd(_EXIF_IFD)
    if taken is not None:
        details[_TIME] = taken
    if offset is not None:
        details[_OFFSET] = offset
    return exif


def is_near(pixels: NDArray[np.uint8], wanted: Image.Image, tolerance: int = 40) -> bool:
    """Alike in the middle of each quarter, where JPEG does not smear."""
    expected = np.asarray(wanted.convert("RGB"))
    if pixels.shape != expected.shape:
        return False
    rows, columns = (pixels.shape[0] // 4, 3 * pixels.shape[0] // 4), (pixels.shape[1] // 4, 3 * pixels.shape[1] // 4)
    return all(
        abs(int(pixels[y, x, c]) - int(expected[y, x, c])) <= tolerance for y in rows for x in columns for c in range(3)
    )


def packed_as(photo: Image.Image, kind: str, **options: Any) -> bytes:
    packed = io.BytesIO()
    photo.save(packed, kind, **options)
    return packed.getvalue()


def noise() -> Image.Image:
    """A photo that does not compress, so that half of its file is not the whole picture."""
    return Image.fromarray(np.random.default_rng(7).integers(0, 256, (64, 96, 3), dtype=np.uint8))
