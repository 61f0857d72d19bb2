from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from claimapp.stages.disc.locate import (
    Candidate,
    Paper,
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


# On drawn pictures, so that where a thing lies is known.


@pytest.mark.parametrize(
    ("shape", "sizes"), [((500, 300), 2), ((1200, 900), 2), ((900, 1200), 2), ((1201, 900), 4), ((3000, 4000), 4)]
)
def test_a_small_photo_is_looked_at_in_two_sizes_and_a_larger_one_in_four(shape: tuple[int, int], sizes: int) -> None:
    assert len(list(candidates_by_size(np.zeros(shape, np.uint8)))) == sizes


def bars(wide: int, high: int, *, module: int = 4, row: int = 12, ink: int = 20, paper: int = 220) -> Pixels:
    """Upright bars of chance in rows, as a PDF417 has them."""
    bits = np.random.default_rng(7).integers(0, 2, (high // row + 1, wide // module + 1))
    drawn = np.kron(bits, np.ones((row, module), dtype=int))[:high, :wide]
    return np.where(drawn == 1, ink, paper).astype(np.uint8)


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_a_code_is_told_by_its_place_size_and_angle_in_pixels_of_the_photo(scale: int) -> None:
    picture = np.full((800 * scale, 1000 * scale), 220, np.uint8)
    wide, high = 410 * scale, 96 * scale
    picture[300 * scale : 300 * scale + high, 200 * scale : 200 * scale + wide] = bars(wide, high, module=2 * scale,
                                                                                     row=6 * scale)  # fmt: skip
    found = first_code(picture)
    assert found.centre_px == pytest.approx((405 * scale, 348 * scale), abs=8 * scale)
    assert found.long_px == pytest.approx(wide, rel=0.08)
    assert found.short_px == pytest.approx(high, rel=0.25)
    assert abs(found.angle_deg) < 2


@pytest.mark.parametrize(
    ("wide", "high", "found"),
    [
        (410, 96, True),
        (160, 40, False),  # below 180 pixels nothing is readable
        (300, 200, False),  # too high for its length
        (760, 80, False),  # too long for its height
    ],
)
def test_only_what_has_a_code_s_size_and_shape_is_a_candidate(wide: int, high: int, found: bool) -> None:
    picture = np.full((800, 1000), 220, np.uint8)
    picture[300 : 300 + high, 100 : 100 + wide] = bars(wide, high, module=2, row=6)
    assert any(candidates_by_size(picture)) is found


_NOISE = np.random.default_rng(3).integers(0, 256, (1400, 1500), dtype=np.uint8)


def test_a_code_of_four_pixels_a_module_is_cut_out_as_it_is_with_its_margin() -> None:
    # 820 long and 100 high, 98.4 around it: 1017 x 297.
    level = level_code(_NOISE, Candidate((700.5, 600.5), 820, 100, 0))
    assert (level == _NOISE[452:749, 192:1209]).all()


@pytest.mark.parametrize(("angle", "more"), [(90, 0), (30, 60), (120, -30)])
def test_a_code_on_its_side_is_turned_level(angle: float, more: float) -> None:
    level = level_code(_NOISE, Candidate((700.5, 700.5), 820, 100, angle), more_deg=more)
    upright = np.rot90(_NOISE[192:1209, 552:849])
    # One pixel up or down, by which corner counts as the middle.
    assert np.abs(level[2:-2, 2:-2].astype(int) - np.roll(upright, 1, axis=0)[2:-2, 2:-2]).mean() < 3


@pytest.mark.parametrize("long_px", [410, 1640])
def test_a_smaller_code_is_enlarged_and_a_larger_one_reduced_about_its_middle(long_px: int) -> None:
    ramp = np.tile(np.linspace(0, 250, 2001), (1000, 1)).round().astype(np.uint8)  # one level in eight pixels
    level = level_code(ramp, Candidate((1000, 500), long_px, 100, 0))
    scale = 820 / long_px
    assert level.shape == (round((100 + 0.24 * long_px) * scale), 1017)
    for column in (0, 300, 508, 1016):
        shown = min(max((1000 + (column - 508.5) / scale) / 8, 0), 250)
        assert level[:, column].mean() == pytest.approx(shown, abs=1)


def test_a_reduced_cut_out_at_the_edge_of_the_photo_goes_on_with_its_last_pixels() -> None:
    ramp = np.tile(np.linspace(0, 250, 2001), (1000, 1)).round().astype(np.uint8)
    for centre, edge, level_of_edge in ((100, 0, 0), (1900, -1, 250)):
        level = level_code(ramp, Candidate((centre, 500), 1640, 100, 0))
        assert level[:, edge].mean() == pytest.approx(level_of_edge, abs=1)
        assert level[:, 508].mean() == pytest.approx(centre / 8, abs=1)


def test_the_disc_around_a_code_is_cut_out_at_1_95_of_its_length() -> None:
    colour = np.dstack([_NOISE] * 3)
    place = Candidate((700, 690), 1220 / 1.95, 90, 0)
    assert (level_disc(colour, place) == colour[80:1300, 90:1310]).all()
    turned = level_disc(colour, place, upside_down=True)
    assert (turned == colour[81:1301, 91:1311][::-1, ::-1]).mean() > 0.999
    sheet = Paper((700, 690), 1220 / 1.95 * 1.43)
    assert (cut_paper(colour, sheet) == colour[80:1300, 90:1310]).all()


@pytest.mark.parametrize(
    ("level", "code"),
    [
        (bars(1017, 297), True),
        (bars(1017, 297, ink=100, paper=140), True),
        (bars(1017, 297, ink=100, paper=120), False),  # hardly lighter than its ink
        (bars(1017, 297, module=20), False),  # too few changes
        (bars(1017, 297, row=400), False),  # a grille: its bars run on
        (np.ascontiguousarray(bars(297, 1017).T), False),  # bars that lie
        (bars(1017, 85), False),  # too few rows to judge
        (bars(190, 297), False),  # too short
        (np.full((297, 1017), 220, np.uint8), False),
        (np.full((297, 1017), 0, np.uint8), False),
    ],
)
@pytest.mark.filterwarnings("error")
def test_a_code_has_upright_dark_bars_whose_rows_differ(level: Pixels, code: bool) -> None:
    assert looks_like_code(level) is code


def test_more_changes_than_a_code_has_are_none() -> None:
    y, x = np.mgrid[0:297, 0:1017]
    stripes = np.where((x // 4 + (y // 24) % 2) % 2 == 0, 20, 220).astype(np.uint8)  # 192 changes a row
    assert not looks_like_code(stripes)
    half = np.where((x // 8 + (y // 24) % 2) % 2 == 0, 20, 220).astype(np.uint8)  # 96
    assert looks_like_code(half)


def sheet(centre: tuple[int, int], axes: tuple[int, int], shape: tuple[int, int] = (1000, 1200)) -> Pixels:
    picture = np.full(shape, 40, np.uint8)
    return np.asarray(cv2.ellipse(picture, centre, axes, 0, 0, 360, 230, -1), dtype=np.uint8)


def test_a_sheet_is_told_by_its_middle_and_its_longer_diameter() -> None:
    paper = find_paper(sheet((700, 450), (300, 240)))
    assert paper is not None
    assert paper.centre_px == pytest.approx((700, 450), abs=4)
    assert paper.diameter_px == pytest.approx(600, rel=0.02)
    small = find_paper(sheet((250, 200), (100, 100), (400, 500)))
    assert small is not None
    assert small.centre_px == pytest.approx((250, 200), abs=2)
    assert small.diameter_px == pytest.approx(200, rel=0.03)


@pytest.mark.parametrize(
    ("axes", "found"),
    [
        ((120, 110), True),
        ((100, 95), False),  # below three hundredths of the photo
        ((300, 190), True),
        ((300, 170), False),  # too flat for a disc
    ],
)
def test_a_sheet_is_large_enough_and_round(axes: tuple[int, int], found: bool) -> None:
    assert (find_paper(sheet((600, 500), axes)) is not None) is found


def test_of_two_sheets_the_larger_is_taken_and_print_makes_no_hole_in_it() -> None:
    both = np.maximum(sheet((300, 500), (200, 200)), sheet((850, 500), (250, 250)))
    both[480:520, 760:940:12] = 40
    paper = find_paper(both)
    assert paper is not None
    assert paper.centre_px == pytest.approx((850, 500), abs=4)
