from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claimapp.report.pages.figures import figures, seen_in
from tests.data.assessments import sample_assessment

_SAMPLE = sample_assessment()


def test_photos_with_damage_come_first_and_numbers_have_no_gap() -> None:
    shown = figures(_SAMPLE, {"p1": Path("p1.jpg")})
    assert [(figure.number, figure.seen.photo.id) for figure in shown] == list(
        enumerate(["p1", "p2", "p3", "p4", "p5", "p6"], 1)
    )
    assert [figure.shows_damage for figure in shown] == [True] * 4 + [False] * 2
    assert [figure.drawn for figure in shown][:2] == [Path("p1.jpg"), None]


def test_photo_is_moved_behind_where_its_only_damage_was_taken_off() -> None:
    turned = replace(_SAMPLE, photos=_SAMPLE.photos[::-1])
    order = [figure.seen.photo.id for figure in figures(turned, {})]
    assert order == ["p4", "p3", "p2", "p1", "p6", "p5"]


def test_damage_names_the_figures_that_show_it() -> None:
    shown = figures(_SAMPLE, {})
    assert [seen_in(damage, shown) for damage in _SAMPLE.damages] == ["1, 2, 4", "1, 2, 4", "2, 4", "1, 3, 4", "2", "5"]
    assert seen_in(replace(_SAMPLE.damages[0], seen=()), shown) == "–"


def test_photo_that_a_person_left_out_shows_no_damage() -> None:
    left = replace(_SAMPLE, photos=(replace(_SAMPLE.photos[0], left_out=True), *_SAMPLE.photos[1:]))
    by_id = {figure.seen.photo.id: figure.shows_damage for figure in figures(left, {})}
    assert by_id["p1"] is False
    assert by_id["p2"] is True
