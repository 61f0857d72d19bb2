"""A photo with its findings drawn on it, for the report and the folder of results."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot, inf
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from claimapp.atomic import replace_bytes
from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.damage import Damage
from claimapp.domain.finding import Finding
from claimapp.domain.geometry import Box, Outline, Size
from claimapp.domain.photo import Photo
from claimapp.errors import BadValue
from claimapp.report.marks import DISMISSED_GREY, MARKS, Mark
from claimapp.words.language import _
from claimapp.words.names import another_vehicle_words, finding_sure_words, kind_words

__all__ = ["DRAWING_MARK", "DRAWN_LONGEST_PX", "draw_photo", "drawn_name", "finding_label", "label_place", "strokes"]

DRAWING_MARK = "claimapp drawing"
"""Stands as a comment in every drawing, so that one is never taken for a photo of the claim."""

DRAWN_LONGEST_PX = 1600
_JPEG_QUALITY = 85
# Line and letter sizes for a photo of 1600 px; smaller photos get smaller ones, but readable.
_LINE_SHARE, _LINE_LEAST_PX = 1 / 360, 2
_TEXT_SHARE, _TEXT_LEAST_PX = 1 / 54, 11
_INK, _PAPER = "#101418", "#ffffff"
_NAME_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Pen:
    """Sizes in pixels that suit one photo."""

    line: int
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont


def drawn_name(photo: Photo) -> str:
    """File name of the drawn photo: id and stem, only letters, digits, dot, dash and underscore."""
    stem = re.sub(r"[^A-Za-z0-9._-]+", "_", PurePosixPath(photo.file).stem).strip("._")
    return f"{photo.id}_{stem[:_NAME_LONGEST] or 'photo'}.jpg"


def finding_label(found: Finding, damages: Sequence[Damage] = (), taken_off: Collection[str] = ()) -> str:
    """Say what is marked: `d1 dent 84 %` with the vehicle's damage, else with the finding's own id `p1.d2`.

    `taken_off` are ids of findings that a person dismissed by themselves.
    """
    damage = _damage_of(found, damages)
    name = damage.id if damage else found.id
    note = ""
    if not _counts(found, damage, taken_off):
        note = " " + (another_vehicle_words() if damage and damage.on_another_vehicle else _("taken off"))
    # Pillow's own font has no no-break space.
    sure = finding_sure_words(found, damage).replace("\u00a0", " ")
    return f"{name} {kind_words(found.kind)} {sure}{note}"


def draw_photo(
    pixels_rgb: NDArray[np.uint8],
    seen: PhotoSeen,
    target: Path,
    *,
    damages: Sequence[Damage] = (),
    taken_off: Collection[str] = (),
) -> None:
    """Draw the findings of `seen` on its upright photo and save it as JPEG, 1600 px at most on the longer side.

    `pixels_rgb` is H x W x 3 and of the photo's own shape (boxes are in `seen.photo.size`;
    a smaller preview of the same photo is fine, boxes are scaled to it). With `damages`
    the labels carry the vehicle's damage ids; findings in `taken_off` are drawn in grey.
    The file holds no EXIF: no place, no camera.

    Raises:
        OutputProblem: if `target` cannot be written.
        BadValue: if the array is no RGB photo.
    """
    if pixels_rgb.ndim != 3 or pixels_rgb.shape[2] != 3 or pixels_rgb.dtype != np.uint8 or pixels_rgb.size == 0:
        raise BadValue(f"a photo is H x W x 3 of uint8, not {pixels_rgb.shape} of {pixels_rgb.dtype}")
    picture = Image.fromarray(pixels_rgb)
    picture.thumbnail((DRAWN_LONGEST_PX, DRAWN_LONGEST_PX), Image.Resampling.LANCZOS)
    _draw_findings(picture, seen, damages, taken_off)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_JPEG_QUALITY, comment=DRAWING_MARK)
    replace_bytes(target, written.getvalue())


def _draw_findings(
    picture: Image.Image, seen: PhotoSeen, damages: Sequence[Damage], taken_off: Collection[str]
) -> None:
    size = Size(picture.width, picture.height)
    longest = max(size.width, size.height)
    pen = _Pen(
        max(_LINE_LEAST_PX, round(longest * _LINE_SHARE)),
        ImageFont.load_default(max(_TEXT_LEAST_PX, round(longest * _TEXT_SHARE))),
    )
    draw = ImageDraw.Draw(picture)
    across = size.width / seen.photo.size.width
    down = size.height / seen.photo.size.height
    boxes = [_scaled(found.box, across, down).clipped(size) for found in seen.findings]
    for found, box in zip(seen.findings, boxes, strict=True):
        kept = _counts(found, _damage_of(found, damages), taken_off)
        points = [(x * across, y * down) for x, y in found.outline] if found.outline else _corners(box)
        mark = MARKS[found.kind] if kept else replace(MARKS[found.kind], colour=DISMISSED_GREY)
        _draw_outline(draw, tuple(points), mark, pen.line if kept else 1)
    taken: list[Box] = []
    spoken_for = _spoken_for(seen.findings, damages, taken_off)
    for found, box in zip(seen.findings, boxes, strict=True):
        words = finding_label(found, damages, taken_off) if found.id in spoken_for else ""
        _draw_label(draw, words, found, box, size, pen, taken)


def _spoken_for(findings: Sequence[Finding], damages: Sequence[Damage], taken_off: Collection[str]) -> set[str]:
    """Ids of the findings that get words, one of each damage: labels must not hide a crushed front.

    It is the surest of those that are of the damage's kind, as vague ones are counted to it as well.
    """
    chosen: dict[tuple[str, bool], tuple[tuple[bool, float], str]] = {}
    for found in findings:
        damage = _damage_of(found, damages)
        key = (damage.id if damage else found.id, _counts(found, damage, taken_off))
        worth = (damage is not None and found.kind is damage.kind, found.confidence)
        if key not in chosen or worth > chosen[key][0]:
            chosen[key] = (worth, found.id)
    return {found_id for _, found_id in chosen.values()}


def _draw_outline(draw: ImageDraw.ImageDraw, points: Outline, mark: Mark, width: int) -> None:
    """Draw the closed outline: a dark halo first, so that every colour shows on white paint and on shade."""
    dash = tuple(length * width for length in mark.dash)
    pieces = strokes(points, dash)
    for thick, ink in ((width + 2 * max(1, width // 3), _INK), (width, mark.colour)):
        for piece in pieces:
            draw.line(piece, fill=ink, width=thick, joint="curve")


def strokes(outline: Outline, dash: Sequence[float]) -> list[list[tuple[float, float]]]:
    """Cut a closed outline into the strokes of a dash pattern (stroke, gap, stroke, gap... in pixels).

    No pattern gives the whole outline as one stroke; fewer than two points give none.
    """
    points = [*outline, outline[0]] if len(outline) > 1 else []
    if not dash or not points:
        return [points] if points else []
    pieces: list[list[tuple[float, float]]] = []
    at, left, piece = 0, dash[0], [points[0]]
    for start, end in pairwise(points):
        length = hypot(end[0] - start[0], end[1] - start[1])
        gone = 0.0
        while length - gone > left:
            gone += left
            cut = _between(start, end, gone / length)
            if at % 2 == 0:
                pieces.append([*piece, cut])
            at = (at + 1) % len(dash)
            left, piece = dash[at], [cut]
        left -= length - gone
        piece.append(end)
    return [*pieces, piece] if at % 2 == 0 and len(piece) > 1 else pieces


def _draw_label(
    draw: ImageDraw.ImageDraw,
    full: str,
    found: Finding,
    box: Box,
    size: Size,
    pen: _Pen,
    taken: list[Box],
) -> None:
    """Draw letter and `full` label in a dark box; without a label, or on a tiny photo, the letter alone, or nothing."""
    mark = MARKS[found.kind]
    pad = max(2, pen.line)
    letter_width = draw.textlength("W", font=pen.font) + 2 * pad
    height = _text_height(draw, pen) + 2 * pad
    for text in (full, full.split(" ", maxsplit=1)[0], ""):
        width = letter_width + (draw.textlength(text, font=pen.font) + 2 * pad if text else 0)
        if width <= size.width and height <= size.height:
            break
    else:
        return
    place = label_place(box, (width, height), size, taken)
    taken.append(place)
    middle = place.y0 + height / 2
    draw.rectangle(place.xyxy, fill=_INK)
    draw.rectangle((place.x0, place.y0, place.x0 + letter_width, place.y1), fill=mark.colour)
    draw.text((place.x0 + letter_width / 2, middle), mark.letter, fill=_INK, font=pen.font, anchor="mm")
    draw.text((place.x0 + letter_width + pad, middle), text, fill=_PAPER, font=pen.font, anchor="lm")


def label_place(box: Box, label: tuple[float, float], size: Size, taken: Sequence[Box]) -> Box:
    """Find a place for a label of (width, height) px: above the box, below, inside, else where it hides least.

    The place is always wholly on a photo that is at least as large as the label, and
    covers no label in `taken` while a free place can be found nearby.
    """
    width, height = label
    right, bottom = max(0.0, size.width - width - 1), max(0.0, size.height - height - 1)
    wanted = [box.y0 - height, box.y1, box.y0, box.y1 - height]
    wanted += [box.y0 - height + step * height / 2 for step in (-2, 4, -3, 5, -4, 6, -5, 7, -6, 8)]
    best, least = Box(0, 0, min(width, size.width), min(height, size.height)), inf
    for y in wanted:
        for x in (box.x0, box.x1 - width, box.centre[0] - width / 2):
            left, top = max(0.0, min(x, right)), max(0.0, min(y, bottom))
            place = Box(left, top, min(left + width, size.width), min(top + height, size.height))
            hidden = sum(place.overlap_area(other) for other in taken)
            pushed = width * height / 4 if abs(top - y) > height / 2 else 0.0
            if hidden + pushed < least:
                best, least = place, hidden + pushed
        if least == 0:
            break
    return best


def _damage_of(found: Finding, damages: Sequence[Damage]) -> Damage | None:
    return next((damage for damage in damages if found.id in damage.seen), None)


def _counts(found: Finding, damage: Damage | None, taken_off: Collection[str]) -> bool:
    return found.id not in taken_off and (damage is None or damage.charged)


def _scaled(box: Box, across: float, down: float) -> Box:
    return Box(box.x0 * across, box.y0 * down, box.x1 * across, box.y1 * down)


def _corners(box: Box) -> list[tuple[float, float]]:
    return [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)]


def _between(start: tuple[float, float], end: tuple[float, float], share: float) -> tuple[float, float]:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _text_height(draw: ImageDraw.ImageDraw, pen: _Pen) -> float:
    _, top, _, bottom = draw.textbbox((0, 0), "Wgp?", font=pen.font)
    return bottom - top
