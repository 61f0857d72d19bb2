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
from claimapp.stages.intake import pdfs
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


@settings(max_examples=60)
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


def test_a_picture_on_several_pages_is_listed_once_and_two_of_a_page_are_two() -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    packed = io.BytesIO()
    canvas = Canvas(packed)
    shown, other = ImageReader(picture(1)), ImageReader(picture(2))
    for of_page in ((shown,), (shown, other)):
        for number, one in enumerate(of_page):
            canvas.drawImage(one, 10, 10 + 200 * number, 100, 100)
        canvas.showPage()
    canvas.save()
    members, small = list_pdf(packed, "a.pdf")
    assert small == 0
    assert [name.partition("-picture-")[0] for name in (member.name for member in members)] == ["page-1", "page-2"]
    for member, seed in zip(members, (1, 2), strict=True):
        found = Image.open(io.BytesIO(read_pdf_picture(packed, member.locator, "a.pdf")))
        assert (np.asarray(found.convert("RGB")) == np.asarray(picture(seed))).all()


@pytest.mark.parametrize(("size", "small"), [((100, 50), 0), ((99, 99), 1), ((50, 100), 0)])
def test_a_picture_is_a_logo_below_100_pixels_on_its_longer_side(size: tuple[int, int], small: int) -> None:
    members, counted = list_pdf(io.BytesIO(_of_reportlab((picture(1, size), 30))), "a.pdf")
    assert (len(members), counted) == (1 - small, small)


@pytest.mark.parametrize(("rotate", "turn"), [(180, 180), (270, 270), (-90, 270), (360, 0)])
def test_a_page_s_turn_is_told_clockwise_within_one_round(rotate: int, turn: int) -> None:
    (member,), _ = list_pdf(io.BytesIO(_rewritten(pdf_of(picture(1)), rotate=rotate)), "a.pdf")
    assert (member.turn_deg, member.problem) == (turn, "")


def test_a_pdf_that_only_asks_for_no_password_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(picture(1)))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    assert len(list_pdf(packed, "a.pdf")[0]) == 1


def test_a_pdf_may_have_as_many_pages_as_is_allowed_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pdf_of(picture(1), picture(2))
    monkeypatch.setattr(pdfs, "_MOST_PAGES", 2)
    assert len(list_pdf(io.BytesIO(content), "a.pdf")[0]) == 2
    monkeypatch.setattr(pdfs, "_MOST_PAGES", 1)
    with pytest.raises(PhotoProblem, match="has 2 pages, more than 1"):
        list_pdf(io.BytesIO(content), "a.pdf")


@pytest.mark.parametrize(
    "content", [_rewritten(pdf_of(picture(1)), password="secret"), b"%PDF-1.4 broken"], ids=["locked", "broken"]
)
def test_every_refusal_names_the_pdf_and_what_to_do(content: bytes) -> None:
    with pytest.raises(PhotoProblem) as caught:
        list_pdf(io.BytesIO(content), "sub/a.pdf")
    assert caught.value.where == "sub/a.pdf"
    assert caught.value.hint == "save the pages that count as JPEG into the claim folder"


@pytest.mark.parametrize("locator", ["1.2", "2.1", "1.0"])
def test_a_picture_that_is_gone_is_told_by_its_place(locator: str) -> None:
    with pytest.raises(PhotoProblem, match="any more") as caught:
        read_pdf_picture(io.BytesIO(pdf_of(picture(1))), locator, "sub/a.pdf")
    assert (caught.value.where, caught.value.hint) == ("sub/a.pdf", "assess the claim again")


def test_a_jpeg_lies_in_a_pdf_as_the_camera_wrote_it_and_is_taken_out_untouched() -> None:
    content = pdf_of(picture(1))
    found = read_pdf_picture(io.BytesIO(content), "1.1", "a.pdf")
    assert found.startswith(b"\xff\xd8\xff")
    assert found in content


def test_a_report_is_known_by_the_beginning_of_its_creator() -> None:
    assert not is_own_report(io.BytesIO(_rewritten(pdf_of(picture(1)), creator="made with claimapp 1.0.0")))


def test_a_picture_in_a_form_that_stands_on_the_page_is_listed() -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    packed = io.BytesIO()
    canvas = Canvas(packed)
    canvas.beginForm("stamp")
    canvas.drawImage(ImageReader(picture(4)), 10, 10, 100, 100)
    canvas.endForm()
    canvas.doForm("stamp")
    canvas.save()
    (member,), _ = list_pdf(packed, "a.pdf")
    found = Image.open(io.BytesIO(read_pdf_picture(packed, member.locator, "a.pdf")))
    assert (np.asarray(found.convert("RGB")) == np.asarray(picture(4))).all()
