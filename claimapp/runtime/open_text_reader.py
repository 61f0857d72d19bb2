"""Text engine -> its reader. A new engine is a member of `TextEngine` and a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from claimapp.domain.choices import TextEngine
from claimapp.runtime.easyocr_reader import open_easyocr
from claimapp.runtime.rapidocr_reader import open_rapidocr
from claimapp.runtime.text_reader import TextReader

__all__ = ["open_text_reader"]

_ENGINES: Mapping[TextEngine, Callable[[], TextReader]] = MappingProxyType(
    {TextEngine.RAPIDOCR: open_rapidocr, TextEngine.EASYOCR: open_easyocr}
)


def open_text_reader(engine: TextEngine) -> TextReader:
    """Build a reader; takes seconds, so keep what it returns.

    Raises:
        UsageProblem: if easyocr is not installed.
        ModelProblem: if the engine's models are missing.
    """
    return _ENGINES[engine]()
