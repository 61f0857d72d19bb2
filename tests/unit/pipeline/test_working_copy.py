"""A photo is shrunk once, and what is seen on the copy lies where it lies on the photo."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.geometry import Box
from claimapp.errors import BadValue
from claimapp.pipeline.working_copy import LONGEST_PX, WorkingCopy


def _photo(width: int, height: int) -> np.ndarray:
    return np.zeros((height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize(("width", "height"), [(1280, 960), (640, 480), (1, 1), (30, 1280)])
def test_a_photo_that_is_small_enough_is_taken_as_it_is(width: int, height: int) -> None:
    photo = _photo(width, height)
    copy = WorkingCopy.of(photo)
    assert copy.pixels_rgb is photo
    assert (copy.across, copy.down) == (1, 1)


@pytest.mark.parametrize(
    ("photo", "copy"), [((4000, 3000), (1280, 960)), ((3000, 4000), (960, 1280)), ((12800, 5), (1280, 1))]
)
def test_a_large_one_is_shrunk_along_its_longer_side(photo: tuple[int, int], copy: tuple[int, int]) -> None:
    made = WorkingCopy.of(_photo(*photo))
    assert made.pixels_rgb.shape == (copy[1], copy[0], 3)
    assert (made.across, made.down) == (photo[0] / copy[0], photo[1] / copy[1])


def test_what_lies_on_the_copy_is_told_where_it_lies_on_the_photo() -> None:
    photo = _photo(4000, 2000)
    photo[500:1000, 1000:3000] = 255
    copy = WorkingCopy.of(photo)
    rows, columns = np.nonzero(copy.pixels_rgb[..., 0] > 127)
    box = copy.box_on_photo(Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))
    assert box.xyxy == pytest.approx((1000, 500, 3000, 1000), abs=2)
    assert copy.box_on_copy(Box(1000, 500, 3000, 1000)).xyxy == pytest.approx((320, 160, 960, 320))
    outline = copy.outline_on_photo(((0.0, 0.0), (1280.0, 0.0), (1280.0, 640.0)))
    assert outline is not None
    assert [value for point in outline for value in point] == pytest.approx([0, 0, 4000, 0, 4000, 2000])
    assert copy.outline_on_photo(None) is None


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_the_copys_corner_is_the_photos(width: int, height: int) -> None:
    copy = WorkingCopy.of(_photo(width, height))
    high, wide, _ = copy.pixels_rgb.shape
    assert max(high, wide) <= LONGEST_PX
    assert copy.box_on_photo(Box(0, 0, wide, high)).xyxy == pytest.approx((0, 0, width, height))


def test_an_array_that_is_no_photo_is_refused() -> None:
    with pytest.raises(BadValue):
        WorkingCopy.of(np.zeros((4, 4), dtype=np.uint8))
