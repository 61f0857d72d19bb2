"""A photo on its canvas and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.geometry import Size
from claimapp.errors import BadValue
from claimapp.runtime.letterbox import fit_onto_canvas, letterbox, network_input, photo_size

sides = st.integers(min_value=1, max_value=5000)


@pytest.mark.parametrize(
    ("photo", "side_px", "inner", "canvas", "border"),
    [
        (Size(1280, 960), 640, Size(640, 480), Size(672, 512), (16, 16)),  # landscape
        (Size(960, 1280), 640, Size(480, 640), Size(512, 672), (16, 16)),  # portrait
        (Size(320, 320), 640, Size(640, 640), Size(672, 672), (16, 16)),  # small photos are enlarged
        (Size(1000, 667), 512, Size(512, 342), Size(544, 384), (16, 21)),  # a scaled side is rounded
    ],
)
def test_canvas_follows_the_photo(
    photo: Size, side_px: int, inner: Size, canvas: Size, border: tuple[int, int]
) -> None:
    fit = fit_onto_canvas(photo, side_px)
    assert (fit.inner, fit.canvas, (fit.left_px, fit.top_px)) == (inner, canvas, border)


@given(sides, sides, st.sampled_from([256, 512, 640]))
@settings(max_examples=60)
def test_canvas_always_holds_the_photo_and_suits_the_network(width: int, height: int, side_px: int) -> None:
    fit = fit_onto_canvas(Size(width, height), side_px)
    assert max(fit.inner.width, fit.inner.height) == side_px
    assert fit.canvas.width % 32 == 0
    assert fit.canvas.height % 32 == 0
    assert 16 <= fit.canvas.width - fit.inner.width < 48
    assert 16 <= fit.canvas.height - fit.inner.height < 48


@given(sides, sides, st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=60)
def test_a_point_comes_back_to_where_it_was(width: int, height: int, x_share: float, y_share: float) -> None:
    fit = fit_onto_canvas(Size(width, height), 512)
    on_canvas = np.array(
        [fit.left_px + x_share * fit.inner.width, fit.top_px + y_share * fit.inner.height], dtype=np.float32
    )
    back = fit.points_to_photo(on_canvas)
    assert back == pytest.approx([x_share * width, y_share * height], abs=max(width, height) * 1e-5 + 1e-3)


def test_what_lies_in_the_border_is_clipped_to_the_photo() -> None:
    fit = fit_onto_canvas(Size(640, 480), 640)
    box = np.array([[0, 0, 672, 512]], dtype=np.float32)
    assert fit.boxes_to_photo(box).tolist() == [[0, 0, 640, 480]]


def test_no_boxes_stay_no_boxes() -> None:
    fit = fit_onto_canvas(Size(640, 480), 640)
    assert fit.boxes_to_photo(np.zeros((0, 4), dtype=np.float32)).shape == (0, 4)


def test_border_is_grey_and_photo_is_untouched_where_it_fits() -> None:
    photo = np.zeros((480, 640, 3), dtype=np.uint8)
    photo[:, :, 0] = 200
    canvas = letterbox(photo, fit_onto_canvas(Size(640, 480), 640))
    assert canvas.shape == (512, 672, 3)
    assert (canvas[:16] == 114).all()
    assert (canvas[16:496, 16:656] == photo).all()


def test_strong_shrinking_averages_fine_patterns() -> None:
    stripes = np.zeros((1600, 1600, 3), dtype=np.uint8)
    stripes[:, ::2] = 255
    inner = letterbox(stripes, fit_onto_canvas(Size(1600, 1600), 320))[16:336, 16:336]
    assert abs(int(inner.min()) - 127) < 30
    assert abs(int(inner.max()) - 127) < 30


def test_network_input_has_planes_first_and_shares() -> None:
    canvas = np.zeros((32, 64, 3), dtype=np.uint8)
    canvas[0, 1] = (255, 0, 51)
    planes = network_input(canvas)
    assert planes.shape == (1, 3, 32, 64)
    assert planes.dtype == np.float32
    assert planes[0, :, 0, 1].tolist() == pytest.approx([1.0, 0.0, 0.2])


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((4, 4), dtype=np.uint8),  # grey
        np.zeros((4, 4, 4), dtype=np.uint8),  # with transparency
        np.zeros((4, 4, 3), dtype=np.float32),  # not bytes
        np.zeros((0, 4, 3), dtype=np.uint8),  # empty
    ],
)
def test_what_is_no_photo_is_refused(pixels: np.ndarray) -> None:
    with pytest.raises(BadValue):
        photo_size(pixels)


def test_a_canvas_without_side_is_refused() -> None:
    with pytest.raises(BadValue):
        fit_onto_canvas(Size(10, 10), 0)


@pytest.mark.torch
@pytest.mark.parametrize(("width", "height"), [(640, 480), (700, 523), (333, 500)])
def test_photo_and_border_are_those_that_ultralytics_makes(width: int, height: int) -> None:
    from ultralytics.data.augment import LetterBox

    photo = np.random.default_rng(7).integers(0, 255, (height, width, 3), dtype=np.uint8)
    fit = fit_onto_canvas(Size(width, height), 512)
    ours = letterbox(photo, fit)[fit.top_px :, fit.left_px :][: fit.inner.height, : fit.inner.width]
    theirs: Any = LetterBox((512, 512), auto=False)(image=photo)
    top, left = (512 - fit.inner.height) // 2, (512 - fit.inner.width) // 2
    assert np.array_equal(theirs[top : top + fit.inner.height, left : left + fit.inner.width], ours)
    assert (theirs[:top] == 114).all()
    again: Any = LetterBox((fit.canvas.height, fit.canvas.width), auto=False, scaleup=False)(image=ours)
    assert np.array_equal(again, letterbox(photo, fit))
