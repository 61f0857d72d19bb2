"""What every reader of printed text gives: one value, one Protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from claimapp.domain.geometry import Box
from claimapp.runtime.detector import PixelsRgb

__all__ = ["TextLine", "TextReader"]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of print: its text, confidence 0 to 1, and upright bounds in pixels of the picture given."""

    text: str
    confidence: float
    box: Box


class TextReader(Protocol):
    """A text engine (rapidocr, easyocr)."""

    @property
    def name(self) -> str:
        """Engine name as `--text-engine` spells it."""
        ...

    def read(self, pixels_rgb: PixelsRgb) -> tuple[TextLine, ...]:
        """Read all lines, top to bottom; nothing found gives an empty tuple.

        Raises:
            EngineProblem: if the engine breaks on this picture.
        """
        ...
