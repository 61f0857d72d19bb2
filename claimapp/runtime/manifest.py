"""The list of shipped models, and the check that none was altered.

`models/manifest.json`:
    {"manifest": 1, "models": {NAME: {"version": "1", "task": "detect|segment|regress",
     "classes": [...], "side_px": 512, "confidence": 0.2,
     "files": {"weights": "damage.pt", "xml": "damage.xml", "bin": "damage.bin"},
     "sha256": {FILE: hex}}}}
A new model goes in there and nowhere else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimapp.errors import ModelProblem

__all__ = ["MANIFEST_NAME", "MANIFEST_VERSION", "Manifest", "ModelEntry", "sha256_of"]

MANIFEST_NAME = "manifest.json"
MANIFEST_VERSION = 1
_REINSTALL = "install claimapp again, or put the original file back"
_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model of the manifest: its files by role, their hashes, and how to use it.

    `side_px` is the square that a photo is fitted into, `confidence` the threshold that
    was chosen on the val split, `extra` whatever else the model's own reader needs.
    """

    name: str
    version: str
    task: str
    folder: Path
    files: Mapping[str, str]
    sha256: Mapping[str, str]
    classes: tuple[str, ...] = ()
    side_px: int = 0
    confidence: float = 0.0
    extra: Mapping[str, Any] = field(default_factory=dict)

    def path(self, role: str) -> Path:
        """Return the path of the file with that role, unchecked.

        Raises:
            ModelProblem: if the manifest names no such file.
        """
        if role not in self.files:
            raise ModelProblem(f"the manifest lists no {role!r} file", hint=_REINSTALL, where=f"model {self.name}")
        return self.folder / self.files[role]

    def checked(self, *roles: str) -> tuple[Path, ...]:
        """Return the paths of files whose contents match the manifest.

        Raises:
            ModelProblem: if a file is missing or its SHA-256 differs.
        """
        return tuple(self._check(self.path(role)) for role in roles)

    def digest(self) -> str:
        """First 12 hexadecimal digits of the weights' SHA-256, as the report prints them."""
        return self.sha256[self.files["weights"]][:12]

    def _check(self, path: Path) -> Path:
        where = f"model file {path.name}"
        if not path.is_file():
            raise ModelProblem("the file is missing", hint=_REINSTALL, where=where)
        if sha256_of(path) != self.sha256.get(path.name):
            raise ModelProblem(
                "the file was altered: its SHA-256 is not the one in manifest.json", hint=_REINSTALL, where=where
            )
        return path


@dataclass(frozen=True, slots=True)
class Manifest:
    """All shipped models by name."""

    models: Mapping[str, ModelEntry]

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """Read `folder`'s manifest.json; no model file is opened yet.

        Raises:
            ModelProblem: if it is missing, damaged or of another version.
        """
        path = folder / MANIFEST_NAME
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["manifest"] != MANIFEST_VERSION:
                raise ModelProblem(
                    f"the model list is of version {content['manifest']}, this program reads {MANIFEST_VERSION}",
                    hint="install models and program of one version",
                    where=str(path),
                )
            return cls({name: _entry(name, folder, values) for name, values in content["models"].items()})
        except OSError as problem:
            raise ModelProblem("the model list is missing", hint=_REINSTALL, where=str(path)) from problem
        except (KeyError, TypeError, AttributeError, ValueError) as problem:
            raise ModelProblem("the model list is damaged", hint=_REINSTALL, where=str(path)) from problem

    def model(self, name: str) -> ModelEntry:
        """Return one model.

        Raises:
            ModelProblem: if it is not listed.
        """
        if name not in self.models:
            raise ModelProblem("the model is not in manifest.json", hint=_REINSTALL, where=f"model {name}")
        return self.models[name]


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _entry(name: str, folder: Path, values: dict[str, Any]) -> ModelEntry:
    return ModelEntry(
        name=name,
        version=str(values["version"]),
        task=values["task"],
        folder=folder,
        files=dict(values["files"]),
        sha256=dict(values["sha256"]),
        classes=tuple(values.get("classes", ())),
        side_px=int(values.get("side_px", 0)),
        confidence=float(values.get("confidence", 0.0)),
        extra=dict(values.get("extra", {})),
    )
