from __future__ import annotations

import io
from datetime import UTC, datetime

from pypdf import PdfReader

from claimapp.report.pages.frame import counting_canvas, draw_frame, pdf_date, vehicle_line
from claimapp.words.language import Language, speaking
from tests.data.assessments import empty_assessment, sample_assessment


def _drawn_pages(pages: int, sha256: str | None) -> list[str]:
    packed = io.BytesIO()
    sample = sample_assessment()
    canvas = counting_canvas(sample.created)(packed, invariant=1)
    draw = draw_frame(sample, sha256)
    for _ in range(pages):
        draw(canvas, None)
        canvas.showPage()
    canvas.save()
    return [" ".join(page.extract_text().split()) for page in PdfReader(packed).pages]


def test_pages_are_counted_to_the_last() -> None:
    for number, text in enumerate(_drawn_pages(12, "ab" * 32), 1):
        assert f"page {number} of 12" in text
        assert "Claim CLM-2026-0042" in text
        assert "VOLKSWAGEN · POLO VIVO · XYZ123GP" in text
        assert "ab" * 32 in text


def test_frame_speaks_the_language_of_the_report() -> None:
    with speaking(Language.AFRIKAANS):
        text = _drawn_pages(2, "ab" * 32)[0]
    assert "Eis CLM-2026-0042" in text
    assert "bladsy 1 van 2" in text
    assert "page" not in text


def test_missing_hash_is_said() -> None:
    assert "assessment hash not given" in _drawn_pages(1, None)[0]


def test_unknown_vehicle_leaves_its_line_empty() -> None:
    assert vehicle_line(empty_assessment()) == ""


def test_date_is_written_as_pdf_does() -> None:
    assert pdf_date(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)) == "D:20260102030405"
