"""What every test may use: where the shared data sets and the sample claim lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from claimapp.settings import SETTINGS_VARIABLE
from claimapp.words.language import Language, speak

# A submission is judged on the same examples every time; at a desk, new ones are tried with every run. No test fails
# because the machine was busy.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the data sets, which are no part of the repository; skips where they are absent."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the data sets are not beside the repository ({folder}); clone them there to run this test")
    return folder


@pytest.fixture(scope="session")
def sample_claim() -> Path:
    """Folder of the rendered sample claim that ships with the program."""
    return REPOSITORY / "assets" / "sample-claim"


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads the settings of whoever runs it, and each begins and ends in English."""
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path_factory.getbasetemp() / "no-settings.toml"))
    speak(Language.ENGLISH)
    yield
    speak(Language.ENGLISH)
