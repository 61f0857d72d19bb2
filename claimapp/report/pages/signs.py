"""Which sign is drawn with which font: runs of one font, right-to-left scripts in reading order, and what none has.

reportlab is imported inside the functions: the program starts without it. It ships no
type information, hence `Any` for its values.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from claimapp.shipped import assets_folder

__all__ = [
    "BOLD",
    "LACKING",
    "PLAIN",
    "draw_text",
    "lacking_signs",
    "load_fonts",
    "marked_up",
    "printable",
    "sign_words",
    "text_runs",
]

PLAIN, BOLD = "ClaimReport", "ClaimReport-Bold"
_EAST_ASIAN = "ClaimReport-EastAsian"
# Where they come from and what they have: assets/fonts/README.md.
_FONT_FILES = {PLAIN: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf", _EAST_ASIAN: "DroidSansFallback.ttf"}

LACKING = "\ufffd"
"""Drawn in place of a sign that no font has."""

_UNSEEN = ("Cc", "Cf")
_LONG_CODE = re.compile(r"<([0-9A-F]{5,6})>")
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_REORDERED = re.compile(
    # One word or several of Hebrew or Arabic, with the spaces between them.
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:\s+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+)*"
)


def load_fonts() -> None:
    """Make the fonts for plain and bold text known to reportlab; a second call does nothing."""
    for name in (PLAIN, BOLD):
        _glyphs(name)


def printable(text: str) -> str:
    """Return text as it is drawn: composed, on one line, right-to-left words in reading order.

    Control characters go; a sign that no font has becomes `LACKING`.
    """
    signs = unicodedata.normalize("NFC", text).replace("\u202f", "\u00a0").replace("\n", " ").replace("\t", " ")
    kept = "".join(sign for sign in signs if not _unseen(sign))
    return "".join(sign if _font_of(sign, PLAIN) else LACKING for sign in _REORDERED.sub(_reordered, kept))


def lacking_signs(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the signs of the texts that no font has, each once, in the order of their code points."""
    signs = {sign for text in texts for sign in unicodedata.normalize("NFC", text)}
    return tuple(
        sorted(sign for sign in signs if not sign.isspace() and not _unseen(sign) and not _font_of(sign, PLAIN))
    )


def sign_words(sign: str) -> str:
    """Name a sign as Unicode does: `AUTOMOBILE (U+1F697)`."""
    return f"{unicodedata.name(sign, 'SIGN WITHOUT A NAME')} (U+{ord(sign):04X})"


def text_runs(drawn: str, font: str = PLAIN) -> list[tuple[str, str]]:
    """Cut printable text into (font, run) pairs; `font` is the one wanted, another stands in where it lacks signs."""
    chosen = ((_font_of(sign, font) or font, sign) for sign in drawn)
    return [
        (name, "".join(sign for _, sign in run)) for name, run in itertools.groupby(chosen, key=lambda pair: pair[0])
    ]


def marked_up(text: str, *, bold: bool = False) -> str:
    """Return any text as reportlab's markup, nothing in it read as such, every run in a font that has it."""
    wanted = BOLD if bold else PLAIN
    runs = (
        escape(run) if font == PLAIN else f'<font name="{font}">{escape(run)}</font>'
        for font, run in text_runs(printable(text), wanted)
    )
    return "".join(runs)


def draw_text(
    canvas: Any, x: float, y: float, text: str, *, size: float, bold: bool = False, right: bool = False
) -> None:
    """Draw any text on a canvas at (x, y) in points, the left end of its baseline, or the right one."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    runs = text_runs(printable(text), BOLD if bold else PLAIN)
    wide = sum(stringWidth(run, font, size) for font, run in runs)
    line = canvas.beginText(x - wide if right else x, y)
    for font, run in runs:
        line.setFont(font, size)
        line.textOut(run)
    canvas.drawText(line)


def _font_of(sign: str, wanted: str) -> str | None:
    """The wanted font, else the first that has the sign; the large East Asian one is read last of all."""
    return next((name for name in (wanted, PLAIN, _EAST_ASIAN) if ord(sign) in _glyphs(name)), None)


def _glyphs(name: str) -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if name not in pdfmetrics.getRegisteredFontNames():
        _write_pairs()
        pdfmetrics.registerFont(TTFont(name, str(assets_folder() / "fonts" / _FONT_FILES[name])))
    return pdfmetrics.getFont(name).face.charToGlyph


def _write_pairs() -> None:
    """Let copied text keep its faces: reportlab writes signs beyond U+FFFF in a form that readers call damaged."""
    from reportlab.pdfbase import ttfonts

    written = ttfonts.makeToUnicodeCMap
    if written.__module__ == __name__:
        return

    def with_pairs(font: str, subset: list[int]) -> str:
        return _LONG_CODE.sub(
            lambda code: f"<{chr(int(code[1], 16)).encode('utf-16-be').hex()}>", written(font, subset)
        )

    with_pairs.__module__ = __name__
    ttfonts.makeToUnicodeCMap = with_pairs


def _unseen(sign: str) -> bool:
    return (not sign.isspace() and unicodedata.category(sign) in _UNSEEN) or ord(sign) in _VARIATION_SELECTORS


def _reordered(found: re.Match[str]) -> str:
    """Join Arabic letters and turn the words round: the page is drawn from left to right."""
    from arabic_reshaper import reshape
    from bidi import get_display

    turned = get_display(reshape(found.group()))
    return turned if isinstance(turned, str) else found.group()
