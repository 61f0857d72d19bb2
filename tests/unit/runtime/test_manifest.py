"""The list of shipped models and the check of their files."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from claimapp.domain.choices import Profile
from claimapp.errors import ModelProblem
from claimapp.runtime import pinned
from claimapp.runtime.manifest import Manifest, ModelEntry, Way, entry_digest, list_sha256, sha256_of
from claimapp.shipped import models_folder

CONTENT = b"the weights"
ENTRY = {
    "version": "3",
    "task": "detect",
    "classes": ["dent"],
    "side_px": 512,
    "confidence": 0.25,
    "files": {"weights": "a.pt"},
    "sha256": {"a.pt": hashlib.sha256(CONTENT).hexdigest()},
}
# By hand: printf %s '{"classes":["dent"],"confidence":0.25,...}' | sha256sum, keys in alphabetical order.
DIGEST = hashlib.sha256(
    (
        '{"classes":["dent"],"confidence":0.25,"files":{"weights":"a.pt"},"sha256":{"a.pt":"'
        + hashlib.sha256(CONTENT).hexdigest()
        + '"},"side_px":512,"task":"detect","version":"3"}'
    ).encode()
).hexdigest()


def _write(folder: Path, **changes: Any) -> Path:
    """A person's own list of one model, pinned beside it."""
    (folder / "a.pt").write_bytes(CONTENT)
    content = {"manifest": 2, "models": {"a": {**ENTRY, "digest": DIGEST}}} | changes
    (folder / "manifest.json").write_text(json.dumps(content))
    (folder / "manifest.sha256").write_text(hashlib.sha256(f"a {DIGEST}\n".encode()).hexdigest() + "\n")
    return folder


def test_entry_says_how_to_use_the_model(tmp_path: Path) -> None:
    entry = Manifest.load(_write(tmp_path)).model("a")
    assert (entry.version, entry.task, entry.classes, entry.side_px, entry.confidence) == (
        "3",
        "detect",
        ("dent",),
        512,
        0.25,
    )
    assert entry.checked("weights") == (tmp_path / "a.pt",)
    assert entry.digest() == DIGEST[:12]
    assert entry.way() == Way((512,), confidence=0.25)
    assert entry.way(Profile.ACCURATE) == entry.way()
    assert entry.way().thresholds(entry.classes) == {"dent": 0.25}


def test_a_class_can_have_a_threshold_of_its_own(tmp_path: Path) -> None:
    extra = {"confidence_by_class": {"dent": 0.4}}
    entry = ModelEntry("m", "1", "detect", tmp_path, {}, {}, classes=("dent", "glass"), confidence=0.1, extra=extra)
    assert entry.way().thresholds(entry.classes) == {"dent": 0.4, "glass": 0.1}


ACCURATE = {"sides_px": [384, 512], "mirrored": True, "confidence": 0.3, "confidence_by_class": {"dent": 0.2}}


def test_a_profile_has_looks_and_thresholds_of_its_own(tmp_path: Path) -> None:
    extra = {"mirrored": True, "profiles": {"accurate": ACCURATE}}
    entry = ModelEntry("m", "1", "detect", tmp_path, {}, {}, side_px=256, confidence=0.1, extra=extra)
    assert entry.way(Profile.FAST) == Way((256,), True, 0.1)
    accurate = entry.way(Profile.ACCURATE)
    assert accurate == Way((384, 512), True, 0.3, {"dent": 0.2})
    assert (entry.way().looks, accurate.looks, Way((256, 320)).looks) == (2, 4, 2)


def test_a_confidence_becomes_a_probability_by_its_odds(tmp_path: Path) -> None:
    assert Way((64,)).probability(0.3) == 0.3
    way = Way((64,), calibration=(2.0, 0.0))
    assert [way.probability(share) for share in (0.0, 0.2, 0.5, 0.8, 1.0)] == pytest.approx(
        [0, 1 / 17, 0.5, 16 / 17, 1], abs=1e-6
    )
    extra = {"calibration": [2, 0.5]}
    entry = ModelEntry("m", "1", "detect", tmp_path, {}, {}, side_px=256, extra=extra)
    assert entry.way().calibration == (2.0, 0.5)


def test_profiles_that_are_no_table_are_refused(tmp_path: Path) -> None:
    entry = ModelEntry("m", "1", "detect", tmp_path, {}, {}, side_px=256, extra={"profiles": []})
    with pytest.raises(ModelProblem, match="damaged"):
        entry.way(Profile.ACCURATE)


@pytest.mark.parametrize("calibration", [[1.0], "steep", [1.0, "x"]])
def test_a_damaged_calibration_is_refused(tmp_path: Path, calibration: object) -> None:
    entry = ModelEntry("m", "1", "detect", tmp_path, {}, {}, side_px=256, extra={"calibration": calibration})
    with pytest.raises(ModelProblem, match="damaged"):
        entry.way()


@pytest.mark.parametrize("without", ["sides_px", "mirrored", "confidence"])
def test_a_profile_that_lacks_something_is_refused(tmp_path: Path, without: str) -> None:
    told = {key: value for key, value in ACCURATE.items() if key != without}
    entry = ModelEntry("m", "1", "detect", tmp_path, {}, {}, extra={"profiles": {"accurate": told}})
    with pytest.raises(ModelProblem, match="model m: its profile 'accurate'"):
        entry.way(Profile.ACCURATE)


def test_a_list_of_ones_own_is_used_and_told_apart(tmp_path: Path) -> None:
    assert not Manifest.load(_write(tmp_path)).as_shipped
    assert Manifest.load(models_folder()).as_shipped


def test_a_copy_of_the_shipped_models_is_as_shipped(tmp_path: Path) -> None:
    shutil.copy(models_folder() / "manifest.json", tmp_path)
    assert Manifest.load(tmp_path).as_shipped


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("confidence", 0.9),
        ("side_px", 256),
        ("classes", ["scratch"]),
        ("task", "segment"),
        ("version", "4"),
        ("files", {"weights": "b.pt"}),
        ("sha256", {"a.pt": "0" * 64}),
        ("extra", {"more": 1}),
    ],
)
def test_an_altered_entry_is_refused(tmp_path: Path, key: str, value: object) -> None:
    folder = _write(tmp_path, models={"a": {**ENTRY, "digest": DIGEST, key: value}})
    with pytest.raises(ModelProblem, match=r"model a: its entry in manifest\.json was altered"):
        Manifest.load(folder)


def test_an_entry_altered_with_its_digest_is_refused_by_the_pin(tmp_path: Path) -> None:
    altered = {**ENTRY, "confidence": 0.9}
    folder = _write(tmp_path, models={"a": {**altered, "digest": entry_digest(altered)}})
    with pytest.raises(ModelProblem, match=r"the model list was altered: .*; install claimapp again"):
        Manifest.load(folder)


def test_the_shipped_list_without_one_of_its_models_is_refused(tmp_path: Path) -> None:
    content = json.loads((models_folder() / "manifest.json").read_text())
    del content["models"]["cost"]
    (tmp_path / "manifest.json").write_text(json.dumps(content))
    with pytest.raises(ModelProblem, match="altered"):
        Manifest.load(tmp_path)


def test_the_list_may_be_laid_out_anew(tmp_path: Path) -> None:
    content = json.loads((models_folder() / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(content, sort_keys=True), newline="\r\n")
    assert Manifest.load(tmp_path).as_shipped


def test_the_pin_is_of_the_digests_by_name() -> None:
    assert list_sha256({"b": "2", "a": "1"}) == hashlib.sha256(b"a 1\nb 2\n").hexdigest()
    assert len(pinned.MANIFEST_SHA256) == 64


def test_altered_file_is_refused(tmp_path: Path) -> None:
    entry = Manifest.load(_write(tmp_path)).model("a")
    (tmp_path / "a.pt").write_bytes(CONTENT + b"!")
    with pytest.raises(ModelProblem, match=r"a\.pt: the file was altered"):
        entry.checked("weights")


def test_missing_file_is_refused(tmp_path: Path) -> None:
    entry = Manifest.load(_write(tmp_path)).model("a")
    (tmp_path / "a.pt").unlink()
    with pytest.raises(ModelProblem, match=r"a\.pt: the file is missing"):
        entry.checked("weights")


def test_unlisted_role_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="lists no 'xml' file"):
        Manifest.load(_write(tmp_path)).model("a").path("xml")


def test_unlisted_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="not in manifest"):
        Manifest.load(_write(tmp_path)).model("b")


def test_list_of_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="of version 1, this program reads 2"):
        Manifest.load(_write(tmp_path, manifest=1))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"manifest": 2}', '{"manifest": 2, "models": {"a": {}}}'])
def test_damaged_list_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ModelProblem, match="damaged"):
        Manifest.load(tmp_path)


def test_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="missing"):
        Manifest.load(tmp_path)


def test_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"x" * (3 << 20))
    assert sha256_of(file) == hashlib.sha256(b"x" * (3 << 20)).hexdigest()


def test_every_shipped_model_file_is_as_the_list_says() -> None:
    models = Manifest.load(models_folder()).models
    assert {"damage", "damaged-parts", "car-parts"} <= set(models)
    for entry in models.values():
        entry.checked(*entry.files)


def test_every_shipped_vision_model_has_a_card() -> None:
    for entry in Manifest.load(models_folder()).models.values():
        assert (models_folder() / f"{entry.name}.md").is_file()
