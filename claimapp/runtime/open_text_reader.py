"""Name -> text engine. A new engine goes into `_ENGINES` and into the choices of `cli/options.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from claimapp.errors import UsageProblem
from claimapp.runtime.easyocr_reader import open_easyocr
from claimapp.runtime.rapidocr_reader import open_rapidocr
from claimapp.runtime.text_reader import TextReader

__all__ = ["TEXT_ENGINES", "open_text_reader"]

_ENGINES: Mapping[str, Callable[[], TextReader]] = MappingProxyType(
    {"rapidocr": open_rapidocr, "easyocr": open_easyocr}
)

TEXT_ENGINES = tuple(_ENGINES)
"""Engine names, the default first."""


def open_text_reader(name: str) -> TextReader:
    """Build the engine of that name; takes seconds, so keep what it returns.

    Raises:
        UsageProblem: if no engine has that name, or easyocr is not installed.
        ModelProblem: if the engine's models are missing.
    """
    if name not in _ENGINES:
        raise UsageProblem(
            f"there is no text engine {name!r}", hint=f"choose one of: {', '.join(TEXT_ENGINES)}", where="text engine"
        )
    return _ENGINES[name]()
