from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from claimapp.domain.choices import Profile
from claimapp.runtime.manifest import Manifest
from claimapp.shipped import MODELS_VARIABLE, models_folder
from claimapp.training import kind_thresholds, publish, thresholds
from claimapp.training.found_measure import FoundCounts
from claimapp.training.kind_thresholds import ShownFrom
from claimapp.training.publish import seal, set_confidence
from claimapp.training.thresholds import Threshold

Claimapp = Callable[..., Result]


def test_list_names_every_model_with_its_card(claimapp: Claimapp) -> None:
    listed = json.loads(claimapp("models", "list", "--json").stdout)["models"]
    assert {model["name"] for model in listed} == {"damage", "damaged-parts", "car-parts", "cars", "subject", "cost"}
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
    assert (outcome.exit_code, outcome.stdout) == (0, "6 models are as shipped\n")


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


@pytest.mark.parametrize("asked", [("damage",), ("car-parts", "--judge-on", ".")])
def test_undamaged_cars_alone_choose_no_threshold(claimapp: Claimapp, asked: tuple[str, ...]) -> None:
    outcome = claimapp("models", "export", *asked, "--undamaged", ".")
    assert outcome.exit_code == 2
    assert "give --judge-on with --undamaged" in outcome.stderr


@pytest.fixture
def unexported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the models to export into, where exporting itself does nothing."""
    folder = tmp_path / "models"
    shutil.copytree(models_folder(), folder)
    monkeypatch.setenv(MODELS_VARIABLE, str(folder))
    monkeypatch.setattr(publish, "publish", lambda name, *_, **__: Manifest.load(folder).model(name))
    return folder


def test_thresholds_of_the_damage_model_are_chosen_for_every_profile(
    claimapp: Claimapp, unexported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowest = {Profile.FAST: 0.1, Profile.ACCURATE: 0.2}

    def choose(*_: Any, profile: Profile, **__: Any) -> ShownFrom:
        return ShownFrom({"damage": lowest[profile], "dent": 1.0}, 0.5, FoundCounts(), (1.5, 0.5))

    monkeypatch.setattr(kind_thresholds, "shown_from", choose)
    assert claimapp("models", "export", "damage", "--judge-on", "here", "--undamaged", "there").exit_code == 0
    entry = Manifest.load(unexported).model("damage")
    for profile, least in lowest.items():
        way = entry.way(profile)
        assert (way.confidence, way.photo_from, way.calibration) == (least, 0.5, (1.5, 0.5))
        assert way.by_class == {"damage": least, "dent": 1.0}


def test_a_damaged_part_is_shown_from_its_threshold_and_a_photo_from_where_undamaged_cars_are_quiet(
    claimapp: Claimapp, unexported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thresholds, "best_threshold", lambda *_, **__: Threshold(0.1, 0, 0, 0))
    monkeypatch.setattr(thresholds, "quiet_threshold", lambda *_, **__: 0.3)
    monkeypatch.setattr(thresholds, "name_calibration", lambda *_, **__: (2.0, 1.0))
    assert claimapp("models", "export", "damaged-parts", "--judge-on", "here", "--undamaged", "there").exit_code == 0
    way = Manifest.load(unexported).model("damaged-parts").way()
    assert (way.confidence, way.photo_from, way.calibration) == (0.1, 0.3, (2.0, 1.0))


def test_without_photos_to_judge_on_thresholds_stay(claimapp: Claimapp, unexported: Path) -> None:
    before = Manifest.load(unexported).model("damage").way()
    assert claimapp("models", "export", "damage").exit_code == 0
    assert Manifest.load(unexported).model("damage").way() == before
