from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from claimapp.stages.disc.locate import (
    Candidate,
    candidates_by_size,
    cut_paper,
    find_paper,
    level_code,
    level_disc,
    looks_like_code,
)
from claimapp.training.disc_factory import Shot, draw_face, made_up_facts, photograph

Pixels = NDArray[np.uint8]


def photo(**shot: float) -> Pixels:
    rng = np.random.default_rng(5)
    return photograph(draw_face(made_up_facts(rng)), Shot(**shot), rng)  # type: ignore[arg-type]  # numbers of the table


def grey(pixels: Pixels) -> Pixels:
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.uint8)


def first_code(picture: Pixels) -> Candidate:
    for candidates in candidates_by_size(picture):
        for candidate in candidates:
            if looks_like_code(level_code(picture, candidate)):
                return candidate
    pytest.fail("no candidate has the look of a code")


@pytest.mark.parametrize("roll_deg", [0.0, 17.0, -40.0, 85.0, 120.0])
def test_code_is_found_at_any_roll_with_its_angle_and_length(roll_deg: float) -> None:
    found = first_code(grey(photo(module_px=2.0, roll_deg=roll_deg)))
    off = (found.angle_deg - roll_deg + 90) % 180 - 90
    assert abs(off) < 2
    assert found.long_px == pytest.approx(205 * 2.0, rel=0.15)


def test_level_code_has_one_size_whatever_the_photos_scale() -> None:
    widths = {level_code(p, first_code(p)).shape[1] for p in (grey(photo(module_px=m)) for m in (1.5, 4.0))}
    assert widths == {round(820 * 1.24)}


@pytest.mark.parametrize("seed", range(4))
def test_grilles_noise_and_plain_ground_have_no_look_of_a_code(seed: int) -> None:
    rng = np.random.default_rng(seed)
    picture = rng.integers(0, 255, (700, 900), dtype=np.uint8)
    picture[200:330, 200:700] = 90
    for x in range(200, 700, 12 + 6 * seed):
        picture[200:330, x : x + 5] = 210
    picture = cv2.GaussianBlur(picture, (0, 0), 1.5).astype(np.uint8)
    codes = [c for all_of_size in candidates_by_size(picture) for c in all_of_size]
    assert not any(looks_like_code(level_code(picture, c)) for c in codes)


def test_plain_picture_has_no_candidate() -> None:
    assert all(found == () for found in candidates_by_size(np.full((500, 700), 120, np.uint8)))


def test_a_cut_out_too_small_to_judge_is_no_code() -> None:
    assert not looks_like_code(np.zeros((20, 20), np.uint8))


def test_level_disc_shows_the_whole_disc_level() -> None:
    turned = photo(module_px=2.0, roll_deg=31.0)
    level = level_disc(turned, first_code(grey(turned)))
    assert level.shape == (1220, 1220, 3)
    assert abs(first_code(grey(level)).angle_deg) < 2
    paper = find_paper(grey(level))
    assert paper is not None
    assert paper.diameter_px == pytest.approx(900, rel=0.12)


def test_upside_down_cut_out_is_the_other_one_turned() -> None:
    turned = photo(module_px=2.0, roll_deg=10.0)
    place = first_code(grey(turned))
    one, other = level_disc(turned, place), level_disc(turned, place, upside_down=True)
    assert np.abs(one[::-1, ::-1].astype(int) - other).mean() < 12


def test_paper_is_found_without_its_code() -> None:
    pixels = photo(module_px=2.0)
    middle = pixels.shape[0] // 2
    pixels[middle - 20 : middle + 140, middle - 240 : middle + 240] = 250
    paper = find_paper(grey(pixels))
    assert paper is not None
    assert paper.centre_px == pytest.approx((middle, middle), abs=15)
    assert paper.diameter_px == pytest.approx(586, rel=0.1)
    assert cut_paper(pixels, paper).shape == (1220, 1220, 3)


def test_no_paper_where_nothing_is_round() -> None:
    picture = np.full((400, 600), 30, np.uint8)
    picture[50:350, 20:580] = 230
    assert find_paper(picture) is None
