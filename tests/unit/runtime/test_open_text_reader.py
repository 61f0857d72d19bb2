from __future__ import annotations

import pytest

from claimapp.errors import UsageProblem
from claimapp.runtime import open_text_reader as module
from claimapp.runtime.open_text_reader import TEXT_ENGINES, open_text_reader


def test_unknown_engine_is_a_usage_problem_that_names_the_known_ones() -> None:
    with pytest.raises(UsageProblem, match="rapidocr, easyocr"):
        open_text_reader("tesseract")


def test_default_engine_stands_first() -> None:
    assert TEXT_ENGINES[0] == "rapidocr"


@pytest.mark.parametrize("name", TEXT_ENGINES)
def test_name_opens_its_own_engine(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ENGINES", {one: (lambda one=one: f"opened {one}") for one in TEXT_ENGINES})
    assert open_text_reader(name) == f"opened {name}"  # type: ignore[comparison-overlap]  # a double
