from __future__ import annotations

import pytest

from claimapp.domain.choices import TextEngine
from claimapp.runtime import open_text_reader as module
from claimapp.runtime.open_text_reader import open_text_reader


def test_every_engine_has_a_reader() -> None:
    assert set(module._ENGINES) == set(TextEngine)


@pytest.mark.parametrize("engine", TextEngine)
def test_an_engine_opens_its_own_reader(engine: TextEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ENGINES", {one: (lambda one=one: f"opened {one}") for one in TextEngine})
    opened: object = open_text_reader(engine)
    assert opened == f"opened {engine}"
