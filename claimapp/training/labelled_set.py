"""Read a labelled data set in ultralytics' layout: data.yaml, images/<split>, labels/<split>."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from claimapp.errors import UsageProblem
from claimapp.training.val_halves import ValHalf, half_of

__all__ = ["PHOTO_ENDINGS", "LabelledPhoto", "LabelledSet", "Truth", "class_names", "photos_of_split"]

PHOTO_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp"})


@dataclass(frozen=True, slots=True)
class Truth:
    """One labelled thing: class number of the set, box (4,) and polygon (N, 2), as shares of the photo, 0 to 1."""

    class_id: int
    box_xyxy_share: NDArray[np.float64]
    polygon_share: NDArray[np.float64] | None


@dataclass(frozen=True, slots=True)
class LabelledPhoto:
    """A photo's file and what is labelled on it; no labels means that nothing is there."""

    file: Path
    truths: tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """One split of a data set: class names by number and the photos in name order."""

    classes: tuple[str, ...]
    photos: tuple[LabelledPhoto, ...]

    @classmethod
    def load(cls, data: Path, split: str) -> LabelledSet:
        """Read the labels of a split; photos are not opened.

        Raises:
            UsageProblem: if the folder, its data.yaml, the split or a label line is not as it should be.
        """
        classes = class_names(data)
        files = photos_of_split(data, split)
        labels = data / "labels" / split
        return cls(
            classes,
            tuple(LabelledPhoto(file, tuple(_truths(labels / f"{file.stem}.txt", len(classes)))) for file in files),
        )

    def half(self, half: ValHalf) -> LabelledSet:
        """Only the photos of one half (`val_halves.py`)."""
        return LabelledSet(self.classes, tuple(photo for photo in self.photos if half_of(photo.file.stem) is half))


def photos_of_split(data: Path, split: str) -> tuple[Path, ...]:
    """Files of a split's photos, by name.

    Raises:
        UsageProblem: if there is no such split, or no photo in it.
    """
    folder = data / "images" / split
    if not folder.is_dir():
        raise UsageProblem(
            f"the data set has no split {split!r}", hint=f"it is looked for in images/{split}", where=str(data)
        )
    files = tuple(sorted(file for file in folder.iterdir() if file.suffix.lower() in PHOTO_ENDINGS))
    if not files:
        raise UsageProblem("there is no photo (jpg, jpeg, png, webp)", where=str(folder))
    return files


def class_names(data: Path) -> tuple[str, ...]:
    """Class names by number from a set's data.yaml, which lists them or maps numbers to them.

    Raises:
        UsageProblem: if the file is missing or names no classes.
    """
    listing = data / "data.yaml"
    if not listing.is_file():
        raise UsageProblem(
            "the folder has no data.yaml", hint="give a data set in ultralytics' layout", where=str(data)
        )
    try:
        names = yaml.safe_load(listing.read_text(encoding="utf-8"))["names"]
        ordered = [names[number] for number in sorted(names)] if isinstance(names, dict) else list(names)
    except (yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError) as problem:
        raise UsageProblem(
            "the file names no classes", hint="it needs `names:` with a list or a map", where=str(listing)
        ) from problem
    return tuple(str(name) for name in ordered)


def _truths(labels: Path, class_count: int) -> Iterator[Truth]:
    if not labels.exists():
        return
    # A line twice is one label (exports repeat them now and then).
    for line in dict.fromkeys(labels.read_text(encoding="utf-8").splitlines()):
        if line.strip():
            yield _truth(line, class_count, labels)


def _truth(line: str, class_count: int, labels: Path) -> Truth:
    """Read `class x y w h` or `class x1 y1 x2 y2 x3 y3 …`."""
    try:
        head, *rest = (float(word) for word in line.split())
    except ValueError:
        head, rest = -1.0, []
    polygon = len(rest) >= 6 and len(rest) % 2 == 0
    if not (polygon or len(rest) == 4) or head != int(head) or not 0 <= head < class_count:
        raise UsageProblem(
            f"the line {line[:60]!r} is neither a box nor a polygon of a known class",
            hint="a line is `class x y w h` or `class x1 y1 x2 y2 x3 y3 ...`",
            where=str(labels),
        )
    if polygon:
        points = np.clip(np.array(rest).reshape(-1, 2), 0, 1)
        return Truth(int(head), np.concatenate([points.min(axis=0), points.max(axis=0)]), points)
    centre, half = np.array(rest[:2]), np.array(rest[2:]) / 2
    return Truth(int(head), np.clip(np.concatenate([centre - half, centre + half]), 0, 1), None)
