"""Put trained models among the shipped ones: files, hashes, manifest entry.

    publish("damage", Path("runs/damage/run/weights/best.pt"), models_folder(), version="2", side_px=512)

One call does it all and can be repeated with new weights. It also pins the new list: in the
program's code when the folder is a checkout's own, beside the list anywhere else.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimapp.atomic import replace_text
from claimapp.domain.choices import Profile
from claimapp.errors import ModelProblem
from claimapp.runtime.manifest import (
    BY_CLASS,
    CALIBRATION,
    MANIFEST_NAME,
    MANIFEST_VERSION,
    MIRRORED,
    PHOTO_FROM,
    PROFILES,
    Manifest,
    ModelEntry,
    Way,
    entry_digest,
    list_sha256,
    sha256_of,
)
from claimapp.training.eight_bit import calibration_photos, in_eight_bits
from claimapp.training.export import export_openvino, save_network, slim_checkpoint
from claimapp.training.pin import pin
from claimapp.training.recipes import RECIPES

__all__ = ["publish", "publish_file", "publish_network", "seal", "set_confidence"]

_THRESHOLDS = (BY_CLASS, PHOTO_FROM, CALIBRATION)
"""Keys of what is chosen or measured for a way of looking, besides its confidence."""

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
    calibrate_on: Sequence[Path] = (),
    told: Callable[[str], None] = lambda _: None,
) -> ModelEntry:
    """Ship vision model `name`: slim its checkpoint, export it, write its manifest entry.

    The export counts in eight bits if data sets are given to `calibrate_on`, else in float32.

    `side_px` 0 takes the recipe's side; `confidence` 0 keeps the shipped entry's thresholds
    (a new model, and a new way of looking, gets 0.2 until `set_confidence`). How often findings
    are right is kept for the same files only. How it looks at photos in each profile comes
    from the recipe. Other models' entries stay as they are.

    Raises:
        ModelProblem: if `weights` cannot be read or the manifest is damaged.
        UsageProblem: if a set to calibrate on has no train photo.
        PhotoProblem: if one of its photos cannot be decoded.
    """
    side = side_px or RECIPES[name].photo_side_px
    photos = calibration_photos(calibrate_on) if calibrate_on else ()
    models_folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        # Made aside: if the export fails, the shipped files are still those of the manifest.
        slim = Path(scratch) / f"{name}.pt"
        task, classes = slim_checkpoint(weights, slim)
        told(f"{name}: checkpoint of {len(classes)} classes written")
        xml, binary = export_openvino(slim, Path(scratch), name, side)
        told(f"{name}: exported for OpenVINO at {side} px")
        if photos:
            save_network(in_eight_bits(xml, photos, side), Path(scratch), name)
            told(f"{name}: brought to eight bits on {len(photos)} photos")
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
            "extra": _looks(name, _kept(models_folder, name, {path.name: sha256_of(path) for path in shipped}))
            | dict(extra or {}),
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


def publish_network(
    name: str,
    xml: Path,
    models_folder: Path,
    *,
    task: str,
    version: str,
    classes: Sequence[str],
    side_px: int,
    confidence: float,
    by_class: Mapping[str, float] | None = None,
) -> ModelEntry:
    """Ship a network that comes from no checkpoint: `xml` and the `.bin` beside it become `name`.xml and .bin.

    Other models' entries stay as they are.

    Raises:
        ModelProblem: if the manifest is damaged.
    """
    models_folder.mkdir(parents=True, exist_ok=True)
    shipped = [
        Path(shutil.copyfile(made, models_folder / f"{name}{made.suffix}")) for made in (xml, xml.with_suffix(".bin"))
    ]
    _write_entry(
        models_folder,
        name,
        {
            "version": version,
            "task": task,
            "classes": [str(label) for label in classes],
            "side_px": side_px,
            "confidence": confidence,
            "files": {file.suffix[1:]: file.name for file in shipped},
            "sha256": {file.name: sha256_of(file) for file in shipped},
            "extra": {BY_CLASS: dict(by_class)} if by_class else {},
        },
    )
    return Manifest.load(models_folder).model(name)


def set_confidence(
    name: str,
    models_folder: Path,
    confidence: float,
    *,
    by_class: Mapping[str, float] | None = None,
    photo_from: float = 0.0,
    calibration: tuple[float, float] | None = None,
    profile: Profile = Profile.FAST,
) -> None:
    """Write the thresholds that were chosen on a val split for one way of looking into a model's entry.

    Raises:
        ModelProblem: if the model is not in the manifest, or not with that way.
    """
    Manifest.load(models_folder).model(name)
    entry = _read(models_folder)[name]
    extra = dict(entry.get("extra", {}))
    own: dict[str, Any] = {BY_CLASS: dict(by_class)} if by_class else {}
    own |= {PHOTO_FROM: photo_from} if photo_from else {}
    own |= {CALIBRATION: list(calibration)} if calibration else {}
    if profile is Profile.FAST:
        extra = _without_thresholds(extra) | own
        _write_entry(models_folder, name, entry | {"confidence": confidence, "extra": extra})
        return
    if profile not in extra.get(PROFILES, {}):
        raise ModelProblem(f"it has no profile {profile.value!r}", hint="export it again", where=f"model {name}")
    way = _without_thresholds(extra[PROFILES][profile])
    profiles = extra[PROFILES] | {profile.value: way | {"confidence": confidence} | own}
    _write_entry(models_folder, name, entry | {"extra": extra | {PROFILES: profiles}})


def seal(models_folder: Path) -> str:
    """Take the list as it is for right: write every entry's digest and the list's pin; return its hash.

    For a maintainer who edited or merged manifest.json by hand. The files' hashes stay as they are.

    Raises:
        ModelProblem: if there is no list, or a file is not the one that it names.
    """
    path = models_folder / MANIFEST_NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        sha256 = _write(models_folder, content["models"])
    except (OSError, KeyError, TypeError, AttributeError, ValueError) as problem:
        raise ModelProblem("the model list cannot be read", hint="mend it first", where=str(path)) from problem
    for entry in Manifest.load(models_folder).models.values():
        entry.checked(*entry.files)
    return sha256


def _kept(models_folder: Path, name: str, sha256: Mapping[str, str]) -> dict[str, Any]:
    """The shipped entry's `extra`; without its calibration, which was measured on other files, if one changed."""
    entry = _read(models_folder).get(name, {})
    extra = dict(entry.get("extra", {}))
    # Not the XML's: its layers' names count up from one export of a process to the next.
    if all(entry.get("sha256", {}).get(file) == told for file, told in sha256.items() if not file.endswith(".xml")):
        return extra
    ways = {key: _without(way, CALIBRATION) for key, way in extra.get(PROFILES, {}).items()}
    return _without(extra, CALIBRATION) | ({PROFILES: ways} if ways else {})


def _without(told: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key not in keys}


def _without_thresholds(told: Mapping[str, Any]) -> dict[str, Any]:
    return _without(told, *_THRESHOLDS)


def _looks(name: str, shipped: Mapping[str, Any]) -> dict[str, Any]:
    """The recipe's ways of looking as an entry's `extra`, with the thresholds that are shipped for them."""
    ways = RECIPES[name].ways if name in RECIPES else {}
    quick: dict[str, Any] = {MIRRORED: True} if ways.get(Profile.FAST, Way(())).mirrored else {}
    quick |= {key: shipped[key] for key in _THRESHOLDS if key in shipped}
    profiles = {}
    for profile, way in ways.items():
        if profile is not Profile.FAST:
            looks = {"sides_px": list(way.sides_px), MIRRORED: way.mirrored}
            before = shipped.get(PROFILES, {}).get(profile.value, {})
            same = looks == {key: before.get(key) for key in looks}
            profiles[profile.value] = {"confidence": _FIRST_CONFIDENCE} | (before if same else {}) | looks
    return quick | ({PROFILES: profiles} if profiles else {})


def _shipped_confidence(models_folder: Path, name: str) -> float:
    return float(_read(models_folder).get(name, {}).get("confidence", _FIRST_CONFIDENCE))


def _read(models_folder: Path) -> dict[str, dict[str, Any]]:
    """Entries by model name; a folder without a list has none, and a damaged or altered list is not overwritten."""
    if not (models_folder / MANIFEST_NAME).exists():
        return {}
    Manifest.load(models_folder)
    content = json.loads((models_folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    entries: dict[str, dict[str, Any]] = content["models"]
    return entries


def _write_entry(models_folder: Path, name: str, entry: dict[str, Any]) -> None:
    _write(models_folder, _read(models_folder) | {name: entry})


def _write(models_folder: Path, entries: Mapping[str, Mapping[str, Any]]) -> str:
    """Write the list with every entry's digest, pin it and return its hash."""
    sealed = {name: {**entries[name], "digest": entry_digest(entries[name])} for name in sorted(entries)}
    content = {"manifest": MANIFEST_VERSION, "models": sealed}
    replace_text(models_folder / MANIFEST_NAME, json.dumps(content, indent=2) + "\n")
    sha256 = list_sha256({name: entry["digest"] for name, entry in sealed.items()})
    pin(models_folder, sha256)
    return sha256
