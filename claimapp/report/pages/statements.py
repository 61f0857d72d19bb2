"""What stands behind the figures and beside them: statuses, range, limits, files left out, versions, signature."""

from __future__ import annotations

from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.domain.money import Money
from claimapp.report.pages.style import GREY, INK, WIDTH_MM, cell, grid, heading, plain_text, shortened, space
from claimapp.report.rests_on import rests_on
from claimapp.words.figures import NOTHING, money_words, not_known, share_words, time_words
from claimapp.words.language import _, counted
from claimapp.words.names import row_status_words
from claimapp.words.phrases import decision_sentence, visible_only
from claimapp.words.ranges import range_sentence
from claimapp.words.say import say

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
    """Say how many rand of the subtotal rest on what: each charge counts by its weakest table row."""
    groups = rests_on(assessment.estimate.lines)
    if not groups:
        return []
    rows = [
        _header(
            _("The weakest row behind a charge is"), _("Charges"), _("Amount, without VAT"), _("Share of the subtotal")
        )
    ]
    for group in groups:
        share = share_words(group.share, 2) if group.share is not None else NOTHING
        rows.append(
            [cell(row_status_words(group.status)), *_right(str(group.charges), money_words(group.amount), share)]
        )
    total = Money.total(group.amount for group in groups)
    charges = sum(group.charges for group in groups)
    rows.append(
        [
            cell("", bold=_("All lines")),
            *_right(str(charges), money_words(total), share_words(1, 2) if total.cents else NOTHING),
        ]
    )
    widths = [WIDTH_MM - 94, 16, 40, 38]
    return [*heading(_("On what the money rests")), grid(rows, widths, header_rows=1)]


def range_section(assessment: Assessment) -> list[Any]:
    """Show the range and the steps from the itemised total to its middle, and the hint with its ratio."""
    estimate = assessment.estimate
    flow = [*heading(_("Range and hint")), plain_text(range_sentence(estimate.range))]
    if estimate.explanation:
        rows = [_header(_("Step to the middle of the range"), _("Amount"))]
        for step in estimate.explanation:
            rows.append([cell(say(step.what)), cell(money_words(step.amount), align="right")])
        flow += [grid(rows, [WIDTH_MM - 42, 42], header_rows=1), space(2)]
    return [*flow, plain_text(decision_sentence(assessment))]


def limits_section() -> list[Any]:
    """State what photos cannot show."""
    return [*heading(_("What this report does not show")), plain_text(visible_only())]


def left_out_section(assessment: Assessment) -> list[Any]:
    """Name every file that could not be used, and why; none says so."""
    title = heading(_("Files not used"))
    if not assessment.errors:
        return [*title, plain_text(_("Every file that was found could be read."))]
    rows = [_header(_("File"), _("Why not"))]
    rows += [
        [cell(shortened(problem.file, 120)), cell(shortened(problem.problem, _TEXT_LONGEST))]
        for problem in assessment.errors[:_PROBLEMS_SHOWN]
    ]
    more = len(assessment.errors) - _PROBLEMS_SHOWN
    if more > 0:
        more_files = counted(
            "and {number} more file, named in assessment.json",
            "and {number} more files, named in assessment.json",
            more,
        )
        rows.append([cell(more_files), ""])
    return [*title, grid(rows, [70, WIDTH_MM - 70], header_rows=1)]


def versions_section(assessment: Assessment, assessment_sha256: str | None) -> list[Any]:
    """Name program, models and tables, so that the same figures can be made again."""
    app = assessment.app
    thresholds = ", ".join(f"{name} {share_words(share)}" for name, share in app.thresholds.items())
    rows = [
        (
            _("Program"),
            _("{program}, assessment.json schema {schema}").format(
                program=f"claimapp {app.version}", schema=assessment.schema
            ),
        ),
        (_("Models"), _versions(app.models)),
        (
            _("Thresholds"),
            thresholds or not_known(),
        ),
        (_("Tables"), _versions(app.tables)),
        (_("Assessed on"), time_words(assessment.created)),
        (_("SHA-256 of the assessment"), assessment_sha256 or _("not given to this report")),
    ]
    cells = [[cell(name, size="small", colour=GREY), cell(text, size="small")] for name, text in rows]
    return [*heading(_("Made with")), grid(cells, [42, WIDTH_MM - 42])]


def signature_section() -> list[Any]:
    """Leave lines for the assessor: name, registration number, signature, date."""
    gap, column = 8.0, (WIDTH_MM - 8) / 2
    names = [(_("Assessor’s name"), _("Registration number")), (_("Signature"), _("Date"))]
    rows: list[list[Any]] = []
    for left, right in names:
        rows += [["", "", ""], [cell(left, size="small", colour=GREY), "", cell(right, size="small", colour=GREY)]]
    look: list[tuple[Any, ...]] = [("LINEBELOW", (0, 0), (-1, -1), 0, "#ffffff")]
    for row in (0, 2):
        look += [("LINEBELOW", (at, row), (at, row), 0.7, INK) for at in (0, 2)]
        look += [("TOPPADDING", (0, row), (-1, row), 22)]
    words = _("I have checked this report against the photos, and changed what I did not agree with.")
    table = grid(rows, [column, gap, column], extra=look, rules="#ffffff")
    return [*heading(_("Assessor"), room_mm=70), plain_text(words), table]


def _header(first: str, *numbers: str) -> list[Any]:
    right = "right" if len(numbers) != 1 or numbers == (_("Amount"),) else "left"
    return [cell(first, colour=GREY), *(cell(name, colour=GREY, align=right) for name in numbers)]


def _right(*texts: str) -> list[Any]:
    return [cell(text, align="right") for text in texts]


def _versions(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in sorted(versions.items())) or not_known()
