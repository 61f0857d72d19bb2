"""The key figures in one box: damages, total, excess, payable, range, hint."""

from __future__ import annotations

from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.report.pages.style import ACCENT, GREY, PALE, WIDTH_MM, cell, grid, heading
from claimapp.report.phrases import decision_sentence, found_sentence, kept_damages, range_sentence
from claimapp.report.words import NOTHING

__all__ = ["summary_section"]


def summary_section(assessment: Assessment) -> list[Any]:
    """Make the box: four figures side by side, then the sentences that go with them."""
    estimate = assessment.estimate
    figures = [
        ("Damages", str(len(kept_damages(assessment)))),
        ("Total, VAT included", estimate.total.spoken()),
        ("Excess", estimate.excess.spoken() if estimate.excess is not None else NOTHING),
        ("Payable", estimate.payable.spoken() if estimate.payable is not None else NOTHING),
    ]
    labels = [cell(name, size="small", colour=GREY) for name, _ in figures]
    values = [cell(value, size="figure", colour=ACCENT) for _, value in figures]
    excess = "" if estimate.excess is not None else " The claim gives no excess, so nothing payable is worked out."
    sentences = [
        ("Damage", f"{_first_up(found_sentence(assessment))}.{excess}"),
        ("Range", range_sentence(estimate.predicted)),
        ("Hint", decision_sentence(assessment)),
    ]
    rows = [labels, values, *([cell(text, bold=f"{name}:"), "", "", ""] for name, text in sentences)]
    look = [
        ("BACKGROUND", (0, 0), (-1, -1), PALE),
        ("BOX", (0, 0), (-1, -1), 0.8, ACCENT),
        ("LEFTPADDING", (0, 0), (-1, -1), 7),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
        ("TOPPADDING", (0, 1), (-1, 1), 0),
        ("BOTTOMPADDING", (0, 1), (-1, 1), 6),
        ("BOTTOMPADDING", (0, len(rows) - 1), (-1, -1), 6),
        *(("SPAN", (0, row), (-1, row)) for row in range(2, len(rows))),
    ]
    quarter = WIDTH_MM / 4
    table = grid(rows, [quarter - 14, quarter + 7, quarter, quarter + 7], extra=look, rules=PALE)
    return [*heading("Summary", room_mm=58), table]


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
