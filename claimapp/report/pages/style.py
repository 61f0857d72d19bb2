"""The style of the report: sheet, colours, text styles and one way to make a table.

reportlab is imported inside the functions: the program starts without it. It ships no
type information, hence `Any` for its values.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claimapp.report.pages.signs import BOLD, PLAIN, load_fonts, marked_up

__all__ = [
    "ACCENT",
    "AMBER",
    "AMBER_PALE",
    "GREY",
    "INK",
    "MM",
    "PALE",
    "RULE",
    "SHEET_MM",
    "SIDE_MM",
    "WIDTH_MM",
    "cell",
    "grid",
    "heading",
    "plain_text",
    "shortened",
    "space",
]

MM = 72 / 25.4
"""Points in a millimetre."""
SHEET_MM = (210, 297)
"""A4, width and height."""
SIDE_MM = 16
"""Left and right margin."""
WIDTH_MM = SHEET_MM[0] - 2 * SIDE_MM
"""Width that text and tables may fill."""

INK, GREY, RULE, PALE = "#1c2733", "#5b6875", "#c9d1d9", "#f1f4f7"
ACCENT, AMBER, AMBER_PALE = "#1f4e79", "#b7791f", "#fdf6e7"

_SIZES_PT = {"title": 17.0, "heading": 10.5, "body": 8.0, "small": 6.8, "figure": 13.0}
_LEADING = 1.32
_WORD_LONGEST = 16
_ALIGN = {"left": 0, "centre": 1, "right": 2}


def shortened(text: str, most: int) -> str:
    """Cut the middle out of a text that is longer than `most` signs: `from What…0001.jpg`."""
    if len(text) <= most:
        return text
    tail = (most - 1) // 2
    head, end = text[: most - 1 - tail], text[len(text) - tail :]
    # Running text is cut between words; a name without a blank near the cut is cut where it is.
    if " " in head[-_WORD_LONGEST:] and " " in end[:_WORD_LONGEST]:
        head, end = head.rsplit(" ", 1)[0] + " ", " " + end.split(" ", 1)[1]
    return f"{head}…{end}"


def cell(
    text: str, *, size: str = "body", align: str = "left", colour: str = INK, bold: str = "", under: str = ""
) -> Any:
    """Make a paragraph of plain text; `bold` is set before it in bold, `under` below it, small and grey.

    Nothing in the texts is read as markup. Words longer than the line are broken.
    """
    from reportlab.platypus import Paragraph

    style = _style(size, align, colour)
    marked = marked_up(text, bold=style.fontName == BOLD)
    if bold:
        marked = marked_up(bold, bold=True) + (f" {marked}" if marked else "")
    if under:
        small = _SIZES_PT["small"]
        marked += f'<br/><font size="{small}" color="{GREY}">{marked_up(under)}</font>'
    return Paragraph(marked, style)


def plain_text(text: str, *, size: str = "body", colour: str = INK) -> Any:
    """Make a paragraph of running text with a little room below."""
    from reportlab.platypus import Paragraph

    return Paragraph(marked_up(text), _style(size, "left", colour, below=4.0))


def heading(text: str, *, room_mm: float = 38.0) -> list[Any]:
    """Make a section heading; it opens a new page where less than `room_mm` is left on this one."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import CondPageBreak, Paragraph

    load_fonts()
    size = _SIZES_PT["heading"]
    style = ParagraphStyle(
        "section",
        fontName=BOLD,
        fontSize=size,
        leading=size * _LEADING,
        textColor=ACCENT,
        spaceBefore=11,
        spaceAfter=4,
    )
    return [CondPageBreak(room_mm * MM), Paragraph(marked_up(text, bold=True), style)]


def space(height_mm: float) -> Any:
    """Make an upright gap."""
    from reportlab.platypus import Spacer

    return Spacer(1, height_mm * MM)


def grid(
    rows: Sequence[Sequence[Any]],
    widths_mm: Sequence[float],
    *,
    header_rows: int = 0,
    extra: Sequence[tuple[Any, ...]] = (),
    rules: str = RULE,
) -> Any:
    """Make a left-aligned table: thin rules, header rows shaded and repeated on each page, rows whole.

    `extra` holds further reportlab table commands. A row higher than a page stops the
    report: callers bound their texts by `shortened`.
    """
    from reportlab.platypus import LongTable, TableStyle

    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, rules),
    ]
    if header_rows:
        style += [
            ("BACKGROUND", (0, 0), (-1, header_rows - 1), PALE),
            ("LINEBELOW", (0, header_rows - 1), (-1, header_rows - 1), 0.8, ACCENT),
            ("VALIGN", (0, 0), (-1, header_rows - 1), "BOTTOM"),
        ]
    return LongTable(
        [list(row) for row in rows],
        colWidths=[width * MM for width in widths_mm],
        repeatRows=header_rows,
        hAlign="LEFT",
        style=TableStyle([*style, *extra]),
    )


def _style(size: str, align: str, colour: str, below: float = 0.0) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    load_fonts()
    points = _SIZES_PT[size]
    font = BOLD if size in ("title", "figure") else PLAIN
    return ParagraphStyle(
        f"{size}-{align}-{colour}", fontName=font, fontSize=points, leading=points * _LEADING, textColor=colour,
        alignment=_ALIGN[align], spaceAfter=below, splitLongWords=1,
    )  # fmt: skip
