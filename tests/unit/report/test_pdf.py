from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from claimapp.domain.claim import Insured
from claimapp.errors import OutputProblem
from claimapp.report.pdf import write_pdf
from tests.data.assessments import empty_assessment, sample_assessment, stress_assessment

_MM = 72 / 25.4
_HASH = "9b74c9897bac770ffc029102a200c5de" * 2


def _pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


@pytest.fixture(scope="module")
def sample_pages(tmp_path_factory: pytest.TempPathFactory, drawn: dict[str, Path]) -> list[str]:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    return _pages(write_pdf(sample_assessment(), drawn, path, assessment_sha256=_HASH))


def test_same_assessment_and_photos_give_the_same_bytes(tmp_path: Path, drawn: dict[str, Path]) -> None:
    made = [write_pdf(sample_assessment(), drawn, tmp_path / name, assessment_sha256=_HASH) for name in ("a", "b")]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_another_assessment_gives_other_bytes(tmp_path: Path) -> None:
    one = empty_assessment()
    other = replace(one, claim=replace(one.claim, number="folder-8"))
    made = [write_pdf(value, {}, tmp_path / name) for name, value in (("a", one), ("b", other))]
    assert made[0].read_bytes() != made[1].read_bytes()


def test_every_page_has_the_claim_its_number_and_the_hash(sample_pages: list[str]) -> None:
    count = len(sample_pages)
    assert count >= 4
    for number, text in enumerate(sample_pages, 1):
        assert "Claim CLM-2026-0042" in text
        assert f"page {number} of {count}" in text
        assert _HASH in text


def test_first_page_shows_warnings_vehicle_and_key_figures(sample_pages: list[str]) -> None:
    first = sample_pages[0]
    order = ["Look at this first", "AAVZZZ6RZHU000000", "R 35 690,20", "R 30 690,20", "R 29 870,00 to R 52 340,00"]
    places = [first.index(text) for text in order]
    assert places == sorted(places)
    assert "Spread of a simulation, not measured on settled claims" in first


def test_sections_come_in_the_order_of_the_trade(sample_pages: list[str]) -> None:
    whole = " ".join(sample_pages)
    titles = [
        "Vehicle Field", "Summary", "Damages No.", "Photos that show damage", "Repair lines",
        "Why each line is there", "On what the money rests", "Range and hint", "What this report does not show",
        "Files not used", "Made with", "Assessor I have",
    ]  # fmt: skip
    places = [whole.index(title) for title in titles]
    assert places == sorted(places)


def test_document_says_what_it_is_and_is_dated_by_the_assessment(tmp_path: Path) -> None:
    facts = PdfReader(write_pdf(sample_assessment(), {}, tmp_path / "a.pdf")).metadata
    assert facts is not None
    assert facts.title == "Vehicle damage assessment, CLM-2026-0042"
    assert facts.author == "claimapp 1.0.0"
    assert facts.creation_date_raw == "D:20261124093000"


def test_fonts_are_embedded_and_afrikaans_letters_are_drawn(tmp_path: Path) -> None:
    sample = sample_assessment()
    name = "Zoë ŉ Vôster Muḓi Ṱhivhulawi Đorđević ǃKheis 王小明 😀"
    value = replace(sample, claim=replace(sample.claim, insured=Insured(name)))
    path = write_pdf(value, {}, tmp_path / "a.pdf")
    assert name in _pages(path)[0]
    for page in PdfReader(path).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index] # a PDF dictionary
            facts = font.get_object()
            if facts["/BaseFont"].endswith("BitstreamVeraSans-Roman"):
                assert "/FontFile2" in facts["/FontDescriptor"]


def test_empty_claim_makes_a_whole_report_without_guesses(tmp_path: Path) -> None:
    text = " ".join(_pages(write_pdf(empty_assessment(), {}, tmp_path / "a.pdf")))
    assert "No damage found by the program. This does not mean that the vehicle is undamaged." in text
    assert "No repair line" in text
    assert "No range" in text
    assert "This photo was not drawn." in text
    assert "no licence disc was read" in text
    assert "None" not in text


def test_strained_claim_stays_within_its_pages(tmp_path: Path, drawn: dict[str, Path]) -> None:
    value = stress_assessment()
    path = write_pdf(value, dict.fromkeys((seen.photo.id for seen in value.photos), drawn["p1"]), tmp_path / "a.pdf")
    whole = " ".join(_pages(path))
    assert all(f"L{number}" in whole for number in range(1, 61))
    assert all(f"Figure {number}" in whole for number in range(1, 31))
    left, right, low, high = _inked(path)
    assert left >= 16 * _MM - 1
    assert right <= (210 - 16) * _MM + 1
    assert low >= 9 * _MM
    assert high <= (297 - 9) * _MM


def _inked(path: Path) -> tuple[float, float, float, float]:
    """Return the outermost edges of all text of all pages: left, right, low, high in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    boxes = []
    for page in document:
        text = page.get_textpage()
        boxes += [text.get_rect(at) for at in range(text.count_rects())]
    document.close()
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), max(rights), min(lows), max(highs)


def test_unwritable_report_is_an_output_problem(tmp_path: Path) -> None:
    with pytest.raises(OutputProblem):
        write_pdf(empty_assessment(), {}, tmp_path)
