"""Mosaics of one data set's photos."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from claimapp.training.same_source_mosaic import SameSourceMosaic, mosaics_within_sources

FILES = ["a__1.jpg", "a__2.jpg", "b__1.jpg", "a__3.jpg"]


class Mosaic:
    n = 4

    def __init__(self) -> None:
        self.dataset = SimpleNamespace(im_files=FILES)
        self.asked: list[dict[str, Any]] = []

    def get_params(self, labels: dict[str, Any]) -> str:
        self.asked.append(labels)
        return "params"


@pytest.mark.parametrize(("first", "others"), [("/x/a__2.jpg", {0, 1, 3}), ("/x/b__1.jpg", {2})])
def test_the_other_photos_come_from_the_first_ones_set(first: str, others: set[int]) -> None:
    mosaic = Mosaic()
    chooser = SameSourceMosaic(mosaic)
    assert chooser.get_params({"im_file": first}) == "params"
    drawn = [chooser.get_indexes() for _ in range(20)]
    assert all(len(each) == 3 for each in drawn)
    assert {number for each in drawn for number in each} <= others


@pytest.mark.torch
def test_every_mosaic_among_the_transforms_is_changed() -> None:
    from ultralytics.data import augment

    dataset = SimpleNamespace(im_files=FILES, cache="ram")
    mosaic: Any = augment.Mosaic(dataset, imgsz=64)
    compose: Any = augment.Compose
    dataset.transforms = compose([compose([mosaic]), augment.RandomFlip()])
    assert mosaics_within_sources(dataset) == 1
    mosaic.get_indexes.__self__._source = "b"
    assert mosaic.get_indexes() == [2, 2, 2]
