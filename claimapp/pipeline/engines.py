"""What a run needs beside the photos: models, tables, text reader; opened once, used for many claims."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claimapp.domain.choices import ModelName, Profile, Runtime, TextEngine
from claimapp.runtime.cost_model import RatioModel, load_cost_model
from claimapp.runtime.detector import Detector
from claimapp.runtime.manifest import Manifest
from claimapp.runtime.open_detector import open_detector
from claimapp.runtime.open_text_reader import open_text_reader
from claimapp.runtime.text_reader import TextReader
from claimapp.stages.lines.tables import Tables

__all__ = ["Engines", "VisionModel", "open_engines"]


@dataclass(frozen=True, slots=True)
class VisionModel:
    """A detector with the confidence from which its findings count, as chosen on its val split.

    `by_class` gives classes a threshold of their own, `confidence` is the lowest. Findings count
    only on a photo whose surest one reaches `photo_from`.
    """

    detector: Detector
    confidence: float
    by_class: Mapping[str, float] = field(default_factory=dict)
    photo_from: float = 0.0

    def least(self, label: str) -> float:
        """Confidence from which a finding of this class counts."""
        return self.by_class.get(label, self.confidence)


@dataclass(frozen=True, slots=True)
class Engines:
    """Everything that the stages are given; `open_text_reader` loads its models on first call.

    `thresholds` are by model (`damage`), by model and class where one has its own (`damage/dent`),
    and for a photo's surest finding where that has one (`damage/photo`).
    """

    damage: VisionModel
    damaged_parts: VisionModel
    car_parts: VisionModel
    cars: VisionModel
    open_text_reader: Callable[[], TextReader]
    tables: Tables
    ratio_model: RatioModel | None
    digests: dict[str, str]
    thresholds: dict[str, float]


def open_engines(
    models: Path,
    tables: Tables,
    *,
    runtime: Runtime,
    text_engine: TextEngine,
    profile: Profile = Profile.FAST,
    threads: int = 0,
) -> Engines:
    """Open the models beside the tables that are given.

    `profile` says how much time a photo may take, `threads` caps those of an engine (0 leaves
    it to the engine).

    Raises:
        ModelProblem: if a model is missing, altered or of another version.
        UsageProblem: if the runtime's library is not installed.
    """
    manifest = Manifest.load(models)

    def vision(name: ModelName) -> VisionModel:
        entry = manifest.model(name)
        way = entry.way(profile)
        detector = open_detector(entry, runtime=runtime, way=way, threads=threads)
        return VisionModel(detector, way.confidence, way.thresholds(entry.classes), way.photo_from)

    return Engines(
        damage=vision(ModelName.DAMAGE),
        damaged_parts=vision(ModelName.DAMAGED_PARTS),
        car_parts=vision(ModelName.CAR_PARTS),
        cars=vision(ModelName.CARS),
        open_text_reader=functools.cache(lambda: open_text_reader(text_engine)),
        tables=tables,
        ratio_model=load_cost_model(manifest.model(ModelName.COST)),
        digests={name: entry.digest() for name, entry in manifest.models.items()},
        thresholds=_all_thresholds(manifest, profile),
    )


PHOTO = "photo"
"""Stands for a class in the name of a threshold that the surest finding of a photo has to reach."""


def _all_thresholds(manifest: Manifest, profile: Profile) -> dict[str, float]:
    """`damage` for a model, `damage/dent` for a class with a threshold of its own, `damage/photo` for a photo."""
    entries = [manifest.model(name) for name in ModelName if name.sees]
    ways = [(entry, entry.way(profile)) for entry in entries]
    return {
        name: threshold
        for entry, way in ways
        for name, threshold in (
            (entry.name, way.confidence),
            *(
                (f"{entry.name}/{label}", least)
                for label, least in way.thresholds(entry.classes).items()
                if least != way.confidence
            ),
            *([(f"{entry.name}/{PHOTO}", way.photo_from)] if way.photo_from else []),
        )
    }
