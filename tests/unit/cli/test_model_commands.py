from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from claimapp.shipped import MODELS_VARIABLE, models_folder
from claimapp.training.publish import seal, set_confidence

Claimapp = Callable[..., Result]


def test_list_names_every_model_with_its_card(claimapp: Claimapp) -> None:
    listed = json.loads(claimapp("models", "list", "--json").stdout)["models"]
    assert {model["name"] for model in listed} == {"damage", "damaged-parts", "car-parts", "cars", "cost"}
    assert all(Path(model["card"]).is_file() for model in listed)
    assert "damaged-parts" in claimapp("models", "list").stdout


def test_a_model_that_is_not_there_yet_needs_weights_version_and_side(
    claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(models_folder(), tmp_path / "models")
    listing = tmp_path / "models" / "manifest.json"
    content = json.loads(listing.read_text())
    del content["models"]["cars"]
    listing.write_text(json.dumps(content))
    monkeypatch.setenv(MODELS_VARIABLE, str(tmp_path / "models"))
    seal(tmp_path / "models")
    outcome = claimapp("models", "export", "cars", "--version", "2")
    assert outcome.exit_code == 2
    assert "give --weights, --version and --side" in outcome.stderr


def test_verify_passes_as_shipped(claimapp: Claimapp) -> None:
    outcome = claimapp("models", "verify")
    assert (outcome.exit_code, outcome.stdout) == (0, "5 models are as shipped\n")


def test_verify_of_an_altered_file_exits_4_and_names_it(
    claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(models_folder(), tmp_path / "models")
    (tmp_path / "models" / "damage.pt").write_bytes(b"other")
    monkeypatch.setenv(MODELS_VARIABLE, str(tmp_path / "models"))
    outcome = claimapp("models", "verify")
    assert outcome.exit_code == 4
    assert "damage.pt" in outcome.stderr


def test_verify_of_an_altered_threshold_exits_4_and_names_the_model(
    claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(models_folder(), tmp_path / "models")
    listing = tmp_path / "models" / "manifest.json"
    content = json.loads(listing.read_text())
    content["models"]["damage"]["confidence"] = 0.9
    listing.write_text(json.dumps(content))
    monkeypatch.setenv(MODELS_VARIABLE, str(tmp_path / "models"))
    outcome = claimapp("models", "verify")
    assert outcome.exit_code == 4
    assert "model damage" in outcome.stderr


def test_verify_says_that_models_of_ones_own_are_not_as_shipped(
    claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(models_folder(), tmp_path / "models")
    set_confidence("damage", tmp_path / "models", 0.5)
    monkeypatch.setenv(MODELS_VARIABLE, str(tmp_path / "models"))
    outcome = claimapp("models", "verify")
    assert outcome.exit_code == 0
    assert "not as shipped" in outcome.stdout
    assert set(json.loads(claimapp("models", "verify", "--json").stdout)["models"].values()) == {"your own"}
