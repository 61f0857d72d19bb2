from __future__ import annotations

import json

import pytest

from tests.unit.cli.conftest import Claimapp


def test_every_setting_is_shown_with_its_value_and_what_is_allowed(
    claimapp: Claimapp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMAPP_PROFILE", "accurate")
    outcome = claimapp("settings")
    assert "profile = accurate" in outcome.stdout
    assert "Allowed: fast, accurate." in outcome.stdout
    assert "models = as shipped" in outcome.stdout
    assert "settings file: " in outcome.stderr


def test_settings_as_json(claimapp: Claimapp) -> None:
    content = json.loads(claimapp("settings", "--json").stdout)
    assert content["settings"]["language"] == "en"
    assert content["settings"]["price_lists"] == []


def test_a_wrong_setting_exits_2_in_every_command(claimapp: Claimapp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMAPP_LANGUAGE", "xh")
    outcome = claimapp("settings")
    assert outcome.exit_code == 2
    assert "allowed are en, af" in outcome.stderr
