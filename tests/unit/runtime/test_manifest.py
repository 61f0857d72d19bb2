"""The list of shipped models and the check of their files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from claimapp.errors import ModelProblem
from claimapp.runtime.manifest import Manifest, sha256_of
from claimapp.shipped import models_folder

CONTENT = b"the weights"


def _write(folder: Path, **changes: Any) -> Path:
    (folder / "a.pt").write_bytes(CONTENT)
    entry = {
        "version": "3",
        "task": "detect",
        "classes": ["dent"],
        "side_px": 512,
        "confidence": 0.25,
        "files": {"weights": "a.pt"},
        "sha256": {"a.pt": hashlib.sha256(CONTENT).hexdigest()},
    }
    (folder / "manifest.json").write_text(json.dumps({"manifest": 1, "models": {"a": entry}} | changes))
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
    assert entry.digest() == hashlib.sha256(CONTENT).hexdigest()[:12]


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
    with pytest.raises(ModelProblem, match="of version 2, this program reads 1"):
        Manifest.load(_write(tmp_path, manifest=2))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"manifest": 1}', '{"manifest": 1, "models": {"a": {}}}'])
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
