"""What a photo is of."""

from __future__ import annotations

import pytest

from claimapp.domain.geometry import Box, Size
from claimapp.domain.photo import PhotoSubject
from claimapp.domain.seen import Seen
from claimapp.stages.intake.subject import airbag_out, decide_subject

CAR, DOCUMENT, ELSE = PhotoSubject.CAR, PhotoSubject.DOCUMENT, PhotoSubject.SOMETHING_ELSE
SIZE = Size(100, 100)


def _decide(car: float, document: float, *around: Seen, car_recognised: bool = False) -> PhotoSubject:
    shares = {CAR: car, DOCUMENT: document, ELSE: 1 - car - document}
    return decide_subject(shares, around, SIZE, least=0.7, car_recognised=car_recognised)


def _person(confidence: float = 0.9, side: float = 90) -> Seen:
    return Seen("person", confidence, Box(0, 0, side, side))


def test_a_photo_is_of_a_car_unless_something_else_is_plain() -> None:
    assert _decide(0.31, 0.3) is CAR
    assert _decide(0.29, 0.3) is ELSE
    assert _decide(0.29, 0.5) is DOCUMENT


def test_where_a_car_is_seen_the_photo_is_of_a_car() -> None:
    assert _decide(0.0, 1.0, car_recognised=True) is CAR
    assert _decide(0.5, 0.0, _person(), car_recognised=True) is CAR


def test_a_person_or_animal_that_fills_the_photo_is_no_car() -> None:
    assert _decide(0.8, 0.0, _person()) is ELSE
    assert _decide(0.8, 0.0, Seen("dog", 0.9, Box(0, 0, 90, 90))) is ELSE
    assert _decide(0.8, 0.0, Seen("suitcase", 0.9, Box(0, 0, 90, 90))) is CAR


@pytest.mark.parametrize("person", [_person(confidence=0.4), _person(side=60)])
def test_a_small_or_doubtful_person_changes_nothing(person: Seen) -> None:
    assert _decide(0.8, 0.0, person) is CAR


def test_a_panel_taken_for_a_person_stays_a_car() -> None:
    assert _decide(0.99, 0.0, _person()) is CAR


def test_a_photo_of_an_airbag_is_one_of_a_car() -> None:
    shares = {CAR: 0.05, PhotoSubject.AIRBAG: 0.6, DOCUMENT: 0.3, ELSE: 0.05}
    assert decide_subject(shares, (), SIZE, least=0.7, car_recognised=False) is CAR


def test_an_airbag_is_told_from_its_threshold_on() -> None:
    assert airbag_out({PhotoSubject.AIRBAG: 0.8}, (), least=0.8)
    assert not airbag_out({PhotoSubject.AIRBAG: 0.79}, (), least=0.8)
    assert not airbag_out({CAR: 1.0}, (), least=0.5)


def test_beside_a_person_an_airbag_is_not_believed() -> None:
    shares = {PhotoSubject.AIRBAG: 0.9}
    assert not airbag_out(shares, [_person(side=20)], least=0.8)
    assert airbag_out(shares, [_person(confidence=0.4), Seen("dog", 0.9, Box(0, 0, 90, 90))], least=0.8)
