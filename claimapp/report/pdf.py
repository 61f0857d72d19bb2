"""The report: an Assessment and its drawn photos become one PDF, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimapp.atomic import replace_bytes
from claimapp.domain.assessment import Assessment
from claimapp.errors import Bug
from claimapp.report.pages.damages import damages_section, edits_section
from claimapp.report.pages.figures import figures
from claimapp.report.pages.frame import TITLE, counting_canvas, draw_frame
from claimapp.report.pages.lines import lines_section, reasons_section
from claimapp.report.pages.photos import photos_section
from claimapp.report.pages.statements import (
    left_out_section,
    limits_section,
    range_section,
    rests_on_section,
    signature_section,
    versions_section,
)
from claimapp.report.pages.style import MM, SHEET_MM, SIDE_MM
from claimapp.report.pages.summary import summary_section
from claimapp.report.pages.title import incident_section, title_block, warnings_box
from claimapp.report.pages.vehicle import vehicle_section
from claimapp.words.language import _

__all__ = ["write_pdf"]

_TOP_MM, _BOTTOM_MM = 17, 18


def write_pdf(
    assessment: Assessment,
    drawn: Mapping[str, Path],
    target: Path,
    *,
    assessment_sha256: str | None = None,
) -> Path:
    """Write the report of one claim and return where it lies.

    `drawn` maps photo ids (`p1`) to the pictures made by `draw_photo`; a photo without
    one gets an empty frame. `assessment_sha256` is the hash of the assessment as stored
    and is printed on every page. The same values and pictures give the same bytes: no clock
    is read.

    Raises:
        OutputProblem: if the file cannot be written.
    """
    shown = figures(assessment, drawn)
    story = [
        *title_block(assessment),
        *warnings_box(assessment),
        *vehicle_section(assessment),
        *summary_section(assessment),
        *incident_section(assessment),
        *damages_section(assessment, shown),
        *edits_section(assessment),
        *photos_section(assessment, shown),
        *lines_section(assessment),
        *reasons_section(assessment),
        *rests_on_section(assessment),
        *range_section(assessment),
        *limits_section(),
        *left_out_section(assessment),
        *versions_section(assessment, assessment_sha256),
        *signature_section(),
    ]
    replace_bytes(target, _built(assessment, story, assessment_sha256))
    return target


def _built(assessment: Assessment, story: list[Any], assessment_sha256: str | None) -> bytes:
    from reportlab.platypus import SimpleDocTemplate
    from reportlab.platypus.doctemplate import LayoutError

    packed = io.BytesIO()
    document = SimpleDocTemplate(
        packed,
        pagesize=(SHEET_MM[0] * MM, SHEET_MM[1] * MM),
        # The frame itself pads by 6 points on each side.
        leftMargin=SIDE_MM * MM - 6,
        rightMargin=SIDE_MM * MM - 6,
        topMargin=_TOP_MM * MM,
        bottomMargin=_BOTTOM_MM * MM,
        title=f"{_(TITLE)}, {assessment.claim.number}",
        author=f"claimapp {assessment.app.version}",
        subject=_("Claim {number}").format(number=assessment.claim.number),
        creator=f"claimapp {assessment.app.version}",
        invariant=1,
    )
    frame = draw_frame(assessment, assessment_sha256)
    try:
        document.build(story, onFirstPage=frame, onLaterPages=frame, canvasmaker=counting_canvas(assessment.created))
    except LayoutError as problem:
        raise Bug(
            "a part of the report does not fit on a page",
            hint="please report this with the assessment.json",
            where=assessment.claim.number,
        ) from problem
    return packed.getvalue()
