"""Files as they come with a claim: photos that differ, archives, mails, PDFs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import numpy as np
from PIL import Image

__all__ = ["jpeg", "mail", "pdf_of", "picture", "png", "put", "tiff", "zipped"]


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
