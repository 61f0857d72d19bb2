"""settings.py: file, environment, what was told; faults that name their place; the table for people."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from claimapp.domain.choices import Profile, Runtime
from claimapp.errors import UsageProblem
from claimapp.settings import SETTINGS_VARIABLE, Settings, described, load_settings, settings_file, write_settings
from claimapp.words.language import Language


def _file(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml", environ={}) == Settings()


def test_the_environment_wins_over_the_file_and_what_is_told_over_both(tmp_path: Path) -> None:
    path = _file(tmp_path, 'language = "af"\nprofile = "accurate"\nruntime = "torch"\nreport = false\n')
    settings = load_settings(
        path,
        environ={"CLAIMAPP_PROFILE": "fast", "CLAIMAPP_RUNTIME": "openvino"},
        told={"runtime": Runtime.TORCH, "language": None},
    )
    assert settings == Settings(Language.AFRIKAANS, Profile.FAST, Runtime.TORCH, report=False)


def test_folders_are_looked_for_where_the_setting_stands(tmp_path: Path) -> None:
    for name in ("insurer", "repairer"):
        (tmp_path / name).mkdir()
    path = _file(tmp_path, 'price_lists = ["insurer", "repairer"]\n')
    assert load_settings(path, environ={}).price_lists == (tmp_path / "insurer", tmp_path / "repairer")
    listed = os.pathsep.join([str(tmp_path / "repairer"), str(tmp_path / "insurer")])
    assert load_settings(path, environ={"CLAIMAPP_PRICE_LISTS": listed}).price_lists == (
        tmp_path / "repairer",
        tmp_path / "insurer",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('langauge = "af"', "settings are language, profile"),
        ('language = "xh"', "allowed are en, af"),
        ("runtime = 7", "allowed are openvino, torch"),
        ('report = "perhaps"', "true or false"),
        ('models = "nowhere"', "there is no folder"),
        ("models = 7", "write a folder as text"),
        ("price_lists = 7", "write a list of folders"),
        ("language = ", "correct the file"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_place_and_what_is_allowed(tmp_path: Path, text: str, says: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(UsageProblem, match=says) as caught:
        load_settings(path, environ={})
    assert str(path) in str(caught.value)


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        load_settings(tmp_path / "none", environ={"CLAIMAPP_REPORT": "maybe"})
    assert caught.value.where == "CLAIMAPP_REPORT"


def test_the_file_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "mine.toml"))
    assert settings_file() == tmp_path / "mine.toml"
    monkeypatch.delenv(SETTINGS_VARIABLE)
    assert settings_file().name == "settings.toml"


def test_writing_one_setting_keeps_the_others_and_the_comments(tmp_path: Path) -> None:
    path = _file(tmp_path, '# of the office\nprofile = "accurate"\n')
    write_settings({"language": "af"}, path)
    text = path.read_text(encoding="utf-8")
    assert "# of the office" in text
    assert tomllib.loads(text) == {"profile": "accurate", "language": "af"}
    with pytest.raises(UsageProblem):
        write_settings({"language": "xh"}, path)
    assert path.read_text(encoding="utf-8") == text


def test_a_settings_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = write_settings({"report": False}, tmp_path / "new" / "settings.toml")
    assert load_settings(path, environ={}).report is False


def test_every_setting_has_words_for_people_and_its_variable() -> None:
    table = described()
    assert [each.name for each in table][:2] == ["language", "profile"]
    assert all(each.text and each.allowed for each in table)
    assert table[0].allowed == "en, af"
    assert (table[4].default, table[5].default) == ("true", "")
    assert {each.variable for each in table} == {f"CLAIMAPP_{each.name.upper()}" for each in table}
