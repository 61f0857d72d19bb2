"""The list of damages, with the figures that show each."""

from __future__ import annotations

from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage, DamageStatus
from claimapp.report.pages.figures import Figure, seen_in
from claimapp.report.pages.style import GREY, INK, WIDTH_MM, cell, grid, heading, plain_text, shortened
from claimapp.report.words import KIND_WORDS, NOT_KNOWN, SEVERITY_WORDS, STATUS_WORDS, part_words, share_words

__all__ = ["damages_section"]

_NOTE_LONGEST = 300


def damages_section(assessment: Assessment, shown: tuple[Figure, ...]) -> list[Any]:
    """Make the table of damages; those taken off stay on it, in grey, and are not charged."""
    title = heading("Damages")
    if not assessment.damages:
        return [*title, plain_text("No damage found by the program. This does not mean that the vehicle is undamaged.")]
    names = ("No.", "Part", "Kind", "How bad", "How sure", "Seen in figures", "On the list because")
    header = [cell(name, colour=GREY) for name in names]
    rows = [header, *(_row(damage, shown) for damage in assessment.damages)]
    widths = [11.0, 40.0, 19.0, 20.0, 19.0, 27.0]
    return [*title, grid(rows, [*widths, WIDTH_MM - sum(widths)], header_rows=1)]


def _row(damage: Damage, shown: tuple[Figure, ...]) -> list[Any]:
    kept = damage.status is not DamageStatus.DISMISSED
    colour = INK if kept else GREY
    severity = SEVERITY_WORDS[damage.severity] if damage.severity else NOT_KNOWN
    note = shortened(damage.note, _NOTE_LONGEST)
    if not kept:
        note = f"not charged{': ' if note else ''}{note}"
    return [
        cell("", bold=damage.id, colour=colour),
        cell(part_words(damage.part, damage.side), colour=colour),
        cell(KIND_WORDS[damage.kind], colour=colour),
        cell(severity, colour=colour),
        cell(share_words(damage.confidence), colour=colour),
        cell(seen_in(damage, shown), colour=colour),
        cell(STATUS_WORDS[damage.status], colour=colour, under=note),
    ]
