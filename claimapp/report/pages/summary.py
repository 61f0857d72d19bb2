"""The key figures in one box: damages, total, excess, payable, range, hint."""

from __future__ import annotations

from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.report.pages.style import ACCENT, GREY, PALE, WIDTH_MM, cell, grid, heading
from claimapp.words.figures import NOTHING, money_words
from claimapp.words.language import _
from claimapp.words.phrases import decision_sentence, found_sentence
from claimapp.words.ranges import range_sentence
from claimapp.words.say import capital

__all__ = ["summary_section"]


def summary_section(assessment: Assessment) -> list[Any]:
    """Make the box: four figures side by side, then the sentences that go with them."""
    estimate = assessment.estimate
    figures = [
        (_("Damages"), str(len(assessment.charged_damages))),
        (_("Total, VAT included"), money_words(estimate.total)),
        (_("Excess"), money_words(estimate.excess) if estimate.excess is not None else NOTHING),
        (_("Payable"), money_words(estimate.payable) if estimate.payable is not None else NOTHING),
    ]
    labels = [cell(name, size="small", colour=GREY) for name, amount in figures]
    values = [cell(value, size="figure", colour=ACCENT) for name, value in figures]
    no_excess = (
        "" if estimate.excess is not None else " " + _("The claim gives no excess, so nothing payable is worked out.")
    )
    sentences = [
        (_("Damage"), f"{capital(found_sentence(assessment))}.{no_excess}"),
        (_("Range"), range_sentence(estimate.range)),
        (_("Hint"), decision_sentence(assessment)),
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
    return [*heading(_("Summary"), room_mm=58), table]
