"""Drawn photos of the sample assessment, and the text of a part of the report as a reader of the PDF gets it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.data.assessments import sample_assessment

TextOf = Callable[[list[Any]], str]


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Small stand-ins for the drawn photos of the sample, by photo id."""
    folder = tmp_path_factory.mktemp("drawn")
    made = {}
    for at, seen in enumerate(sample_assessment().photos):
        made[seen.photo.id] = folder / f"{seen.photo.id}.jpg"
        Image.new("RGB", (320, 240), (40 * at, 90, 120)).save(made[seen.photo.id])
    return made


@pytest.fixture
def text_of() -> TextOf:
    """Build flowables into a PDF and return its text with plain spaces."""

    def build(flow: list[Any]) -> str:
        from reportlab.platypus import SimpleDocTemplate

        packed = io.BytesIO()
        SimpleDocTemplate(packed, invariant=1).build(flow)
        pages = PdfReader(packed).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    return build
