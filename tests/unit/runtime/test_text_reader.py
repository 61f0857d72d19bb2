from __future__ import annotations

import dataclasses
import inspect

import pytest

from claimapp.domain.geometry import Box
from claimapp.runtime.easyocr_reader import EasyOcrReader
from claimapp.runtime.rapidocr_reader import RapidOcrReader
from claimapp.runtime.text_reader import TextLine, TextReader


def test_a_line_cannot_be_changed_after_reading() -> None:
    line = TextLine("XYZ123GP", 0.9, Box(0, 0, 10, 5))
    with pytest.raises(dataclasses.FrozenInstanceError):
        line.text = "XYZ128GP"  # type: ignore[misc]


@pytest.mark.parametrize("reader", [RapidOcrReader, EasyOcrReader])
def test_every_engine_reads_with_the_protocols_signature(reader: type) -> None:
    wanted = list(inspect.signature(TextReader.read).parameters)
    assert list(inspect.signature(reader.read).parameters) == wanted  # type: ignore[attr-defined]
    assert isinstance(inspect.getattr_static(reader, "name"), property)
