"""Find photos that stand in training and in a held-out split: the same photo, also turned, mirrored or recoloured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from claimapp.errors import UsageProblem
from claimapp.training.labelled_set import PHOTO_ENDINGS
from claimapp.training.recipes import Recipe

__all__ = ["SAME_PHOTO", "Double", "DoublesFound", "doubles_between", "doubles_of_held_out", "edge_pattern", "turns"]

SAME_PHOTO = 0.9
"""Edge patterns correlated from here on are one photo. Measured: of 150 photos that were turned, recoloured, stretched
and saved anew the least alike gave 0.93; of all pairs of different photos the most alike (one studio) gave 0.85."""

_LOOKED_AT_PX = 96
_CELLS = 24
_HELD_OUT = ("val", "test")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Double:
    """A train photo and the held-out photo that it repeats; `alike` is their correlation, up to 1."""

    train: Path
    held_out: Path
    alike: float


@dataclass(frozen=True, slots=True)
class DoublesFound:
    """What a comparison gave: how many photos were held against each other, the pairs, the most alike of all pairs."""

    train_photos: int
    held_out_photos: int
    most_alike: float
    pairs: tuple[Double, ...]

    def told(self) -> str:
        """One line for people."""
        compared = f"{self.train_photos} train photos held against {self.held_out_photos} of val and test"
        found = f"{len(self.pairs)} pairs are one photo" if self.pairs else "none is the same photo"
        return f"{compared}, turned and mirrored: {found}; most alike {self.most_alike:.2f} of {SAME_PHOTO:.2f}"


def doubles_of_held_out(recipe: Recipe, data_root: Path) -> DoublesFound:
    """Hold every train photo of the recipe's sets against every val and test photo of them.

    Raises:
        UsageProblem: if a photo cannot be read.
    """
    sets = [data_root / source.name / "images" for source in recipe.sources]
    train = [photo for folder in sets for photo in _photos(folder / "train")]
    held_out = [photo for folder in sets for split in _HELD_OUT for photo in _photos(folder / split)]
    return doubles_between(train, held_out)


def doubles_between(train: Sequence[Path], held_out: Sequence[Path]) -> DoublesFound:
    """Hold photos against others in all eight turns and mirrorings; an empty side gives no pairs.

    Raises:
        UsageProblem: if a photo cannot be read.
    """
    if not train or not held_out:
        return DoublesFound(len(train), len(held_out), 0.0, ())
    known = np.stack([_unit(edge_pattern(_small(photo))) for photo in train])
    asked = [edge_pattern(_small(photo)) for photo in held_out]
    alike = np.full((len(held_out), len(train)), -1.0, dtype=np.float32)
    for turned in zip(*(turns(pattern) for pattern in asked), strict=True):
        np.maximum(alike, np.stack([_unit(pattern) for pattern in turned]) @ known.T, out=alike)
    pairs = [
        Double(train[int(number)], held_out[int(row)], float(alike[row, number]))
        for row, number in zip(*np.nonzero(alike >= SAME_PHOTO), strict=True)
    ]
    pairs.sort(key=lambda pair: -pair.alike)
    return DoublesFound(len(train), len(held_out), float(alike.max()), tuple(pairs))


def edge_pattern(pixels_rgb: NDArray[np.uint8]) -> Floats:
    """Strength of edges on a grid (24, 24), stretched over the photo; colours and brightness are evened out first."""
    small = cv2.resize(pixels_rgb, (_LOOKED_AT_PX, _LOOKED_AT_PX), interpolation=cv2.INTER_AREA).astype(np.float32)
    even = ((small - small.mean(axis=(0, 1))) / (small.std(axis=(0, 1)) + 1e-3)).mean(axis=2)
    across, down = cv2.Sobel(even, cv2.CV_32F, 1, 0), cv2.Sobel(even, cv2.CV_32F, 0, 1)
    strength = np.log1p(np.hypot(across, down))
    return np.asarray(cv2.resize(strength, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA), dtype=np.float32)


def turns(pattern: Floats) -> list[Floats]:
    """The eight ways a square can lie: four quarter turns, each also mirrored."""
    return [
        side for quarter in range(4) for turned in [np.rot90(pattern, quarter)] for side in (turned, turned[:, ::-1])
    ]


def _unit(pattern: Floats) -> Floats:
    flat = pattern.reshape(-1) - pattern.mean()
    return np.asarray(flat / (np.linalg.norm(flat) + 1e-6), dtype=np.float32)


def _small(photo: Path) -> NDArray[np.uint8]:
    try:
        with Image.open(photo) as opened:
            opened.draft("RGB", (2 * _LOOKED_AT_PX, 2 * _LOOKED_AT_PX))
            return np.asarray(ImageOps.exif_transpose(opened).convert("RGB"))
    except (OSError, UnidentifiedImageError) as problem:
        raise UsageProblem("the photo cannot be read", hint="take it out of the set", where=str(photo)) from problem


def _photos(folder: Path) -> Iterable[Path]:
    if folder.is_dir():
        yield from sorted(photo for photo in folder.iterdir() if photo.suffix.lower() in PHOTO_ENDINGS)
