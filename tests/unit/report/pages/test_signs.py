from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from claimapp.report.pages import signs
from claimapp.report.pages.signs import BOLD, LACKING, PLAIN

TSHIVENDA = "Muḓi Ṱhivhulawi Ṅemaungani ḽa ṋe"
CLICKS = "ǃKheis ǁKaras ǀAi-ǀAis ǂKhomani"
AFRIKAANS = "ŉ môre sê geëet Zoë"
LINE = "Đorđević Šárka 王小明 追尾 😀 ½ ≈ € ẞ"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Zoë ê ô – “R 5”", "Zoë ê ô – “R 5”"),
        ("e\u0302", "ê"),  # letter and accent apart, as macOS writes file names
        ("a\u202fb", "a\u00a0b"),
        ("漢 🚗", f"漢 {LACKING}"),
        ("a\x00\u200bb\nc", "ab c"),
        ("❤\ufe0f", "❤"),  # the wish for a coloured heart is no sign of its own
    ],
)
def test_signs_that_no_font_has_are_shown_as_such(text: str, drawn: str) -> None:
    assert signs.printable(text) == drawn


@pytest.mark.parametrize("text", [TSHIVENDA, CLICKS, AFRIKAANS, LINE])
def test_names_as_they_are_written_here_keep_every_letter(text: str) -> None:
    assert signs.printable(text) == text
    assert signs.lacking_signs([text]) == ()


def test_arabic_is_joined_and_turned_round_and_the_rest_stays() -> None:
    # m-h-m-d: initial, medial, medial, final form, drawn from left to right.
    assert signs.printable("Mr محمد 12") == "Mr \ufeaa\ufee4\ufea4\ufee3 12"


def test_hebrew_words_are_read_from_the_right() -> None:
    assert signs.printable("אב גד") == "דג בא"


def test_runs_change_the_font_only_where_they_must() -> None:
    runs = signs.text_runs("AB 王小 C", BOLD)
    assert [text for _, text in runs] == ["AB ", "王小", " C"]
    assert runs[0][0] == runs[2][0] == BOLD
    assert runs[1][0] not in (BOLD, PLAIN)


def test_text_is_never_read_as_markup() -> None:
    assert signs.marked_up("<b>5 & 6</b>") == "&lt;b&gt;5 &amp; 6&lt;/b&gt;"


def test_lacking_signs_are_named_once_in_order() -> None:
    lacking = signs.lacking_signs(["🚗 🚗 a", "ก\n\t"])
    assert [signs.sign_words(sign) for sign in lacking] == [
        "THAI CHARACTER KO KAI (U+0E01)",
        "AUTOMOBILE (U+1F697)",
    ]
    assert signs.sign_words("\ue000") == "SIGN WITHOUT A NAME (U+E000)"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_whatever_is_drawn_has_a_font_and_no_part_is_lost_between_runs(text: str) -> None:
    drawn = signs.printable(text)
    assert "".join(run for _, run in signs.text_runs(drawn)) == drawn
    assert signs.lacking_signs([drawn]) == ()


@pytest.mark.parametrize("right", [False, True])
def test_a_line_of_several_fonts_is_drawn_and_can_be_copied(right: bool) -> None:
    from reportlab.pdfgen.canvas import Canvas

    packed = io.BytesIO()
    canvas = Canvas(packed, invariant=1)
    signs.draw_text(canvas, 300, 400, LINE, size=9, bold=True, right=right)
    canvas.save()
    assert " ".join(PdfReader(packed, strict=True).pages[0].extract_text().split()) == LINE
