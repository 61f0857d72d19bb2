from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName, Side
from claimapp.domain.photo import PhotoRole, View
from claimapp.errors import PhotoProblem
from claimapp.pipeline.look import see_photo
from tests.data.engines import a_photo, told_engines

WHOLE = [
    ("front_left_door", 0.9, (120.0, 60.0, 200.0, 180.0)),
    ("front_bumper", 0.9, (30.0, 120.0, 80.0, 180.0)),
    ("hood", 0.9, (40.0, 80.0, 110.0, 120.0)),
    ("front_left_light", 0.9, (60.0, 110.0, 90.0, 125.0)),
]


def test_a_damage_gets_the_part_and_side_that_the_whole_car_shows(tmp_path: Path) -> None:
    engines = told_engines(damage=[[("dent", 0.5, (130.0, 100.0, 160.0, 140.0))]], car_parts=[WHOLE])
    look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=engines)
    assert [(f.id, f.kind, f.part) for f in look.seen.findings] == [("p1.d1", DamageKind.DENT, PartName.FRONT_DOOR)]
    assert look.placed[0].side is Side.LEFT
    assert (look.seen.photo.role, look.seen.photo.view) == (PhotoRole.VEHICLE, View.FRONT_LEFT)


def test_a_damaged_lamp_that_only_the_part_model_saw_is_a_lamp_damage(tmp_path: Path) -> None:
    engines = told_engines(damaged_parts=[[("light", 0.5, (58.0, 108.0, 92.0, 127.0))]], car_parts=[WHOLE])
    look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=engines)
    assert [(f.kind, f.part) for f in look.seen.findings] == [(DamageKind.LAMP, PartName.HEADLAMP)]


def test_a_photo_with_nothing_on_it_is_other_and_has_no_view(tmp_path: Path) -> None:
    look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=told_engines())
    assert (look.seen.photo.role, look.seen.photo.view, look.disc) == (PhotoRole.OTHER, None, None)


def test_findings_below_the_models_threshold_are_left_out(tmp_path: Path) -> None:
    engines = told_engines(damage=[[("dent", 0.19, (130.0, 100.0, 160.0, 140.0))]])
    look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=engines)
    assert look.seen.findings == ()


def test_an_unreadable_photo_is_a_photo_problem(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(PhotoProblem, match=r"a\.jpg"):
        see_photo(tmp_path / "a.jpg", file="a.jpg", photo_id="p1", engines=told_engines())
