"""Mosaics whose four photos come from one data set, so that one rule holds for the whole picture."""

from __future__ import annotations

import random
from typing import Any

from claimapp.training.partial_labels import source_of

__all__ = ["SameSourceMosaic", "mosaics_within_sources"]


class SameSourceMosaic:
    """Chooses a mosaic's other photos from the set of its first; takes the place of two of its methods."""

    def __init__(self, mosaic: Any) -> None:
        self._mosaic = mosaic
        self._by_source: dict[str, list[int]] = {}
        for number, photo in enumerate(mosaic.dataset.im_files):
            self._by_source.setdefault(source_of(photo), []).append(number)
        self._source = ""

    def get_params(self, labels: dict[str, Any]) -> Any:
        """Remember the first photo's set, then go on as the mosaic does."""
        self._source = source_of(labels["im_file"])
        return type(self._mosaic).get_params(self._mosaic, labels)

    def get_indexes(self) -> list[int]:
        """Numbers of the other photos, drawn with replacement."""
        return random.choices(self._by_source[self._source], k=self._mosaic.n - 1)


def mosaics_within_sources(dataset: Any) -> int:
    """Change every mosaic among the data set's transforms; return how many there were."""
    from ultralytics.data.augment import Mosaic

    mosaics: list[Any] = [each for each in _flat(dataset.transforms) if isinstance(each, Mosaic)]
    for mosaic in mosaics:
        chooser = SameSourceMosaic(mosaic)
        mosaic.get_params, mosaic.get_indexes = chooser.get_params, chooser.get_indexes
    return len(mosaics)


def _flat(transform: Any) -> list[Any]:
    within = list(getattr(transform, "transforms", ()))
    before = getattr(transform, "pre_transform", None)
    return [transform, *(each for part in [*within, *([before] if before else [])] for each in _flat(part))]
