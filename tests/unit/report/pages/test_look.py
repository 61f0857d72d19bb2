from __future__ import annotations

import pytest

from claimapp.report.pages import look


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Zoë ê ô – “R 5”", "Zoë ê ô – “R 5”"),
        ("e\u0302", "ê"),  # letter and accent apart, as macOS writes file names
        ("a\u202fb", "a\u00a0b"),
        ("漢 🚗", "? ?"),
        ("a\x00\u200bb\nc", "ab c"),
    ],
)
def test_signs_that_the_font_lacks_are_shown_as_such(text: str, drawn: str) -> None:
    assert look.printable(text) == drawn


def test_long_text_loses_its_middle_and_keeps_both_ends() -> None:
    short = look.shortened("from WhatsApp/" + "x" * 100 + "_0001.jpg", 30)
    assert len(short) == 30
    assert short.startswith("from WhatsApp")
    assert short.endswith("_0001.jpg")
    assert look.shortened("abc", 3) == "abc"


def test_text_is_never_read_as_markup() -> None:
    made = look.cell("<b>5 & 6</b>", bold="<i>", under="a < b")
    assert made.getPlainText() == "<i> <b>5 & 6</b>a < b"


def test_table_repeats_its_header_and_keeps_rows_whole() -> None:
    rows = [[look.cell("head")], *([look.cell("word " * 300)] for _ in range(9))]
    table = look.grid(rows, [look.WIDTH_MM], header_rows=1)
    parts = table.split(look.WIDTH_MM * look.MM, 700)
    assert len(parts) == 2
    assert all(part.repeatRows == 1 for part in parts)
    # The header is on both parts, and no row became two.
    assert sum(len(part._cellvalues) for part in parts) == len(rows) + 1


def test_heading_asks_for_room_below_it() -> None:
    breaks, title = look.heading("Vehicle", room_mm=50)
    assert breaks.height == pytest.approx(50 * look.MM)
    assert title.getPlainText() == "Vehicle"
