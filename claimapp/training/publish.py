"""Put trained models among the shipped ones: files, hashes, manifest entry.

    publish("damage", Path("runs/damage/run/weights/best.pt"), models_folder(), version="2", side_px=512)

One call does it all and can be repeated with new weights.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from claimapp.errors import ModelProblem
from claimapp.runtime.manifest import MANIFEST_NAME, MANIFEST_VERSION, Manifest, ModelEntry, sha256_of
from claimapp.training.evaluate import BY_CLASS
from claimapp.training.export import export_openvino, slim_checkpoint
from claimapp.training.recipes import RECIPES

__all__ = ["publish", "publish_file", "set_confidence"]

_FIRST_CONFIDENCE = 0.2
"""Threshold of a new model until `set_confidence` has put the one chosen on its val split."""


def publish(
    name: str,
    weights: Path,
    models_folder: Path,
    *,
    version: str,
    side_px: int = 0,
    confidence: float = 0.0,
    extra: Mapping[str, Any] | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> ModelEntry:
    """Ship vision model `name`: slim its checkpoint, export it, write its manifest entry.

    `side_px` 0 takes the recipe's side; `confidence` 0 keeps the shipped entry's threshold
    (a new model gets 0.2 until `set_confidence`). Other models' entries stay as they are.

    Raises:
        ModelProblem: if `weights` cannot be read or the manifest is damaged.
    """
    side = side_px or RECIPES[name].photo_side_px
    models_folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        # Made aside: if the export fails, the shipped files are still those of the manifest.
        slim = Path(scratch) / f"{name}.pt"
        task, classes = slim_checkpoint(weights, slim)
        told(f"{name}: checkpoint of {len(classes)} classes written")
        xml, binary = export_openvino(slim, Path(scratch), name, side)
        told(f"{name}: exported for OpenVINO at {side} px")
        shipped = [Path(shutil.copyfile(made, models_folder / made.name)) for made in (slim, xml, binary)]
    _write_entry(
        models_folder,
        name,
        {
            "version": version,
            "task": task,
            "classes": list(classes),
            "side_px": side,
            "confidence": confidence or _shipped_confidence(models_folder, name),
            "files": {"weights": slim.name, "xml": xml.name, "bin": binary.name},
            "sha256": {path.name: sha256_of(path) for path in shipped},
            "extra": dict(extra or {}),
        },
    )
    return Manifest.load(models_folder).model(name)


def publish_file(
    name: str,
    file: Path,
    models_folder: Path,
    *,
    task: str,
    version: str,
    extra: Mapping[str, Any] | None = None,
) -> ModelEntry:
    """Ship a model that is one file (the cost model: name `cost`, task `regress`, a `.npz`).

    The file is copied to `models_folder` as `name` with its own ending, and is the entry's
    `weights`. Other models' entries stay as they are.

    Raises:
        ModelProblem: if `file` is missing or the manifest is damaged.
    """
    if not file.is_file():
        raise ModelProblem("the file is missing", hint="train the model first", where=f"model file {file.name}")
    models_folder.mkdir(parents=True, exist_ok=True)
    shipped = models_folder / f"{name}{file.suffix}"
    if file.resolve() != shipped.resolve():
        shutil.copyfile(file, shipped)
    _write_entry(
        models_folder,
        name,
        {
            "version": version,
            "task": task,
            "files": {"weights": shipped.name},
            "sha256": {shipped.name: sha256_of(shipped)},
            "extra": dict(extra or {}),
        },
    )
    return Manifest.load(models_folder).model(name)


def set_confidence(
    name: str, models_folder: Path, confidence: float, *, by_class: Mapping[str, float] | None = None
) -> None:
    """Write the threshold that was chosen on a val split into a model's entry; `by_class` goes into its `extra`.

    Raises:
        ModelProblem: if the model is not in the manifest.
    """
    Manifest.load(models_folder).model(name)
    entry = _read(models_folder)["models"][name]
    extra = {key: value for key, value in entry.get("extra", {}).items() if key != BY_CLASS}
    if by_class:
        extra[BY_CLASS] = dict(by_class)
    _write_entry(models_folder, name, entry | {"confidence": confidence, "extra": extra})


def _shipped_confidence(models_folder: Path, name: str) -> float:
    return float(_read(models_folder)["models"].get(name, {}).get("confidence", _FIRST_CONFIDENCE))


def _read(models_folder: Path) -> dict[str, Any]:
    if not (models_folder / MANIFEST_NAME).exists():
        return {"manifest": MANIFEST_VERSION, "models": {}}
    Manifest.load(models_folder)  # a damaged list is refused, not overwritten
    content: dict[str, Any] = json.loads((models_folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    return content


def _write_entry(models_folder: Path, name: str, entry: dict[str, Any]) -> None:
    content = _read(models_folder)
    content["models"][name] = entry
    content["models"] = dict(sorted(content["models"].items()))
    fresh = models_folder / f"{MANIFEST_NAME}.new"
    fresh.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    fresh.replace(models_folder / MANIFEST_NAME)
