from __future__ import annotations

import pytest

from claimapp.report.pages import style


def test_long_text_loses_its_middle_and_keeps_both_ends() -> None:
    short = style.shortened("from WhatsApp/" + "x" * 100 + "_0001.jpg", 30)
    assert len(short) == 30
    assert short.startswith("from WhatsApp")
    assert short.endswith("_0001.jpg")
    assert style.shortened("abc", 3) == "abc"


def test_running_text_is_cut_between_words() -> None:
    short = style.shortened("the basket of the three cheapest cars of the class, worked out with assumed shares", 50)
    head, end = short.split("…")
    assert "the basket of the three cheapest cars".startswith(head.strip())
    assert short[-len("assumed shares") :] == "assumed shares"
    assert end.startswith(" ")
    assert end.split()[0] in ("worked", "out", "with", "assumed")
    assert len(short) <= 50


def test_text_is_never_read_as_markup() -> None:
    made = style.cell("<b>5 & 6</b>", bold="<i>", under="a < b")
    assert made.getPlainText() == "<i> <b>5 & 6</b>a < b"


def test_table_repeats_its_header_and_keeps_rows_whole() -> None:
    rows = [[style.cell("head")], *([style.cell("word " * 300)] for _ in range(9))]
    table = style.grid(rows, [style.WIDTH_MM], header_rows=1)
    parts = table.split(style.WIDTH_MM * style.MM, 700)
    assert len(parts) == 2
    assert all(part.repeatRows == 1 for part in parts)
    # The header is on both parts, and no row became two.
    assert sum(len(part._cellvalues) for part in parts) == len(rows) + 1


def test_heading_asks_for_room_below_it() -> None:
    breaks, title = style.heading("Vehicle", room_mm=50)
    assert breaks.height == pytest.approx(50 * style.MM)
    assert title.getPlainText() == "Vehicle"
