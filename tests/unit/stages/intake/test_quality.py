"""quality.py: blur, darkness and smallness are told apart, and no shape of photo breaks the judgement."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from claimapp.domain.caution import Caution, CautionCode
from claimapp.stages.intake.quality import is_black, judge_quality


def _scene(width: int = 1200, height: int = 900) -> NDArray[np.uint8]:
    """A lit scene with edges: light boards of some 40 pixels."""
    y, x = np.mgrid[0:height, 0:width]
    board = np.where(((x // 40) + (y // 40)) % 2 == 0, 210, 90).astype(np.uint8)
    return np.ascontiguousarray(np.dstack([board] * 3))


def _blurred(pixels_rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.GaussianBlur(pixels_rgb, (0, 0), 15), dtype=np.uint8)


def test_a_sharp_lit_photo_has_no_warning() -> None:
    quality = judge_quality(_scene())
    assert quality.warnings == ()
    assert quality.blur < 0.3
    assert quality.dark < 0.3


def test_a_blurred_photo_is_warned_of_and_worse_than_a_sharp_one() -> None:
    quality = judge_quality(_blurred(_scene()))
    assert quality.blur > 0.6
    assert [warning.code for warning in quality.warnings] == [CautionCode.PHOTO_BLURRED]


def test_a_photo_sharp_in_one_corner_of_a_plain_door_is_not_called_blurred() -> None:
    plain = np.full((900, 1200, 3), 200, dtype=np.uint8)
    plain[:300, :400] = _scene(400, 300)
    assert judge_quality(plain).warnings == ()


def test_a_dark_photo_is_warned_of() -> None:
    quality = judge_quality((_scene() // 8).astype(np.uint8))
    assert quality.dark > 0.6
    assert CautionCode.PHOTO_DARK in {warning.code for warning in quality.warnings}


def test_black_is_wholly_dark_and_wholly_blurred() -> None:
    quality = judge_quality(np.zeros((600, 800, 3), dtype=np.uint8))
    assert (quality.blur, quality.dark) == (1, 1)


def test_a_small_photo_names_its_size() -> None:
    quality = judge_quality(_scene(400, 300))
    assert Caution.of(CautionCode.PHOTO_SMALL, width_px=400, height_px=300) in quality.warnings
    assert CautionCode.PHOTO_SMALL not in {warning.code for warning in judge_quality(_scene(480, 300)).warnings}


def test_megapixels_do_not_make_a_photo_look_sharper_or_blurrier() -> None:
    small = _blurred(_scene(1600, 1200))
    large = np.asarray(cv2.resize(small, (3200, 2400), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    assert judge_quality(large).blur == pytest.approx(judge_quality(small).blur, abs=0.05)


@settings(max_examples=30)
@given(width=st.integers(1, 2500), height=st.integers(1, 40), value=st.integers(0, 255))
def test_any_shape_is_judged_between_0_and_1(width: int, height: int, value: int) -> None:
    for shape in ((height, width, 3), (width, height, 3)):
        quality = judge_quality(np.full(shape, value, dtype=np.uint8))
        assert 0 <= quality.blur <= 1
        assert 0 <= quality.dark <= 1


def test_how_blurred_a_photo_is_follows_from_its_edges() -> None:
    # Signs 1 above and below grey, as on a chessboard: the Laplacian is 8 everywhere, up and down; its variance is 64.
    y, x = np.mgrid[0:480, 0:480]
    board = np.where((x + y) % 2 == 0, 129, 127).astype(np.uint8)
    quality = judge_quality(np.ascontiguousarray(np.dstack([board] * 3)))
    assert quality.blur == round(1 / (1 + 64 / 60), 3) == 0.484


@pytest.mark.parametrize(
    ("grey", "dark", "warned"), [(110, 0.0, False), (55, 0.5, False), (45, 0.591, False), (44, 0.6, True)]
)
def test_a_photo_is_dark_by_its_brighter_quarter_and_warned_of_from_six_tenths(
    grey: int, dark: float, warned: bool
) -> None:
    quality = judge_quality(np.full((480, 640, 3), grey, dtype=np.uint8))
    assert quality.dark == dark
    assert (CautionCode.PHOTO_DARK in {warning.code for warning in quality.warnings}) is warned


def test_the_blur_of_a_photo_larger_than_the_working_size_is_judged_on_the_smaller_one() -> None:
    # Averaged two by two, signs of 2 pixels become one grey: nothing is sharp any more.
    y, x = np.mgrid[0:1600, 0:1200]
    board = np.where((x + y) % 2 == 0, 255, 0).astype(np.uint8)
    tall = np.ascontiguousarray(np.dstack([board] * 3))
    assert judge_quality(tall).blur == 1
    assert judge_quality(np.ascontiguousarray(tall.transpose(1, 0, 2))).blur == 1
    assert judge_quality(np.ascontiguousarray(tall[:800, :800])).blur < 0.01


def test_a_wide_photo_of_few_rows_is_small_by_its_longer_side() -> None:
    assert CautionCode.PHOTO_SMALL not in {warning.code for warning in judge_quality(_scene(40, 480)).warnings}
    assert Caution.of(CautionCode.PHOTO_SMALL, width_px=40, height_px=479) in judge_quality(_scene(40, 479)).warnings


@pytest.mark.parametrize(("sharp_tiles", "blurred"), [(4, False), (3, True)])
def test_a_photo_is_as_sharp_as_its_sharpest_twentieth(sharp_tiles: int, blurred: bool) -> None:
    # 64 tiles of 60 x 60 pixels: the 95th percentile lies between the fourth and the fifth sharpest.
    y, x = np.mgrid[0:480, 0:480]
    board = np.where((x + y) % 2 == 0, 160, 96).astype(np.uint8)
    board[55:, :] = 128
    board[:, sharp_tiles * 60 - 5 :] = 128
    warned = {warning.code for warning in judge_quality(np.ascontiguousarray(np.dstack([board] * 3))).warnings}
    assert (CautionCode.PHOTO_BLURRED in warned) is blurred


def test_a_dark_photo_with_a_bright_quarter_is_not_dark() -> None:
    pixels = np.zeros((480, 640, 3), dtype=np.uint8)
    pixels[:, :162] = 120
    assert judge_quality(pixels).dark == 0
    pixels[:, 158:] = 0
    assert judge_quality(pixels).dark == 1


def test_a_photo_without_light_and_edges_is_black() -> None:
    def photo(shade: int) -> np.ndarray:
        return np.full((200, 300, 3), shade, dtype=np.uint8)

    lit = photo(0)
    lit[50:100, 50:100] = 40  # something is there
    assert [is_black(judge_quality(each)) for each in (photo(0), photo(3), photo(255), lit)] == [
        True,
        False,
        False,
        False,
    ]
