from __future__ import annotations

from claimapp.domain.finding import DamageKind
from claimapp.report.marks import MARKS


def test_kinds_are_told_apart_by_letter_by_line_and_by_colour() -> None:
    assert set(MARKS) == set(DamageKind)
    for told_by in ("letter", "colour", "dash", "style"):
        assert len({getattr(mark, told_by) for mark in MARKS.values()}) == len(DamageKind), told_by
