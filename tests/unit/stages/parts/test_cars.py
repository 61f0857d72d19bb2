"""cars.py: the claim's car is told from those beside it, and nothing is told off where it cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.geometry import Box, Size
from claimapp.domain.seen import Seen
from claimapp.stages.parts.cars import CarsSeen, cars_seen

SIZE = Size(1000, 800)
MINE = Box(200, 200, 900, 780)  # two thirds of the photo
BEHIND = Box(0, 100, 250, 350)


def _seen(*boxes: Box, label: str = "car") -> list[Seen]:
    return [Seen(label, 0.9 - 0.1 * number, box) for number, box in enumerate(boxes)]


def test_a_small_car_beside_the_large_one_is_another() -> None:
    assert cars_seen(_seen(BEHIND, MINE), SIZE) == CarsSeen(MINE, (BEHIND,))


def test_one_car_under_two_labels_is_one() -> None:
    nearly = Box(205, 195, 905, 780)
    assert cars_seen([*_seen(MINE), *_seen(nearly, label="truck")], SIZE) == CarsSeen(MINE, ())


def test_what_is_no_car_is_none() -> None:
    assert cars_seen(_seen(BEHIND, label="dog"), SIZE) == CarsSeen(None, ())
    assert cars_seen([], SIZE) == CarsSeen(None, ())


def test_of_two_cars_of_about_one_size_none_is_told_off() -> None:
    left, right = Box(0, 100, 500, 700), Box(520, 100, 1000, 600)
    assert cars_seen(_seen(left, right), SIZE).others == ()


def test_a_car_far_away_in_the_middle_is_the_claims() -> None:
    far = Box(450, 350, 600, 500)
    aside = Box(0, 350, 60, 400)
    assert cars_seen(_seen(far, aside), SIZE) == CarsSeen(far, (aside,))


def test_on_a_close_up_that_shows_no_car_whole_those_at_its_edge_are_others() -> None:
    assert cars_seen(_seen(BEHIND), SIZE) == CarsSeen(None, (BEHIND,))


@pytest.mark.parametrize(
    ("box", "on_another"),
    [
        (Box(50, 150, 150, 300), True),
        (Box(260, 300, 400, 400), False),  # on the claim's car
        (Box(150, 220, 250, 340), False),  # half of it on the claim's car, which stands in front
        (Box(100, 0, 240, 240), False),  # only sixty percent on the other car
        (Box(60, 60, 60, 60), False),  # a point off it
    ],
)
def test_what_mostly_lies_on_another_car_is_told_off(box: Box, on_another: bool) -> None:
    assert CarsSeen(MINE, (BEHIND,)).on_another(box) is on_another


@given(
    st.lists(
        st.tuples(st.floats(0, 900), st.floats(0, 700), st.floats(1, 100), st.floats(1, 100)).map(
            lambda each: Box(each[0], each[1], each[0] + each[2], each[1] + each[3])
        ),
        max_size=5,
    )
)
def test_nothing_on_the_claims_car_is_ever_told_off(boxes: list[Box]) -> None:
    cars = cars_seen([*_seen(MINE), *_seen(*boxes)], SIZE)
    assert cars.claims == MINE
    assert not cars.on_another(Box(300, 300, 800, 700))
