"""Photos that are there twice, also recompressed or made smaller: one is kept, the others are named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import cv2
import numpy as np
from numpy.typing import NDArray

from claimapp.domain.caution import Caution
from claimapp.errors import PhotoProblem
from claimapp.stages.intake.decode import read_small
from claimapp.stages.intake.left_out import own_drawings, same_photo
from claimapp.stages.intake.source import PhotoSource

__all__ = ["Glance", "glance", "is_same", "without_doubles"]

_LOOKED_AT_PX = 256
_GRID = 64
_MOST_BITS = 6
"""Of 64, by which the hashes of one photo may differ after recompression and resizing."""
_MOST_DIFFERENCE = 27.0
"""Of 255, in any of the 64 x 64 fields. The hash alone cannot tell two licence discs apart.

Measured on the val split of claims-tr (134 photos of damaged cars, many of one car), on licence
discs and on copies of 160 to 1600 px at JPEG quality 30 to 85: copies differ by at most 5 bits
and 25 levels; different photos by at least 13 bits; the same photo cut 0.3 % to the side (2 of
640 pixels; the next one of a burst moves more) by at least 29 levels; two discs of one car, which
only differ in their print, by 2 bits and 73 levels. `tests/unit/stages/intake/test_alike.py`
measures it again.
"""
_DRAWN_BITS = 10
"""Lines and labels change a hash more than recompression does; only asked where the name is a drawing's."""
_FLAT = 4.0
"""Levels of spread below which a picture shows nothing, and only its bytes can say that it is another's copy."""
_DRAWING_NAME = re.compile(r"^p[0-9]+_(.+)$")


@dataclass(frozen=True, slots=True)
class Glance:
    """What is compared: 64 bits, (64, 64) grey levels, the hash of the bytes; and how much the photo holds.

    `worth` orders copies: pixels of the whole photo, whether the camera's time is in it, bytes.
    """

    bits: NDArray[np.bool_]
    grey: NDArray[np.float32]
    flat: bool
    sha256: str
    worth: tuple[int, bool, int]


def glance(source: PhotoSource) -> Glance:
    """Look at a photo small; raises PhotoProblem as `decode_file`."""
    seen = read_small(source, _LOOKED_AT_PX)
    grey = cv2.cvtColor(seen.pixels_rgb, cv2.COLOR_RGB2GRAY)
    coarse = cv2.resize(grey, (9, 8), interpolation=cv2.INTER_AREA).astype(np.int16)
    fields = cv2.resize(grey, (_GRID, _GRID), interpolation=cv2.INTER_AREA).astype(np.float32)
    return Glance(
        (coarse[:, 1:] > coarse[:, :-1]).ravel(),
        fields,
        bool(fields.std() < _FLAT),
        seen.sha256,
        (seen.size.width * seen.size.height, seen.taken is not None, seen.bytes_read),
    )


def is_same(one: Glance, other: Glance) -> bool:
    """Whether two photos are the same picture: of the same bytes, or recompressed or resized."""
    if one.sha256 == other.sha256:
        return True
    if one.flat or other.flat or _bits_apart(one, other) > _MOST_BITS:
        return False
    return float(np.abs(one.grey - other.grey).max()) <= _MOST_DIFFERENCE


def without_doubles(sources: Sequence[PhotoSource]) -> tuple[tuple[PhotoSource, ...], tuple[Caution, ...]]:
    """Keep the largest of each photo, in the order given, and name the others.

    Of equally large ones that is the one as the camera wrote it. What cannot be decoded is
    kept: looking at it says why. A drawing that an older version made, without the mark in
    it, is known by its name beside the photo that it was made of.
    """
    seen: list[tuple[PhotoSource, Glance]] = []
    for source in sources:
        try:
            seen.append((source, glance(source)))
        except PhotoProblem:
            continue
    drawn = _drawings(seen)
    # The one that holds most first; of equals the earlier, since sorting keeps their order.
    kept: list[tuple[PhotoSource, Glance]] = []
    doubles: dict[str, str] = {}
    for source, found in sorted(seen, key=lambda item: item[1].worth, reverse=True):
        if source.file in drawn:
            continue
        same = next((other.file for other, its in kept if is_same(found, its)), None)
        if same is None:
            kept.append((source, found))
        else:
            doubles[source.file] = same
    cautions = [same_photo(source.file, kept=doubles[source.file]) for source in sources if source.file in doubles]
    if drawn:
        cautions.append(own_drawings(drawn))
    left_out = {*doubles, *drawn}
    return tuple(source for source in sources if source.file not in left_out), tuple(cautions)


def _drawings(seen: Sequence[tuple[PhotoSource, Glance]]) -> list[str]:
    """Files named as drawings (`p1_bump.jpg`) of another of the photos, and looking like it."""
    stems: dict[str, list[Glance]] = {}
    for source, found in seen:
        stems.setdefault(_as_drawn(PurePosixPath(source.file).stem), []).append(found)
    drawn = []
    for source, found in seen:
        named = _DRAWING_NAME.match(PurePosixPath(source.file).stem)
        if named and any(_bits_apart(found, other) <= _DRAWN_BITS for other in stems.get(named[1], [])):
            drawn.append(source.file)
    return drawn


def _as_drawn(stem: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "_", stem).strip("._")


def _bits_apart(one: Glance, other: Glance) -> int:
    return int(np.count_nonzero(one.bits != other.bits))
