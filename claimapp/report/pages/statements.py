"""What stands behind the figures and beside them: statuses, range, limits, files left out, versions, signature."""

from __future__ import annotations

from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.domain.money import Money
from claimapp.report.pages.style import GREY, INK, WIDTH_MM, cell, grid, heading, plain_text, shortened, space
from claimapp.report.phrases import VISIBLE_ONLY, decision_sentence, range_sentence
from claimapp.report.rests_on import rests_on
from claimapp.report.words import NOT_KNOWN, NOTHING, ROW_STATUS_WORDS, counted, share_words, time_words

__all__ = [
    "left_out_section",
    "limits_section",
    "range_section",
    "rests_on_section",
    "signature_section",
    "versions_section",
]

_TEXT_LONGEST = 400
_PROBLEMS_SHOWN = 40


def rests_on_section(assessment: Assessment) -> list[Any]:
    """Say how many rand of the subtotal rest on sourced, derived and assumed table rows."""
    groups = rests_on(assessment.estimate.lines)
    if not groups:
        return []
    rows = [_header("The row named on the line is", "Lines", "Amount, without VAT", "Share of the subtotal")]
    for group in groups:
        share = share_words(group.share, 2) if group.share is not None else NOTHING
        words = ROW_STATUS_WORDS.get(group.status, group.status)
        rows.append([cell(words), *_right(str(group.lines), group.amount.spoken(), share)])
    total = Money.total(group.amount for group in groups)
    lines = sum(group.lines for group in groups)
    rows.append(
        [cell("", bold="All lines"), *_right(str(lines), total.spoken(), share_words(1, 2) if total.cents else NOTHING)]
    )
    widths = [WIDTH_MM - 94, 16, 40, 38]
    return [*heading("On what the money rests"), grid(rows, widths, header_rows=1)]


def range_section(assessment: Assessment) -> list[Any]:
    """Show the range and the steps from the itemised total to its middle, and the hint with its ratio."""
    estimate = assessment.estimate
    flow = [*heading("Range and hint"), plain_text(range_sentence(estimate.predicted))]
    if estimate.explanation:
        rows = [_header("Step to the middle of the range", "Amount")]
        for step in estimate.explanation:
            rows.append([cell(shortened(step.what, _TEXT_LONGEST)), cell(step.amount.spoken(), align="right")])
        flow += [grid(rows, [WIDTH_MM - 42, 42], header_rows=1), space(2)]
    return [*flow, plain_text(decision_sentence(assessment))]


def limits_section() -> list[Any]:
    """State what photos cannot show."""
    return [*heading("What this report does not show"), plain_text(VISIBLE_ONLY)]


def left_out_section(assessment: Assessment) -> list[Any]:
    """Name every file that could not be used, and why; none says so."""
    title = heading("Files not used")
    if not assessment.errors:
        return [*title, plain_text("Every file that was found could be read.")]
    rows = [_header("File", "Why not")]
    rows += [
        [cell(shortened(problem.file, 120)), cell(shortened(problem.problem, _TEXT_LONGEST))]
        for problem in assessment.errors[:_PROBLEMS_SHOWN]
    ]
    more = len(assessment.errors) - _PROBLEMS_SHOWN
    if more > 0:
        rows.append([cell(f"and {counted(more, 'more file')}, named in assessment.json"), ""])
    return [*title, grid(rows, [70, WIDTH_MM - 70], header_rows=1)]


def versions_section(assessment: Assessment, assessment_sha256: str | None) -> list[Any]:
    """Name program, models and tables, so that the same figures can be made again."""
    app = assessment.app
    rows = [
        ("Program", f"claimapp {app.version}, assessment.json schema {assessment.schema}"),
        ("Models", _versions(app.models)),
        ("Tables", _versions(app.tables)),
        ("Assessed on", time_words(assessment.created)),
        ("SHA-256 of the assessment", assessment_sha256 or "not given to this report"),
    ]
    cells = [[cell(name, size="small", colour=GREY), cell(text, size="small")] for name, text in rows]
    return [*heading("Made with"), grid(cells, [42, WIDTH_MM - 42])]


def signature_section() -> list[Any]:
    """Leave lines for the assessor: name, registration number, signature, date."""
    gap, column = 8.0, (WIDTH_MM - 8) / 2
    names = [("Assessor’s name", "Registration number"), ("Signature", "Date")]
    rows: list[list[Any]] = []
    for left, right in names:
        rows += [["", "", ""], [cell(left, size="small", colour=GREY), "", cell(right, size="small", colour=GREY)]]
    look: list[tuple[Any, ...]] = [("LINEBELOW", (0, 0), (-1, -1), 0, "#ffffff")]
    for row in (0, 2):
        look += [("LINEBELOW", (at, row), (at, row), 0.7, INK) for at in (0, 2)]
        look += [("TOPPADDING", (0, row), (-1, row), 22)]
    words = "I have checked this report against the photos, and changed what I did not agree with."
    table = grid(rows, [column, gap, column], extra=look, rules="#ffffff")
    return [*heading("Assessor", room_mm=70), plain_text(words), table]


def _header(first: str, *numbers: str) -> list[Any]:
    right = "right" if len(numbers) != 1 or numbers == ("Amount",) else "left"
    return [cell(first, colour=GREY), *(cell(name, colour=GREY, align=right) for name in numbers)]


def _right(*texts: str) -> list[Any]:
    return [cell(text, align="right") for text in texts]


def _versions(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in sorted(versions.items())) or NOT_KNOWN
