"""A command that needs more than the daily install says the one command that brings it."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from claimapp.errors import UsageProblem
from claimapp.runtime import extras
from claimapp.runtime.extras import Extra, install_hint, require_extra

_PROJECT = tomllib.loads((Path(__file__).resolve().parents[3] / "pyproject.toml").read_text())["project"]
_HEAVY = ("torch", "ultralytics", "easyocr", "scikit-learn", "scipy")


@pytest.mark.parametrize("extra", Extra)
def test_what_is_missing_is_named_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, extra: Extra
) -> None:
    gone = extras._MODULES[extra][0]
    monkeypatch.setitem(sys.modules, gone, None)
    with pytest.raises(UsageProblem, match=rf"^training needs .*\({gone}.*pip install .*\[{extra}\]'$"):
        require_extra(extra, "training")


def test_what_is_there_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "_MODULES", {Extra.COST: ("json", "numpy")})
    require_extra(Extra.COST, "training")


def test_an_installed_wheel_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "checkout_models_folder", lambda: None)
    assert install_hint(Extra.TRAIN).endswith("pip install 'claimapp[train]'")


@pytest.mark.parametrize("extra", Extra)
def test_every_extra_is_one_of_the_package(extra: Extra) -> None:
    assert extra in _PROJECT["optional-dependencies"]


@pytest.mark.parametrize("heavy", _HEAVY)
def test_the_daily_install_has_none_of_the_heavy_libraries(heavy: str) -> None:
    assert not [line for line in _PROJECT["dependencies"] if line.startswith(heavy)]
