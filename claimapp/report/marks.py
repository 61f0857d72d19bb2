"""How each kind of damage is marked on a photo: letter, line style and colour, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from claimapp.domain.finding import DamageKind
from claimapp.words.language import N_

__all__ = ["DISMISSED_GREY", "MARKS", "Mark"]


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a kind: `colour` as #rrggbb, `dash` as strokes and gaps in line widths (empty is solid)."""

    letter: str
    colour: str
    dash: tuple[int, ...]
    style: str


# Colours of Okabe and Ito (2008), which stay apart for colour-blind readers.
MARKS: dict[DamageKind, Mark] = {
    DamageKind.DENT: Mark("D", "#e69f00", (), N_("solid")),
    DamageKind.SCRATCH: Mark("S", "#56b4e9", (6, 4), N_("dashed")),
    DamageKind.CRACK: Mark("C", "#0072b2", (4, 3), N_("short dashes")),
    DamageKind.BROKEN: Mark("B", "#d55e00", (9, 3, 2, 3), N_("dash, dot")),
    DamageKind.MISSING: Mark("M", "#b3b3ff", (16, 3, 2, 3), N_("long dash, dot")),
    DamageKind.GLASS: Mark("G", "#009e73", (2, 3), N_("dotted")),
    DamageKind.LAMP: Mark("L", "#f0e442", (14, 4), N_("long dashes")),
    DamageKind.TYRE: Mark("T", "#cc79a7", (9, 3, 2, 3, 2, 3), N_("dash, two dots")),
    DamageKind.UNKNOWN: Mark("?", "#ffffff", (2, 8), N_("sparse dots")),
}

DISMISSED_GREY = "#9aa3ad"
"""Colour of a finding whose damage a person took off the list; its line is thin."""
