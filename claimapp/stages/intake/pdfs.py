"""PDF files: the photos placed on their pages."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import IO, Any

from claimapp.errors import PhotoProblem
from claimapp.stages.intake.member import MAX_PHOTO_PIXELS, Member

__all__ = ["SMALLEST_SIDE_PX", "is_own_report", "list_pdf", "read_pdf_picture"]

SMALLEST_SIDE_PX = 100
"""Longer side below which a picture in a document is a logo or an icon, and no photo of a car."""

_EXPORT = "save the pages that count as JPEG into the claim folder"
_MOST_PAGES = 500
_OWN_CREATOR = "claimapp "
_RIGHT_ANGLE = 90


def list_pdf(stream: IO[bytes], where: str) -> tuple[tuple[Member, ...], int]:
    """List the photos of a PDF, and count the pictures that are too small to be some.

    A picture that stands on several pages is listed once. One that declares more pixels
    than a photo may have comes with its problem.

    Raises:
        PhotoProblem: if the file is damaged, locked with a password, or has absurdly many pages.
    """
    members: list[Member] = []
    small = 0
    known: set[object] = set()
    with _opened(stream, where) as reader:
        for page_number, page in enumerate(reader.pages, start=1):
            turn = int(page.rotation) % 360
            for number, picture in enumerate(_pictures(page), start=1):
                mark = picture.indirect_reference.idnum if picture.indirect_reference else (page_number, number)
                if mark in known:
                    continue
                known.add(mark)
                width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
                if max(width, height) < SMALLEST_SIDE_PX:
                    small += 1
                    continue
                members.append(
                    Member(
                        f"{page_number}.{number}",
                        f"page-{page_number}-picture-{number}",
                        turn_deg=turn if turn % _RIGHT_ANGLE == 0 else 0,
                        problem=_fault(width, height),
                    )
                )
    return tuple(members), small


def is_own_report(stream: IO[bytes]) -> bool:
    """Whether a PDF is a report of this program."""
    try:
        with _opened(stream, "") as reader:
            return str((reader.metadata or {}).get("/Creator", "")).startswith(_OWN_CREATOR)
    except PhotoProblem:
        return False  # the listing names what is wrong with it


def read_pdf_picture(stream: IO[bytes], locator: str, where: str) -> bytes:
    """Read a picture as a file of its own: JPEG as it lies in the PDF, others packed anew.

    Raises:
        PhotoProblem: if it is gone, damaged, or of a kind that cannot be taken out.
    """
    page_number, number = (int(piece) for piece in locator.split("."))
    with _opened(stream, where) as reader:
        if page_number <= len(reader.pages):
            for place, picture in enumerate(_pictures(reader.pages[page_number - 1]), start=1):
                if place == number:
                    return _content(picture)
    raise PhotoProblem("it is not in the PDF any more", hint="assess the claim again", where=where)


@contextlib.contextmanager
def _opened(stream: IO[bytes], where: str) -> Iterator[Any]:
    import pypdf
    from pypdf.errors import PyPdfError

    # It talks of every oddity on the console; what matters comes as an error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            raise PhotoProblem("the PDF is locked with a password", hint=_EXPORT, where=where)
        if len(reader.pages) > _MOST_PAGES:
            raise PhotoProblem(
                f"the PDF has {len(reader.pages)} pages, more than {_MOST_PAGES}", hint=_EXPORT, where=where
            )
        yield reader
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            NotImplementedError, ArithmeticError, RecursionError, MemoryError) as problem:  # fmt: skip
        # a damaged PDF breaks its reader in any of these ways
        raise PhotoProblem("the PDF is damaged or of an unknown kind", hint=_EXPORT, where=where) from problem


def _pictures(page: Any) -> Iterator[Any]:
    """Pictures of a page and of the forms on it, in the order of their names; small ones drawn inline are none."""
    seen: set[object] = set()

    def below(resources: Any, depth: int) -> Iterator[Any]:
        held = resources.get_object().get("/XObject") if resources is not None else None
        if held is None or depth > 5:
            return
        held = held.get_object()
        for name in sorted(held):
            thing = held[name].get_object()
            reference = thing.indirect_reference.idnum if thing.indirect_reference else id(thing)
            if reference in seen:
                continue
            seen.add(reference)
            if thing.get("/Subtype") == "/Image":
                yield thing
            elif thing.get("/Subtype") == "/Form":
                yield from below(thing.get("/Resources"), depth + 1)

    yield from below(page.get("/Resources"), 0)


def _content(picture: Any) -> bytes:
    filters = picture.get("/Filter")
    filters = [filters] if isinstance(filters, str) else list(filters or [])
    if filters and filters[-1] in {"/DCTDecode", "/JPXDecode"} and "/Decode" not in picture:
        return bytes(picture.get_data())  # untouched, with what the camera wrote into it
    from pypdf.generic._image_xobject import _xobj_to_image

    return bytes(_xobj_to_image(picture)[1])


def _fault(width: int, height: int) -> str:
    if width * height <= MAX_PHOTO_PIXELS:
        return ""
    return (
        f"it is too large ({width} x {height} pixels, more than {MAX_PHOTO_PIXELS // 1_000_000} megapixels);"
        " save it smaller; 12 megapixels are plenty"
    )
