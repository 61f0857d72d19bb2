"""Engines without models: they see what a test tells them, so that the route is tested with literals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from claimapp.domain.photo import PhotoSubject
from claimapp.errors import EngineProblem
from claimapp.pipeline.engines import Engines, VisionModel
from claimapp.runtime.detector import Detections, PixelsRgb
from claimapp.runtime.manifest import Way
from claimapp.runtime.text_reader import TextLine, TextReader
from claimapp.shipped import tables_folder
from claimapp.stages.lines.tables import load_tables

__all__ = ["BREAKS", "ToldDetector", "a_photo", "told_engines"]

Seen = tuple[str, float, tuple[float, float, float, float]]
"""(class, confidence, box in pixels)."""

BREAKS: list[Seen] = [("breaks", 0.0, (0, 0, 0, 0))]
"""Tells a detector to break on that photo."""


@dataclass
class ToldDetector:
    """Answers call N with entry N of `answers`, the last one for ever."""

    answers: Sequence[Sequence[Seen]]
    classes: tuple[str, ...] = field(init=False)
    calls: int = 0

    def __post_init__(self) -> None:
        self.classes = tuple(sorted({label for answer in self.answers for label, _, _ in answer}))

    def detect(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> Detections:
        answer = self.answers[min(self.calls, len(self.answers) - 1)]
        self.calls += 1
        if answer is BREAKS:
            raise EngineProblem("the engine broke")
        kept = [item for item in answer if item[1] >= min_confidence]
        return Detections(
            np.array([box for _, _, box in kept], dtype=np.float32).reshape(-1, 4),
            np.array([confidence for _, confidence, _ in kept], dtype=np.float32),
            np.array([self.classes.index(label) for label, _, _ in kept], dtype=np.int64),
            tuple(None for _ in kept),
            self.classes,
        )


@dataclass(frozen=True)
class ToldSubject:
    """Is sure that every photo is of `subject`."""

    subject: PhotoSubject

    def shares(self, pixels_rgb: PixelsRgb) -> dict[PhotoSubject, float]:
        return {each: float(each is self.subject) for each in PhotoSubject}


class _Blind:
    """A text reader that sees nothing."""

    name = "blind"

    def read(self, pixels_rgb: PixelsRgb) -> tuple[TextLine, ...]:
        return ()


WAY = Way((64,), confidence=0.2)


def told_engines(
    damage: Sequence[Sequence[Seen]] = ((),),
    damaged_parts: Sequence[Sequence[Seen]] = ((),),
    car_parts: Sequence[Sequence[Seen]] = ((),),
    cars: Sequence[Sequence[Seen]] = ((),),
    subject: PhotoSubject = PhotoSubject.CAR,
) -> Engines:
    """Engines with one list of answers a model, the real tables, and no cost model."""

    def blind() -> TextReader:
        return _Blind()

    return Engines(
        damage=VisionModel(ToldDetector(damage), WAY),
        damaged_parts=VisionModel(ToldDetector(damaged_parts), WAY),
        car_parts=VisionModel(ToldDetector(car_parts), WAY),
        cars=VisionModel(ToldDetector(cars), WAY),
        subject=ToldSubject(subject),
        subject_from=0.6,
        airbag_from=0.9,
        open_text_reader=blind,
        tables=load_tables(tables_folder()),
        ratio_model=None,
        digests={"damage": "0" * 12},
        thresholds={"damage": 0.2},
    )


def a_photo(path: Path, shade: int = 120, size: tuple[int, int] = (320, 240)) -> Path:
    """Write a plain grey JPEG; another shade is another photo."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, (shade, shade, shade)).save(path, "JPEG")
    return path
