from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from claimapp.domain.choices import Profile, Runtime, TextEngine
from claimapp.errors import ModelProblem
from claimapp.pipeline.engines import Engines, open_engines
from claimapp.shipped import models_folder, tables_folder
from claimapp.stages.lines.tables import load_tables
from claimapp.training.publish import set_confidence


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return Path(shutil.copytree(models_folder(), tmp_path / "models"))


def open_from(models: Path, profile: Profile = Profile.FAST) -> Engines:
    tables = load_tables(tables_folder())
    return open_engines(models, tables, runtime=Runtime.OPENVINO, text_engine=TextEngine.RAPIDOCR, profile=profile)


def test_the_shipped_models_open_and_their_digests_are_known() -> None:
    engines = open_from(models_folder())
    assert set(engines.digests) == {"damage", "damaged-parts", "car-parts", "cars", "subject", "cost"}
    assert all(len(digest) == 12 for digest in engines.digests.values())
    assert 0 < engines.damage.confidence < 1
    assert engines.thresholds["damage"] == pytest.approx(engines.damage.confidence, abs=1e-4)


def test_thresholds_by_class_are_read_from_the_manifest(models: Path) -> None:
    set_confidence("damage", models, 0.1, by_class={"dent": 0.4})
    engines = open_from(models)
    assert (engines.damage.least("dent"), engines.damage.least("scratch")) == (0.4, 0.1)
    saved = {name: least for name, least in engines.thresholds.items() if name.startswith("damage") and "-" not in name}
    assert saved == {"damage": 0.1, "damage/dent": 0.4}


def test_what_a_photos_surest_finding_must_reach_is_read_and_saved(models: Path) -> None:
    set_confidence("damage", models, 0.1, photo_from=0.3)
    engines = open_from(models)
    assert engines.damage.photo_from == engines.thresholds["damage/photo"] == 0.3
    set_confidence("damage", models, 0.1)
    engines = open_from(models)
    assert engines.damage.photo_from == 0.0
    assert "damage/photo" not in engines.thresholds


def test_thresholds_become_probabilities_with_the_confidences(models: Path) -> None:
    set_confidence("damage", models, 0.5, by_class={"dent": 0.2}, photo_from=0.8, calibration=(1.0, 0.0))
    plain = open_from(models)
    set_confidence("damage", models, 0.5, by_class={"dent": 0.2}, photo_from=0.8, calibration=(2.0, 0.0))
    squared = open_from(models)
    # Odds of 1, 1/4 and 4, squared.
    for name, odds in (("damage", 1), ("damage/dent", 1 / 4), ("damage/photo", 4)):
        assert plain.thresholds[name] == pytest.approx(odds / (1 + odds), abs=1e-4)
        assert squared.thresholds[name] == pytest.approx(odds**2 / (1 + odds**2), abs=1e-4)
    assert squared.damage.photo_from == pytest.approx(16 / 17)
    assert squared.damage.least("dent") == pytest.approx(1 / 17)


def test_the_accurate_profile_has_thresholds_of_its_own(models: Path) -> None:
    set_confidence("damage", models, 0.3, by_class={"dent": 0.2}, profile=Profile.ACCURATE)
    fast, accurate = open_from(models), open_from(models, Profile.ACCURATE)
    assert (accurate.damage.least("dent"), accurate.damage.least("scratch")) == (0.2, 0.3)
    assert accurate.thresholds["damage/dent"] == 0.2
    assert fast.damage.confidence == pytest.approx(fast.thresholds["damage"], abs=1e-4)
    assert fast.thresholds["damage"] != accurate.thresholds["damage"]


@pytest.mark.parametrize("file", ["damage.bin", "car-parts.xml", "cost.npz"])
def test_a_missing_model_file_is_named(models: Path, file: str) -> None:
    (models / file).unlink()
    with pytest.raises(ModelProblem, match=rf"{file}: the file is missing"):
        open_from(models)


def test_an_altered_model_file_is_refused(models: Path) -> None:
    with (models / "damaged-parts.bin").open("ab") as stream:
        stream.write(b"x")
    with pytest.raises(ModelProblem, match=r"damaged-parts\.bin: the file was altered"):
        open_from(models)


def test_a_manifest_of_another_version_is_refused(models: Path) -> None:
    manifest = models / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"manifest": 99}))
    with pytest.raises(ModelProblem, match="version 99"):
        open_from(models)
