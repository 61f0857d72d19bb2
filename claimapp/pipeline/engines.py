"""What a run needs beside the photos: models, tables, text reader; opened once, used for many claims."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from claimapp.domain.choices import ModelName, Profile, Runtime, TextEngine
from claimapp.domain.photo import PhotoSubject
from claimapp.runtime.cost_model import RatioModel, load_cost_model
from claimapp.runtime.detector import Detector
from claimapp.runtime.manifest import NEVER, Manifest, Way
from claimapp.runtime.open_detector import open_detector
from claimapp.runtime.open_text_reader import open_text_reader
from claimapp.runtime.subject_model import SubjectModel, open_subject_model
from claimapp.runtime.text_reader import TextReader
from claimapp.stages.lines.tables import Tables

__all__ = ["Engines", "VisionModel", "open_engines"]


@dataclass(frozen=True, slots=True)
class VisionModel:
    """A detector and the way it looks, with the thresholds chosen on its val split.

    What the detector says of its sureness becomes a probability, where it was measured how
    often it is right; so do the thresholds, 0 to 1.
    """

    detector: Detector
    way: Way

    @property
    def confidence(self) -> float:
        """Threshold of a class that has none of its own."""
        return self.way.probability(self.way.confidence)

    @property
    def photo_from(self) -> float:
        """What the surest finding of a photo must reach for any to count."""
        return self.way.probability(self.way.photo_from) if self.way.photo_from else 0.0

    def least(self, label: str) -> float:
        """Threshold of this class."""
        return self.way.probability(self.way.by_class.get(label, self.way.confidence))


@dataclass(frozen=True, slots=True)
class Engines:
    """Everything that the stages are given; `open_text_reader` loads its models on first call.

    `thresholds` are by model (`damage`), by model and class where one has its own (`damage/dent`),
    and for a photo's surest finding where that has one (`damage/photo`). `subject_from` is how likely
    a photo must be of something else than a car for it not to be searched, `airbag_from` of an airbag that has
    gone off for that to be said.
    """

    damage: VisionModel
    damaged_parts: VisionModel
    car_parts: VisionModel
    cars: VisionModel
    subject: SubjectModel
    subject_from: float
    airbag_from: float
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
        return VisionModel(detector, way)

    subject = manifest.model(ModelName.SUBJECT)
    return Engines(
        damage=vision(ModelName.DAMAGE),
        damaged_parts=vision(ModelName.DAMAGED_PARTS),
        car_parts=vision(ModelName.CAR_PARTS),
        cars=vision(ModelName.CARS),
        subject=open_subject_model(subject, threads=threads),
        subject_from=subject.confidence,
        airbag_from=subject.way().by_class.get(PhotoSubject.AIRBAG, NEVER),
        open_text_reader=functools.cache(lambda: open_text_reader(text_engine)),
        tables=tables,
        ratio_model=load_cost_model(manifest.model(ModelName.COST)),
        digests={name: entry.digest() for name, entry in manifest.models.items()},
        thresholds=_all_thresholds(manifest, profile),
    )


_DIGITS = 4

PHOTO = "photo"
"""Stands for a class in the name of a threshold that the surest finding of a photo has to reach."""


def _all_thresholds(manifest: Manifest, profile: Profile) -> dict[str, float]:
    """`damage` for a model, `damage/dent` for a class with a threshold of its own, `damage/photo` for a photo."""
    entries = [manifest.model(name) for name in ModelName if name.sees]
    ways = [(entry, entry.way(profile)) for entry in entries]
    return {
        name: round(way.probability(threshold), _DIGITS)
        for entry, way in ways
        for name, threshold in (
            (entry.name, way.confidence),
            *(
                (f"{entry.name}/{label}", least)
                for label, least in way.thresholds(entry.classes).items()
                if least != way.confidence and least < NEVER  # one that is never reached makes no findings
            ),
            *([(f"{entry.name}/{PHOTO}", way.photo_from)] if way.photo_from else []),
        )
    }
