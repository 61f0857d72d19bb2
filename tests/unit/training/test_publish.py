"""Models among the shipped ones."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from claimapp.domain.choices import Profile
from claimapp.errors import ModelProblem
from claimapp.runtime.manifest import Manifest, Way
from claimapp.shipped import models_folder
from claimapp.training.publish import publish, publish_file, seal, set_confidence
from claimapp.training.recipes import RECIPES


@pytest.fixture
def cost_file(tmp_path: Path) -> Path:
    file = tmp_path / "trained.npz"
    file.write_bytes(b"a cost model")
    return file


def test_a_model_of_one_file_is_copied_and_listed(cost_file: Path, tmp_path: Path) -> None:
    entry = publish_file("cost", cost_file, tmp_path / "models", task="regress", version="2", extra={"rows": 9})
    assert entry.checked("weights") == (tmp_path / "models" / "cost.npz",)
    assert (entry.task, entry.version, entry.extra) == ("regress", "2", {"rows": 9})


def test_other_models_stay_listed_and_the_same_name_is_replaced(cost_file: Path, tmp_path: Path) -> None:
    for name, version in (("cost", "1"), ("other", "1"), ("cost", "2")):
        publish_file(name, cost_file, tmp_path / "models", task="regress", version=version)
    models = Manifest.load(tmp_path / "models").models
    assert {name: entry.version for name, entry in models.items()} == {"cost": "2", "other": "1"}


def test_a_file_that_already_lies_there_is_listed_in_place(cost_file: Path, tmp_path: Path) -> None:
    publish_file("trained", cost_file, tmp_path, task="regress", version="1").checked("weights")
    assert cost_file.read_bytes() == b"a cost model"


def test_missing_file_is_a_model_problem(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="missing"):
        publish_file("cost", tmp_path / "none.npz", tmp_path, task="regress", version="1")


def test_a_damaged_list_is_not_overwritten(cost_file: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(ModelProblem, match="damaged"):
        publish_file("cost", cost_file, tmp_path, task="regress", version="1")
    assert (tmp_path / "manifest.json").read_text() == "{"


def test_threshold_is_written_and_the_rest_stays(cost_file: Path, tmp_path: Path) -> None:
    before = publish_file("cost", cost_file, tmp_path, task="regress", version="1")
    set_confidence("cost", tmp_path, 0.31)
    after = Manifest.load(tmp_path).model("cost")
    assert after.confidence == 0.31
    assert (after.files, after.sha256, after.version) == (before.files, before.sha256, before.version)


def test_threshold_of_an_unlisted_model_is_refused(cost_file: Path, tmp_path: Path) -> None:
    publish_file("cost", cost_file, tmp_path, task="regress", version="1")
    with pytest.raises(ModelProblem):
        set_confidence("damage", tmp_path, 0.3)


@pytest.mark.torch
def test_a_vision_model_is_shipped_in_one_call_and_keeps_its_threshold(tmp_path: Path) -> None:
    weights = models_folder() / "damaged-parts.pt"
    publish_file("damaged-parts", weights, tmp_path, task="detect", version="1")
    set_confidence("damaged-parts", tmp_path, 0.17)
    entry = publish("damaged-parts", weights, tmp_path, version="2")
    recipe = RECIPES["damaged-parts"].ways
    assert entry.way(Profile.FAST) == replace(recipe[Profile.FAST], confidence=0.17)
    assert entry.way(Profile.ACCURATE) == replace(recipe[Profile.ACCURATE], confidence=0.2)
    assert (entry.task, entry.side_px, entry.confidence, entry.version) == ("detect", 256, 0.17, "2")
    assert len(entry.checked("weights", "xml", "bin")) == 3
    assert "light" in entry.classes
    assert list(json.loads((tmp_path / "manifest.json").read_text())["models"]) == ["damaged-parts"]


@pytest.mark.torch
def test_in_eight_bits_it_is_half_as_large_and_what_was_measured_in_float_goes(
    tmp_path: Path, sample_claim: Path
) -> None:
    weights = models_folder() / "damaged-parts.pt"
    publish("damaged-parts", weights, tmp_path / "models", version="1", side_px=96)
    set_confidence("damaged-parts", tmp_path / "models", 0.17, calibration=(1.5, 0.2))
    same = publish("damaged-parts", weights, tmp_path / "models", version="1", side_px=96)
    assert same.way().calibration == (1.5, 0.2)
    size = same.path("bin").stat().st_size
    photos = tmp_path / "set" / "images" / "train"
    photos.mkdir(parents=True)
    for photo in sample_claim.glob("*.jpg"):
        shutil.copy(photo, photos)
    entry = publish(
        "damaged-parts", weights, tmp_path / "models", version="2", side_px=96, calibrate_on=[tmp_path / "set"]
    )
    assert entry.path("bin").stat().st_size < 0.6 * size
    assert (entry.way().calibration, entry.confidence) == (None, 0.17)


def test_thresholds_by_class_go_beside_what_else_the_entry_holds(cost_file: Path, tmp_path: Path) -> None:
    publish_file("damage", cost_file, tmp_path, task="regress", version="1", extra={"rows": 9})
    set_confidence("damage", tmp_path, 0.1, by_class={"dent": 0.1, "glass": 0.3})
    entry = Manifest.load(tmp_path).model("damage")
    assert (entry.confidence, entry.extra) == (0.1, {"rows": 9, "confidence_by_class": {"dent": 0.1, "glass": 0.3}})
    set_confidence("damage", tmp_path, 0.2)
    assert Manifest.load(tmp_path).model("damage").extra == {"rows": 9}


def test_thresholds_of_a_profile_go_beside_its_looks(cost_file: Path, tmp_path: Path) -> None:
    looks = {"sides_px": [384, 512], "mirrored": True}
    extra = {"profiles": {"accurate": looks | {"confidence": 0.2}}}
    publish_file("damage", cost_file, tmp_path, task="regress", version="1", extra=extra)
    set_confidence("damage", tmp_path, 0.3, by_class={"dent": 0.1}, profile=Profile.ACCURATE)
    entry = Manifest.load(tmp_path).model("damage")
    assert entry.way(Profile.ACCURATE) == Way((384, 512), True, 0.3, {"dent": 0.1})
    assert entry.way(Profile.FAST).confidence == 0.0
    set_confidence("damage", tmp_path, 0.4, profile=Profile.ACCURATE)
    assert Manifest.load(tmp_path).model("damage").way(Profile.ACCURATE) == Way((384, 512), True, 0.4)


def test_what_was_measured_with_old_thresholds_goes_with_them(cost_file: Path, tmp_path: Path) -> None:
    publish_file("damage", cost_file, tmp_path, task="regress", version="1")
    set_confidence("damage", tmp_path, 0.1, by_class={"dent": 0.2}, photo_from=0.3, calibration=(1.5, 0.5))
    way = Manifest.load(tmp_path).model("damage").way()
    assert (way.confidence, way.by_class, way.photo_from, way.calibration) == (0.1, {"dent": 0.2}, 0.3, (1.5, 0.5))
    set_confidence("damage", tmp_path, 0.2)
    assert Manifest.load(tmp_path).model("damage").extra == {}


def test_a_threshold_of_a_profile_that_the_entry_lacks_is_refused(cost_file: Path, tmp_path: Path) -> None:
    publish_file("cost", cost_file, tmp_path, task="regress", version="1")
    with pytest.raises(ModelProblem, match="has no profile 'accurate'"):
        set_confidence("cost", tmp_path, 0.3, profile=Profile.ACCURATE)


def test_published_models_load_and_are_not_as_shipped(cost_file: Path, tmp_path: Path) -> None:
    publish_file("cost", cost_file, tmp_path, task="regress", version="1")
    assert not Manifest.load(tmp_path).as_shipped


def test_an_altered_list_is_not_published_into(cost_file: Path, tmp_path: Path) -> None:
    publish_file("cost", cost_file, tmp_path, task="regress", version="1")
    listing = tmp_path / "manifest.json"
    altered = listing.read_text().replace('"version": "1"', '"version": "9"')
    listing.write_text(altered)
    with pytest.raises(ModelProblem, match="altered"):
        publish_file("other", cost_file, tmp_path, task="regress", version="1")
    assert listing.read_text() == altered


def test_a_threshold_set_anew_gives_the_entry_another_digest(cost_file: Path, tmp_path: Path) -> None:
    before = publish_file("cost", cost_file, tmp_path, task="regress", version="1").digest()
    set_confidence("cost", tmp_path, 0.31)
    assert Manifest.load(tmp_path).model("cost").digest() != before


def test_a_list_edited_by_hand_is_sealed_by_a_maintainer(cost_file: Path, tmp_path: Path) -> None:
    publish_file("cost", cost_file, tmp_path, task="regress", version="1")
    listing = tmp_path / "manifest.json"
    content = json.loads(listing.read_text())
    content["models"]["cost"]["confidence"] = 0.4
    listing.write_text(json.dumps(content))
    seal(tmp_path)
    assert Manifest.load(tmp_path).model("cost").confidence == 0.4


@pytest.mark.parametrize("text", [None, "{", '{"manifest": 2}'])
def test_nothing_is_sealed_without_a_list(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ModelProblem, match="cannot be read"):
        seal(tmp_path)
