"""colours.py: a car's colours on a photo, and whether most of the car is on it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from claimapp.domain.geometry import Box
from claimapp.errors import BadValue
from claimapp.stages.merge.colours import colours_of_car

_RED, _BLUE, _GREY = (200, 20, 20), (20, 20, 200), (120, 120, 120)
_CAR = Box(50, 40, 250, 160)


def _photo(car: tuple[int, int, int], box: Box = _CAR) -> NDArray[np.uint8]:
    """A photo of 300 x 200 with a one-coloured car on grey ground."""
    photo = np.full((200, 300, 3), _GREY, dtype=np.uint8)
    photo[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)] = car
    return photo


def test_cars_of_one_colour_are_alike_wherever_they_stand() -> None:
    elsewhere = Box(90, 70, 290, 190)
    one, other = colours_of_car(_photo(_RED), _CAR), colours_of_car(_photo(_RED, elsewhere), elsewhere)
    assert one.likeness(other) == pytest.approx(1.0)


def test_cars_of_two_colours_are_not() -> None:
    assert colours_of_car(_photo(_RED), _CAR).likeness(colours_of_car(_photo(_BLUE), _CAR)) == 0


def test_half_of_one_colour_and_half_of_another_is_likeness_of_the_root_of_a_half() -> None:
    mixed = _photo(_RED)
    mixed[40:100, 50:250] = _BLUE
    one, half = colours_of_car(_photo(_RED), _CAR), colours_of_car(mixed, _CAR)
    assert one.likeness(half) == half.likeness(one) == pytest.approx(0.5**0.5, abs=0.01)


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
    assert colours_of_car(_photo(_RED, box), box).whole is whole


def test_a_box_beyond_the_photo_is_cut_to_it_and_one_beside_it_is_refused() -> None:
    beyond = Box(-20, -20, 400, 400)
    assert colours_of_car(_photo(_RED), beyond).likeness(colours_of_car(_photo(_RED), Box(0, 0, 300, 200))) > 0.99
    with pytest.raises(BadValue, match="beside the photo"):
        colours_of_car(_photo(_RED), Box(310, 10, 330, 40))
