"""geometry.py: boxes and outlines, by literals and by property."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.geometry import Box, Outline, Size, outline_area, outline_inside, union_area
from claimapp.errors import BadValue

_px = st.floats(min_value=-2000, max_value=2000, allow_nan=False, width=32)


@st.composite
def _boxes(draw: st.DrawFn) -> Box:
    (x0, x1), (y0, y1) = sorted((draw(_px), draw(_px))), sorted((draw(_px), draw(_px)))
    return Box(x0, y0, x1, y1)


@st.composite
def _round_outlines(draw: st.DrawFn) -> Outline:
    """Convex outlines: points of an ellipse in order."""
    x, y = draw(_px), draw(_px)
    wide, high = draw(st.floats(1, 500)), draw(st.floats(1, 500))
    turns = sorted(draw(st.lists(st.floats(0, 2 * math.pi), min_size=3, max_size=12)))
    return tuple((x + wide * math.cos(turn), y + high * math.sin(turn)) for turn in turns)


def _corners(box: Box) -> Outline:
    return ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))


@pytest.mark.parametrize(("width", "height"), [(0, 5), (5, 0), (-1, 5)])
def test_a_photo_without_pixels_is_refused(width: int, height: int) -> None:
    with pytest.raises(BadValue, match=f"{width} x {height}"):
        Size(width, height)


def test_a_size_counts_its_pixels() -> None:
    assert Size(4000, 3000).area == 12_000_000
    assert Size(1, 1).area == 1


@pytest.mark.parametrize("xyxy", [(5, 0, 4, 1), (0, 5, 1, 4), (math.nan, 0, 1, 1), (0, 0, 1, math.nan)])
def test_a_box_with_its_corners_the_wrong_way_round_is_refused(xyxy: tuple[float, float, float, float]) -> None:
    with pytest.raises(BadValue, match="wrong way round"):
        Box(*xyxy)


def test_a_box_measures_itself() -> None:
    box = Box(10, 20, 40, 30)
    assert (box.width, box.height, box.area, box.centre) == (30, 10, 300, (25, 25))
    assert box.xyxy == (10, 20, 40, 30)


_cells = st.integers(0, 12)


@given(st.lists(st.tuples(_cells, _cells, _cells, _cells), max_size=6))
def test_boxes_cover_together_the_cells_that_any_of_them_covers(corners: list[tuple[int, int, int, int]]) -> None:
    boxes = [Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for x0, y0, x1, y1 in corners]
    covered = {
        (x, y) for box in boxes for x in range(int(box.x0), int(box.x1)) for y in range(int(box.y0), int(box.y1))
    }
    assert union_area(boxes) == len(covered)


@given(_round_outlines())
def test_the_box_around_an_outline_touches_it_on_all_four_sides(outline: Outline) -> None:
    box = Box.around(outline)
    assert {box.x0, box.x1} <= {x for x, _ in outline}
    assert {box.y0, box.y1} <= {y for _, y in outline}
    assert all(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for x, y in outline)


def test_nothing_has_no_bounds() -> None:
    with pytest.raises(BadValue, match="without a point"):
        Box.around(())


@given(_boxes(), _boxes())
def test_overlap_is_the_same_both_ways_and_never_more_than_either(one: Box, other: Box) -> None:
    shared = one.overlap_area(other)
    assert shared == other.overlap_area(one)
    assert 0 <= shared <= min(one.area, other.area)


@given(_boxes(), _boxes())
def test_shares_stay_between_0_and_1_and_iou_never_exceeds_the_share_of_the_smaller(one: Box, other: Box) -> None:
    assert 0 <= one.iou(other) <= 1
    assert one.iou(other) == other.iou(one)
    assert one.iou(other) <= one.overlap_over_smaller(other) + 1e-9
    assert one.overlap_over_smaller(other) <= 1


@given(_boxes())
def test_a_box_agrees_wholly_with_itself_unless_it_is_empty(box: Box) -> None:
    whole = 1.0 if box.area > 0 else 0.0
    assert box.iou(box) == whole
    assert box.overlap_over_smaller(box) == whole


def test_boxes_that_only_touch_share_nothing() -> None:
    assert Box(0, 0, 10, 10).overlap_area(Box(10, 0, 20, 10)) == 0


def test_a_scratch_wholly_on_a_large_door_lies_on_it_wholly() -> None:
    assert Box(0, 0, 1000, 1000).overlap_over_smaller(Box(400, 400, 500, 410)) == 1
    assert Box(0, 0, 1000, 1000).iou(Box(400, 400, 500, 410)) == pytest.approx(0.001)


def test_boxes_smaller_than_a_pixel_agree_like_larger_ones() -> None:
    assert Box(0, 0, 0.5, 0.5).iou(Box(0, 0, 0.5, 0.25)) == 0.5


@given(_boxes(), _boxes())
def test_the_hull_holds_both_boxes(one: Box, other: Box) -> None:
    hull = one.hull(other)
    assert hull.overlap_area(one) == one.area
    assert hull.overlap_area(other) == other.area
    assert hull == other.hull(one)


@given(_boxes())
def test_a_clipped_box_lies_on_the_photo_and_is_what_box_and_photo_share(box: Box) -> None:
    size = Size(640, 480)
    clipped = box.clipped(size)
    assert 0 <= clipped.x0 <= clipped.x1 <= 640
    assert 0 <= clipped.y0 <= clipped.y1 <= 480
    assert clipped.area == box.overlap_area(Box(0, 0, 640, 480))
    assert clipped.clipped(size) == clipped


def test_a_box_wholly_outside_is_clipped_to_no_area_and_not_an_error() -> None:
    assert Box(-50, -50, -10, -10).clipped(Size(100, 100)).area == 0


@pytest.mark.parametrize("points", [(), ((1.0, 1.0),), ((1.0, 1.0), (5.0, 5.0))])
def test_fewer_than_three_points_have_no_area(points: Outline) -> None:
    assert outline_area(points) == 0


def test_the_area_of_a_triangle_is_half_of_base_times_height() -> None:
    assert outline_area(((0, 0), (10, 0), (3, 4))) == 20


@given(_round_outlines())
def test_area_does_not_depend_on_direction_or_first_point(outline: Outline) -> None:
    area = outline_area(outline)
    assert outline_area(outline[::-1]) == pytest.approx(area, rel=1e-6, abs=1e-3)
    assert outline_area((*outline[2:], *outline[:2])) == pytest.approx(area, rel=1e-6, abs=1e-3)


@given(_boxes(), _boxes())
def test_the_outline_of_a_box_cut_to_a_box_has_the_overlap_of_the_boxes(one: Box, other: Box) -> None:
    inside = outline_inside(_corners(one), other)
    assert outline_area(inside) == pytest.approx(one.overlap_area(other), rel=1e-6, abs=1e-2)


@given(_round_outlines(), _boxes())
def test_an_outline_cut_to_a_box_lies_in_it_and_is_no_larger_than_either(outline: Outline, box: Box) -> None:
    inside = outline_inside(outline, box)
    near = 1e-6 * 4000
    assert all(box.x0 - near <= x <= box.x1 + near and box.y0 - near <= y <= box.y1 + near for x, y in inside)
    assert outline_area(inside) <= min(outline_area(outline), box.area) * (1 + 1e-6) + 1e-2


@given(_round_outlines(), _px)
def test_two_halves_of_a_box_hold_the_two_parts_of_an_outline(outline: Outline, middle: float) -> None:
    left = outline_inside(outline, Box(-9000, -9000, middle, 9000))
    right = outline_inside(outline, Box(middle, -9000, 9000, 9000))
    assert outline_area(left) + outline_area(right) == pytest.approx(outline_area(outline), rel=1e-6, abs=1e-2)


def test_a_hollow_outline_is_cut_with_its_right_area() -> None:
    # A U of 30 x 30 with a slot of 10 x 20 from above; the box takes the upper half: two legs of 10 x 15.
    u_shape = ((0, 0), (10, 0), (10, 20), (20, 20), (20, 0), (30, 0), (30, 30), (0, 30))
    outline = tuple((float(x), float(y)) for x, y in u_shape)
    assert outline_area(outline_inside(outline, Box(-5, -5, 35, 15))) == 300


@given(_round_outlines())
def test_an_outline_wholly_inside_is_not_touched_and_one_wholly_outside_is_gone(outline: Outline) -> None:
    around = Box.around(outline)
    assert outline_inside(outline, around) == outline
    assert outline_inside(outline, Box(around.x1 + 1, around.y0, around.x1 + 2, around.y1)) == ()
