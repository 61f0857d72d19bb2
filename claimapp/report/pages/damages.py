"""The list of damages, with the figures that show each, and what a person changed."""

from __future__ import annotations

from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage
from claimapp.report.pages.figures import Figure, seen_in
from claimapp.report.pages.style import GREY, INK, WIDTH_MM, cell, grid, heading, plain_text, shortened
from claimapp.words.edited import before_words, edit_told
from claimapp.words.figures import time_words
from claimapp.words.language import _
from claimapp.words.names import damage_notes, kind_words, origin_words, place_words, severity_words, sure_words
from claimapp.words.phrases import edit_sentence
from claimapp.words.say import capital

__all__ = ["damages_section", "edits_section"]

_NOTE_LONGEST = 300
_BEFORE_LONGEST = 160
_TOLD_LONGEST = 400


def damages_section(assessment: Assessment, shown: tuple[Figure, ...]) -> list[Any]:
    """Make the table of damages; those taken off stay on it, in grey, and are not charged."""
    title = heading(_("Damages"))
    if not assessment.damages:
        nothing = _("No damage found by the program. This does not mean that the vehicle is undamaged.")
        return [*title, plain_text(nothing)]
    names = (
        _("No."), _("Part"), _("Kind"), _("How bad"), _("How sure"), _("Seen in figures"), _("On the list because"),
    )  # fmt: skip
    header = [cell(name, colour=GREY) for name in names]
    rows = [header, *(_row(damage, shown) for damage in assessment.damages)]
    widths = [11.0, 40.0, 19.0, 20.0, 19.0, 27.0]
    return [*title, grid(rows, [*widths, WIDTH_MM - sum(widths)], header_rows=1)]


def edits_section(assessment: Assessment) -> list[Any]:
    """List what a person changed, in order: what, when, by whom, and what stood there before; nothing without edits."""
    if not assessment.edits:
        return []
    rows = [[cell(name, colour=GREY) for name in (_("Edit"), _("What"), _("When"), _("Before"))]]
    for record in assessment.edits:
        out_of_force = "" if record.in_force else _("fits nothing any more, without effect")
        told = "; ".join(text for text in (edit_told(record.edit), out_of_force) if text)
        rows.append(
            [
                cell("", bold=record.id),
                cell(capital(edit_sentence(record)), under=shortened(told, _TOLD_LONGEST)),
                cell(time_words(record.when)),
                cell(shortened(before_words(record.before), _BEFORE_LONGEST)),
            ]
        )
    return [*heading(_("Changed by a person")), grid(rows, [17, 66, 48, WIDTH_MM - 131], header_rows=1)]


def _row(damage: Damage, shown: tuple[Figure, ...]) -> list[Any]:
    colour = INK if damage.charged else GREY
    note = shortened(damage_notes(damage), _NOTE_LONGEST)
    if not damage.charged:
        note = _("not charged: {note}").format(note=note) if note else _("not charged")
    return [
        cell("", bold=damage.id, colour=colour),
        cell(place_words(damage.place), colour=colour),
        cell(kind_words(damage.kind), colour=colour),
        cell(severity_words(damage.severity), colour=colour),
        cell(sure_words(damage), colour=colour),
        cell(seen_in(damage, shown), colour=colour),
        cell(origin_words(damage), colour=colour, under=note),
    ]
