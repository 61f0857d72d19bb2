"""How each kind of damage is marked on a photo: letter, line style and colour, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from claimapp.domain.finding import DamageKind

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
    DamageKind.DENT: Mark("D", "#e69f00", (), "solid"),
    DamageKind.SCRATCH: Mark("S", "#56b4e9", (6, 4), "dashed"),
    DamageKind.BROKEN: Mark("B", "#d55e00", (9, 3, 2, 3), "dash, dot"),
    DamageKind.GLASS: Mark("G", "#009e73", (2, 3), "dotted"),
    DamageKind.LAMP: Mark("L", "#f0e442", (14, 4), "long dashes"),
    DamageKind.TYRE: Mark("T", "#cc79a7", (9, 3, 2, 3, 2, 3), "dash, two dots"),
    DamageKind.UNKNOWN: Mark("?", "#ffffff", (2, 8), "sparse dots"),
}

DISMISSED_GREY = "#9aa3ad"
"""Colour of a finding whose damage a person took off the list; its line is thin."""
