"""The list of shipped models, and the check that neither a file nor an entry was altered.

`models/manifest.json`:
    {"manifest": 2, "models": {NAME: {"version": "1", "task": "detect|segment|regress",
     "classes": [...], "side_px": 512, "confidence": 0.2,
     "extra": {"mirrored": false, "confidence_by_class": {CLASS: 0.1}, "photo_from": 0.3,
               "calibration": [1.2, 2.5],
               "profiles": {"accurate": {"sides_px": [384, 512], "mirrored": true, "confidence": 0.2,
                                         "confidence_by_class": {CLASS: 0.1}, "photo_from": 0.3,
                                         "calibration": [1.2, 2.5]}}},
     "files": {"weights": "damage.pt", "xml": "damage.xml", "bin": "damage.bin"},
     "sha256": {FILE: hex}, "digest": hex}}}
A new model goes in there and nowhere else, by `claimapp models export`.

Three hashes hang together: `sha256` is of a file, `digest` of an entry (thresholds, side,
classes, files and their hashes), and the list's own, of all digests, is pinned. The release's
is in `pinned.py`; a person's own models have theirs in `manifest.sha256` beside the list,
and such a list is never called "as shipped".
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimapp.domain.choices import Profile
from claimapp.errors import ModelProblem
from claimapp.runtime import pinned

__all__ = [
    "MANIFEST_NAME",
    "MANIFEST_VERSION",
    "NEVER",
    "OWN_PIN_NAME",
    "Manifest",
    "ModelEntry",
    "Way",
    "entry_digest",
    "list_sha256",
    "logit",
    "sha256_of",
]

MANIFEST_NAME = "manifest.json"
BY_CLASS = "confidence_by_class"
"""Key of an entry's `extra`: confidence from which a class counts, where it is not the entry's `confidence`."""

NEVER = 1.0
"""A class with this threshold makes no findings of its own: it names the kind of what the catch-all finds.

On whole val splits kinds that find for themselves lost: their smaller boxes take the catch-all's place.
"""

MIRRORED = "mirrored"
"""Key of an entry's `extra`: whether the quick way looks at the mirror image too."""

PHOTO_FROM = "photo_from"
"""Key of a way: confidence that the surest finding of a photo must reach for any to count; 0 if left out."""

CALIBRATION = "calibration"
"""Key of a way: slope and offset of the curve that makes a confidence a probability; none if left out."""

PROFILES = "profiles"
"""Key of an entry's `extra`: ways of looking other than the quick one, by profile."""

MANIFEST_VERSION = 2
OWN_PIN_NAME = "manifest.sha256"
"""Beside a list that a person made with `claimapp models export`: its hash, as 64 hexadecimal digits."""

_REINSTALL = "install claimapp again, or put the original file back"
_BLOCK_BYTES = 1 << 20
_SHOWN_DIGITS = 12
_LEAST_SHARE = 1e-6


@dataclass(frozen=True, slots=True)
class Way:
    """How a model looks at a photo, and from which confidence its findings then count.

    A look brings the photo's longer side to each of `sides_px`; `mirrored` adds looks at the
    mirror image. Thresholds belong to the way: several looks are less sure of a thing than
    the surest of them. Findings count only on a photo whose surest one reaches `photo_from`.
    `calibration` is slope and offset of the curve from confidence to `probability`, if it was
    measured how often findings are right. Thresholds are confidences, not probabilities.
    """

    sides_px: tuple[int, ...]
    mirrored: bool = False
    confidence: float = 0.0
    by_class: Mapping[str, float] = field(default_factory=dict)
    photo_from: float = 0.0
    calibration: tuple[float, float] | None = None

    def probability(self, confidence: float) -> float:
        """How often a finding of this confidence is right, 0 to 1; the confidence itself where that is not known."""
        if self.calibration is None:
            return confidence
        slope, offset = self.calibration
        return 1 / (1 + math.exp(-(slope * logit(confidence) + offset)))

    @property
    def lowest(self) -> float:
        """The lowest of its thresholds."""
        return min(self.confidence, *self.by_class.values()) if self.by_class else self.confidence

    @property
    def looks(self) -> int:
        """How often the network runs for a photo."""
        return len(self.sides_px) * (2 if self.mirrored else 1)

    def thresholds(self, classes: tuple[str, ...]) -> dict[str, float]:
        """Confidence from which each class counts, 0..1."""
        return {name: float(self.by_class.get(name, self.confidence)) for name in classes}


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model of the manifest: its files by role, their hashes, and how to use it.

    `side_px` is the square that a photo is fitted into, `confidence` the threshold that
    was chosen on the val split, `extra` whatever else the model's own reader needs,
    `whole_digest` the SHA-256 over all of these (64 hexadecimal digits).
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
    whole_digest: str = ""

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
        """First 12 hexadecimal digits of the entry's SHA-256: another threshold or file gives others."""
        return self.whole_digest[:_SHOWN_DIGITS]

    def way(self, profile: Profile = Profile.FAST) -> Way:
        """How the model looks at a photo in that profile; the quick way where the manifest says nothing of it.

        Raises:
            ModelProblem: if what the manifest says of it is damaged.
        """
        quick = {"sides_px": [self.side_px], MIRRORED: False, "confidence": self.confidence}
        try:
            told = self.extra.get(PROFILES, {}).get(profile.value)
            if told is None:
                told = dict(self.extra) | quick | {MIRRORED: self.extra.get(MIRRORED, False)}
            return Way(
                tuple(int(side) for side in told["sides_px"]),
                bool(told[MIRRORED]),
                float(told["confidence"]),
                dict(told.get(BY_CLASS, {})),
                float(told.get(PHOTO_FROM, 0.0)),
                _calibration(told.get(CALIBRATION)),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise ModelProblem(
                f"its profile {profile.value!r} in manifest.json is damaged",
                hint=_REINSTALL,
                where=f"model {self.name}",
            ) from problem

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
    """All models of a folder by name; `as_shipped` says whether the list is that of this release."""

    models: Mapping[str, ModelEntry]
    as_shipped: bool

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """Read `folder`'s manifest.json and check it against its pin; no model file is opened yet.

        Raises:
            ModelProblem: if it is missing, damaged, altered or of another version.
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
            models = {name: _entry(name, folder, values) for name, values in content["models"].items()}
        except OSError as problem:
            raise ModelProblem("the model list is missing", hint=_REINSTALL, where=str(path)) from problem
        except (KeyError, TypeError, AttributeError, ValueError) as problem:
            raise ModelProblem("the model list is damaged", hint=_REINSTALL, where=str(path)) from problem
        return cls(models, _is_shipped(models, folder))

    def model(self, name: str) -> ModelEntry:
        """Return one model.

        Raises:
            ModelProblem: if it is not listed.
        """
        if name not in self.models:
            raise ModelProblem("the model is not in manifest.json", hint=_REINSTALL, where=f"model {name}")
        return self.models[name]


def logit(share: float) -> float:
    """Log of the odds of a share, 0 to 1; the ends are held a millionth away from 0 and 1."""
    inside = min(max(share, _LEAST_SHARE), 1 - _LEAST_SHARE)
    return math.log(inside / (1 - inside))


def _calibration(told: Sequence[float] | None) -> tuple[float, float] | None:
    if told is None:
        return None
    slope, offset = (float(value) for value in told)
    return slope, offset


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def entry_digest(values: Mapping[str, Any]) -> str:
    """SHA-256 over an entry's canonical JSON without its own `digest`, as 64 hexadecimal digits."""
    rest = {key: value for key, value in values.items() if key != "digest"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def list_sha256(digests: Mapping[str, str]) -> str:
    """SHA-256 over the digests of all models by name: what is pinned."""
    lines = "".join(f"{name} {digests[name]}\n" for name in sorted(digests))
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


def _is_shipped(models: Mapping[str, ModelEntry], folder: Path) -> bool:
    sha256 = list_sha256({name: entry.whole_digest for name, entry in models.items()})
    if sha256 == pinned.MANIFEST_SHA256:
        return True
    own = folder / OWN_PIN_NAME
    if own.is_file() and own.read_text(encoding="utf-8", errors="replace").strip() == sha256:
        return False
    raise ModelProblem(
        "the model list was altered: it is neither this release's nor one that `claimapp models export` wrote",
        hint=_REINSTALL,
        where=str(folder / MANIFEST_NAME),
    )


def _entry(name: str, folder: Path, values: dict[str, Any]) -> ModelEntry:
    if values["digest"] != entry_digest(values):
        raise ModelProblem(
            "its entry in manifest.json was altered (a threshold, a class or a file's hash)",
            hint=_REINSTALL,
            where=f"model {name}",
        )
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
        whole_digest=values["digest"],
    )
