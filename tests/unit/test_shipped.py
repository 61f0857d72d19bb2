"""shipped.py: the files that come with the program are found, and models can be taken from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp import shipped


def test_tables_sample_claim_and_models_are_where_the_program_looks(
    monkeypatch: pytest.MonkeyPatch, sample_claim: Path
) -> None:
    monkeypatch.delenv(shipped.MODELS_VARIABLE, raising=False)
    assert (shipped.tables_folder() / "rates.csv").is_file()
    assert (shipped.sample_claim_folder() / "claim.toml").is_file()
    assert shipped.sample_claim_folder() == sample_claim
    assert (shipped.models_folder() / "manifest.json").is_file()


def test_the_variable_names_another_folder_of_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(shipped.MODELS_VARIABLE, str(tmp_path))
    assert shipped.models_folder() == tmp_path
    assert shipped.assets_folder() != tmp_path


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(shipped.MODELS_VARIABLE, "")
    assert shipped.models_folder().name == "models"


def test_what_lies_inside_an_installed_package_comes_before_the_source(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "claimapp" / "_shipped" / "assets").mkdir(parents=True)
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path / "claimapp")
    assert shipped.assets_folder() == tmp_path / "claimapp" / "_shipped" / "assets"
