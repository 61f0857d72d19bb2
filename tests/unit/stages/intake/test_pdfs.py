"""pdfs.py: the photos on a PDF's pages."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter

from claimapp.errors import PhotoProblem
from claimapp.stages.intake.member import MAX_PHOTO_PIXELS
from claimapp.stages.intake.pdfs import is_own_report, list_pdf, read_pdf_picture
from tests.data.photo_files import pdf_of, picture


def _rewritten(content: bytes, *, rotate: int = 0, password: str = "", creator: str = "") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    if rotate:
        writer.pages[0].rotate(rotate)
    if creator:
        writer.add_metadata({"/Creator": creator})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def _of_reportlab(*pictures: tuple[Image.Image, int]) -> bytes:
    """One page with (picture, its width on paper)."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    packed = io.BytesIO()
    canvas = Canvas(packed)
    for number, (shown, width) in enumerate(pictures):
        canvas.drawImage(ImageReader(shown), 10, 10 + 100 * number, width, width)
    canvas.save()
    return packed.getvalue()


def test_every_picture_is_listed_with_its_page_and_read_as_it_is() -> None:
    content = pdf_of(picture(1), picture(2))
    members, small = list_pdf(io.BytesIO(content), "a.pdf")
    assert [member.name for member in members] == ["page-1-picture-1", "page-2-picture-1"]
    assert small == 0
    for seed, member in enumerate(members, start=1):
        found = Image.open(io.BytesIO(read_pdf_picture(io.BytesIO(content), member.locator, "a.pdf")))
        assert np.abs(np.asarray(found, dtype=int) - np.asarray(picture(seed), dtype=int)).mean() < 8


def test_pictures_that_are_no_jpeg_are_taken_out_too() -> None:
    content = _of_reportlab((picture(3), 200))
    (member,), _ = list_pdf(io.BytesIO(content), "a.pdf")
    found = Image.open(io.BytesIO(read_pdf_picture(io.BytesIO(content), member.locator, "a.pdf")))
    assert (np.asarray(found.convert("RGB")) == np.asarray(picture(3))).all()


def test_logos_are_counted_and_not_listed() -> None:
    members, small = list_pdf(io.BytesIO(_of_reportlab((picture(1, (40, 30)), 30), (picture(2), 200))), "a.pdf")
    assert (len(members), small) == (1, 1)


def test_a_page_that_is_shown_turned_says_so() -> None:
    (member,), _ = list_pdf(io.BytesIO(_rewritten(pdf_of(picture(1)), rotate=90)), "a.pdf")
    assert member.turn_deg == 90


def test_a_picture_that_declares_too_many_pixels_comes_with_its_problem() -> None:
    side = int(MAX_PHOTO_PIXELS**0.5) + 10
    content = pdf_of(picture(1)).replace(b"/Width 320", f"/Width {side}".encode()).replace(
        b"/Height 240", f"/Height {side}".encode()
    )  # fmt: skip
    (member,), _ = list_pdf(io.BytesIO(content), "a.pdf")
    assert f"{side} x {side} pixels" in member.problem


def test_a_locked_pdf_is_named() -> None:
    with pytest.raises(PhotoProblem, match="password"):
        list_pdf(io.BytesIO(_rewritten(pdf_of(picture(1)), password="secret")), "a.pdf")


def test_a_report_of_this_program_is_known() -> None:
    assert is_own_report(io.BytesIO(_rewritten(pdf_of(picture(1)), creator="claimapp 1.0.0")))
    assert not is_own_report(io.BytesIO(pdf_of(picture(1))))
    assert not is_own_report(io.BytesIO(b"%PDF-1.4 broken"))


def test_a_picture_that_is_gone_is_a_problem() -> None:
    with pytest.raises(PhotoProblem, match="any more"):
        read_pdf_picture(io.BytesIO(pdf_of(picture(1))), "9.1", "a.pdf")


_SEED = pdf_of(picture(1, (120, 100)))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, len(_SEED)), st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 255)), max_size=8))
def test_a_damaged_pdf_is_read_or_refused_in_our_words(cut: int, changes: list[tuple[int, int]]) -> None:
    content = bytearray(_SEED[:cut])
    for place, value in changes:
        content[place % len(content)] = value
    try:
        for member in list_pdf(io.BytesIO(content), "a.pdf")[0]:
            read_pdf_picture(io.BytesIO(content), member.locator, "a.pdf")
    except PhotoProblem:
        return
