"""The photos with their damage drawn, as numbered figures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from claimapp.domain.assessment import Assessment, PhotoSeen
from claimapp.domain.damage import Damage
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.part import Place
from claimapp.report.drawn import finding_label
from claimapp.report.marks import MARKS
from claimapp.report.pages.figures import Figure
from claimapp.report.pages.style import GREY, INK, MM, PALE, RULE, WIDTH_MM, cell, grid, heading, plain_text, shortened
from claimapp.words.figures import time_words
from claimapp.words.language import _
from claimapp.words.names import kind_words, place_words, role_words, view_words
from claimapp.words.say import say

__all__ = ["legend_text", "photos_section"]

# Two of these with their captions fill a page.
_PICTURE_MM = (131.0, 98.25)
_SMALL_MM = (56.0, 42.0)
_SMALL_A_ROW = 3
_LONGEST_PX = 1400
_SMALL_LONGEST_PX = 640
_JPEG_QUALITY = 82
_FINDINGS_SHOWN = 9
_FILE_LONGEST = 70


def photos_section(assessment: Assessment, shown: tuple[Figure, ...]) -> list[Any]:
    """Show the photos with damage two on a page, then the others small, three in a row."""
    large = [figure for figure in shown if figure.shows_damage]
    small = [figure for figure in shown if not figure.shows_damage]
    flow: list[Any] = []
    if large:
        kinds = {found.kind for figure in large for found in figure.seen.findings}
        legend = plain_text(legend_text(kinds), size="small", colour=GREY)
        flow += [*heading(_("Photos that show damage"), room_mm=_PICTURE_MM[1] + 25), legend]
        flow += [_large_figure(figure, assessment.damages) for figure in large]
    if small:
        title = _("Other photos") if large else _("Photos")
        none = plain_text(_("On these the program found no damage that counts."), size="small", colour=GREY)
        flow += [*heading(title, room_mm=_SMALL_MM[1] + 40), none, *(_small_row(row) for row in _rows_of(small))]
    return flow


def legend_text(kinds: set[DamageKind]) -> str:
    """Explain the marks of the kinds that occur: letter, word, line style."""
    marks = [f"{mark.letter} {kind_words(kind)} ({_(mark.style)})" for kind, mark in MARKS.items() if kind in kinds]
    text = _("Marks on the photos: {marks}. Labels name the damage as in the list above and how sure it is.")
    return text.format(marks=", ".join(marks))


def _large_figure(figure: Figure, damages: Sequence[Damage]) -> Any:
    from reportlab.platypus import KeepTogether

    width, height = _PICTURE_MM
    caption = [
        cell("", bold=_("Figure {number}").format(number=figure.number)),
        *_facts(figure.seen),
        *(
            cell(_place(found), bold=_label(found, damages), size="small")
            for found in figure.seen.findings[:_FINDINGS_SHOWN]
        ),
    ]
    more = len(figure.seen.findings) - _FINDINGS_SHOWN
    if more > 0:
        caption.append(cell(_("and {number} more in assessment.json").format(number=more), size="small", colour=GREY))
    picture = _picture(figure.drawn, width, height, _LONGEST_PX)
    look = [
        ("LEFTPADDING", (0, 0), (0, 0), 0),
        ("LEFTPADDING", (1, 0), (1, 0), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ("NOSPLIT", (0, 0), (-1, -1)),
    ]
    return KeepTogether([grid([[picture, caption]], [width + 2, WIDTH_MM - width - 2], extra=look)])


def _label(found: Finding, damages: Sequence[Damage]) -> str:
    """The label on the photo, with its per cent sign kept beside the number."""
    return finding_label(found, damages).replace(" %", "\u00a0%")


def _small_row(row: Sequence[Figure]) -> Any:
    width, height = _SMALL_MM
    column = WIDTH_MM / _SMALL_A_ROW
    cells: list[Any] = []
    for figure in row:
        facts = _facts(figure.seen)
        cells.append([_picture(figure.drawn, width, height, _SMALL_LONGEST_PX), _title(figure), *facts])
    cells += [""] * (_SMALL_A_ROW - len(cells))
    look = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 4), ("NOSPLIT", (0, 0), (-1, -1))]
    return grid([cells], [column] * _SMALL_A_ROW, extra=look, rules=PALE)


def _rows_of(small: Sequence[Figure]) -> list[Sequence[Figure]]:
    return [small[at : at + _SMALL_A_ROW] for at in range(0, len(small), _SMALL_A_ROW)]


def _title(figure: Figure) -> Any:
    return cell("", bold=_("Figure {number}").format(number=figure.number))


def _facts(seen: PhotoSeen) -> list[Any]:
    """Say of a photo: file, what and from where, when taken, whether a person left it out, what is wrong with it."""
    photo = seen.photo
    view = f", {view_words(photo.view)}" if photo.view else ""
    taken = _("taken {time}").format(time=time_words(photo.taken)) if photo.taken else _("time taken: not known")
    lines = [
        cell(f"{photo.id}: {shortened(photo.file, _FILE_LONGEST)}", size="small", colour=INK),
        cell(f"{role_words(photo.role)}{view}", size="small", colour=GREY),
        cell(taken, size="small", colour=GREY),
    ]
    if seen.left_out:
        lines.append(cell(_("left out by a person: not used"), size="small", colour=INK))
    return lines + [cell(say(caution), size="small", colour=GREY) for caution in photo.quality.warnings[:2]]


def _place(found: Finding) -> str:
    return place_words(Place(found.part, found.side, found.end) if found.part else None)


def _picture(drawn: Path | None, width_mm: float, height_mm: float, longest_px: int) -> Any:
    """Fit a drawn photo into a frame; one that is missing or broken becomes a frame that says so."""
    from reportlab.platypus import Image as Picture

    if drawn is None:
        return _no_picture(_("This photo was not drawn."), width_mm, height_mm)
    try:
        with Image.open(drawn) as opened:
            smaller = opened.convert("RGB")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return _no_picture(_("The drawn photo {file} cannot be read.").format(file=drawn.name), width_mm, height_mm)
    smaller.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
    packed = io.BytesIO()
    smaller.save(packed, "JPEG", quality=_JPEG_QUALITY)
    packed.seek(0)
    scale = min(width_mm * MM / smaller.width, height_mm * MM / smaller.height)
    return Picture(packed, smaller.width * scale, smaller.height * scale, hAlign="LEFT")


def _no_picture(text: str, width_mm: float, height_mm: float) -> Any:
    from reportlab.platypus import Table

    frame = [("BOX", (0, 0), (-1, -1), 0.6, RULE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    words = cell(shortened(text, 90), align="centre", colour=GREY)
    return Table([[words]], [width_mm * MM], [height_mm / 3 * MM], hAlign="LEFT", style=frame)
