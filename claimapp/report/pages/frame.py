"""What is on every page: claim and vehicle above, hash and `page 1 of N` below; and the file's own facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from claimapp.domain.assessment import Assessment
from claimapp.report.pages.signs import draw_text, load_fonts
from claimapp.report.pages.style import GREY, MM, RULE, SHEET_MM, SIDE_MM, shortened
from claimapp.words.language import N_, _

__all__ = ["TITLE", "counting_canvas", "draw_frame", "pdf_date", "vehicle_line"]

TITLE = N_("Vehicle damage assessment")
_PAGE_OF_MM = 40
"""Room for `page 1 of N`."""
_SIZE_PT = 7.0


def vehicle_line(assessment: Assessment) -> str:
    """Name the vehicle in one line: make, model, registration as far as known."""
    parts = [assessment.vehicle.text(field) for field in ("make", "model", "registration")]
    return " · ".join(part for part in parts if part)


def pdf_date(moment: datetime) -> str:
    """Write a moment as PDF does, `D:20261124093000`; it stands in the file in place of the clock's time."""
    return f"D:{moment:%Y%m%d%H%M%S}"


def draw_frame(assessment: Assessment, assessment_sha256: str | None) -> Callable[[Any, Any], None]:
    """Make the function that draws head and foot of one page."""
    left, right = SIDE_MM * MM, (SHEET_MM[0] - SIDE_MM) * MM
    top, bottom = (SHEET_MM[1] - 12) * MM, 11 * MM
    number = shortened(assessment.claim.number, 48)
    vehicle = shortened(vehicle_line(assessment), 60)
    mark = _("assessment sha256 {digest}").format(digest=assessment_sha256) if assessment_sha256 else _no_hash()

    def draw(canvas: Any, _document: Any) -> None:
        canvas.saveState()
        canvas.setFillColor(GREY)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        draw_text(canvas, left, top, _("Claim {number}").format(number=number), size=_SIZE_PT, bold=True)
        draw_text(canvas, right, top, vehicle or _(TITLE), size=_SIZE_PT, right=True)
        canvas.line(left, top - 2 * MM, right, top - 2 * MM)
        canvas.line(left, bottom + 4 * MM, right, bottom + 4 * MM)
        draw_text(canvas, left, bottom, shortened(mark, 90), size=_SIZE_PT)
        # How many pages there are is known at the end only; counting_canvas fills it in.
        canvas.translate(right, bottom)
        canvas.doForm(_page_form(canvas.getPageNumber()))
        canvas.restoreState()

    return draw


def counting_canvas(made: datetime) -> Any:
    """Make the canvas class that fills in the number of pages and dates the file with the assessment's own time."""
    from reportlab.pdfgen.canvas import Canvas

    class CountingCanvas(Canvas):  # type: ignore[misc] # reportlab ships no types
        def save(self) -> None:
            load_fonts()
            pages = self.getPageNumber() - 1
            for page in range(1, pages + 1):
                self.beginForm(_page_form(page), -_PAGE_OF_MM * MM, -2 * MM, MM, 5 * MM)
                self.setFillColor(GREY)
                text = _("page {page} of {pages}").format(page=page, pages=pages)
                draw_text(self, 0, 0, text, size=_SIZE_PT, right=True)
                self.endForm()
            self.setDateFormatter(lambda *_now: pdf_date(made))
            super().save()

    return CountingCanvas


def _no_hash() -> str:
    return _("assessment hash not given")


def _page_form(page: int) -> str:
    return f"page-{page}-of-all"
