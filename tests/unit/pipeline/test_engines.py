from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from claimapp.errors import ModelProblem, UsageProblem
from claimapp.pipeline.engines import open_engines
from claimapp.shipped import models_folder, tables_folder


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return Path(shutil.copytree(models_folder(), tmp_path / "models"))


def open_from(models: Path, runtime: str = "openvino") -> None:
    open_engines(models, tables_folder(), runtime=runtime, text_engine="rapidocr")


def test_the_shipped_models_open_and_their_digests_are_known() -> None:
    engines = open_engines(models_folder(), tables_folder(), runtime="openvino", text_engine="rapidocr")
    assert set(engines.digests) == {"damage", "damaged-parts", "car-parts", "cost"}
    assert all(len(digest) == 12 for digest in engines.digests.values())
    assert 0 < engines.damage.confidence < 1


def test_thresholds_by_class_are_read_from_the_manifest(models: Path) -> None:
    listing = models / "manifest.json"
    content = json.loads(listing.read_text())
    content["models"]["damage"]["extra"]["confidence_by_class"] = {"dent": 0.4}
    listing.write_text(json.dumps(content))
    damage = open_engines(models, tables_folder(), runtime="openvino", text_engine="rapidocr").damage
    assert damage.least("dent") == 0.4
    assert damage.least("scratch") == damage.confidence


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


def test_an_unknown_runtime_is_a_usage_problem(models: Path) -> None:
    with pytest.raises(UsageProblem):
        open_from(models, runtime="abacus")
