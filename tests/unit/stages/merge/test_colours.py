"""colours.py: a car's colours on a photo, and whether most of the car is on it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from claimapp.domain.geometry import Box
from claimapp.stages.merge.colours import colours_of_car

_RED, _BLUE, _GREY = (200, 20, 20), (20, 20, 200), (120, 120, 120)
_CAR = Box(50, 40, 250, 160)


def _photo(car: tuple[int, int, int], box: Box = _CAR) -> NDArray[np.uint8]:
    """A photo of 300 x 200 with a one-coloured car on grey ground."""
    photo = np.full((200, 300, 3), _GREY, dtype=np.uint8)
    photo[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)] = car
    return photo


def _likeness(one: NDArray[np.uint8], other: NDArray[np.uint8], box: Box = _CAR, other_box: Box = _CAR) -> float:
    colours, others = colours_of_car(one, box), colours_of_car(other, other_box)
    assert colours is not None
    assert others is not None
    return float(colours.roots @ others.roots)


def test_cars_of_one_colour_are_alike_wherever_they_stand() -> None:
    elsewhere = Box(90, 70, 290, 190)
    assert _likeness(_photo(_RED), _photo(_RED, elsewhere), _CAR, elsewhere) == pytest.approx(1.0)


def test_cars_of_two_colours_are_not() -> None:
    assert _likeness(_photo(_RED), _photo(_BLUE)) == 0


def test_half_of_one_colour_and_half_of_another_is_likeness_of_the_root_of_a_half() -> None:
    mixed = _photo(_RED)
    mixed[40:100, 50:250] = _BLUE
    assert _likeness(_photo(_RED), mixed) == pytest.approx(0.5**0.5, abs=0.01)


@pytest.mark.parametrize(
    ("box", "whole"),
    [
        (_CAR, True),
        (Box(0, 40, 300, 160), True),  # cut left and right
        (Box(0, 40, 300, 200), False),  # and below
        (Box(50, 40, 110, 100), False),  # small
    ],
)
def test_a_car_is_whole_where_few_edges_cut_it_and_it_is_not_small(box: Box, whole: bool) -> None:
    colours = colours_of_car(_photo(_RED, box), box)
    assert colours is not None
    assert colours.whole is whole


def test_a_box_beyond_the_photo_is_cut_to_it() -> None:
    red = _photo(_RED)
    assert _likeness(red, red, Box(-20, -20, 400, 400), Box(0, 0, 300, 200)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "box",
    [Box(310, 10, 330, 40), Box(10, 210, 40, 240), Box(-40, 10, -5, 40), Box(10, -40, 40, -5), Box(5, 5, 5.4, 90)],
)
def test_beside_the_photo_or_without_a_pixel_there_are_no_colours(box: Box) -> None:
    assert colours_of_car(_photo(_RED), box) is None


def test_the_colours_of_a_value_cannot_be_changed() -> None:
    colours = colours_of_car(_photo(_RED), _CAR)
    assert colours is not None
    with pytest.raises(ValueError, match="read-only"):
        colours.roots[0] = 1
