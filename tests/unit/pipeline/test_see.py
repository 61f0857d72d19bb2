from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimapp.domain.caution import CautionCode
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName, Side
from claimapp.domain.photo import PhotoRole, PhotoSubject, View
from claimapp.errors import PhotoProblem
from claimapp.pipeline.engines import VisionModel
from claimapp.pipeline.see import see_photo
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
    assert look.seen.findings[0].side is Side.LEFT
    assert (look.seen.photo.role, look.seen.photo.view) == (PhotoRole.VEHICLE, View.FRONT_LEFT)


def test_a_damaged_lamp_that_only_the_part_model_saw_is_a_lamp_damage(tmp_path: Path) -> None:
    engines = told_engines(damaged_parts=[[("light", 0.5, (58.0, 108.0, 92.0, 127.0))]], car_parts=[WHOLE])
    look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=engines)
    assert [(f.kind, f.part) for f in look.seen.findings] == [(DamageKind.LAMP, PartName.HEADLAMP)]


def test_a_weak_damaged_part_names_the_part_under_a_finding_but_is_never_one_itself(tmp_path: Path) -> None:
    weak = [("bumper", 0.15, (30.0, 120.0, 80.0, 180.0))]  # above half of the threshold of 0.2
    photo = a_photo(tmp_path / "a.jpg")
    alone = see_photo(photo, file="a.jpg", photo_id="p1", engines=told_engines(damaged_parts=[weak]))
    assert (alone.seen.findings, alone.seen.parts) == ((), ())
    dent = [("dent", 0.5, (40.0, 130.0, 60.0, 150.0))]
    named = see_photo(photo, file="a.jpg", photo_id="p1", engines=told_engines(damage=[dent], damaged_parts=[weak]))
    assert [found.part for found in named.seen.findings] == [PartName.BUMPER]
    too_weak = [("bumper", 0.09, (30.0, 120.0, 80.0, 180.0))]
    unnamed = see_photo(
        photo, file="a.jpg", photo_id="p1", engines=told_engines(damage=[dent], damaged_parts=[too_weak])
    )
    assert [found.part for found in unnamed.seen.findings] == [None]


def test_what_lies_on_a_car_in_the_background_is_left_out_and_counted(tmp_path: Path) -> None:
    # 320 x 240: the claim's car in front, another one in the corner.
    cars = [("car", 0.9, (100.0, 40.0, 310.0, 230.0)), ("truck", 0.6, (0.0, 0.0, 90.0, 80.0))]
    here, there = (150.0, 100.0, 180.0, 140.0), (20.0, 20.0, 60.0, 60.0)
    engines = told_engines(
        damage=[[("dent", 0.5, here), ("dent", 0.6, there), ("scratch", 0.5, there)]],
        damaged_parts=[[("door", 0.5, (120.0, 60.0, 200.0, 180.0)), ("light", 0.9, (65.0, 5.0, 85.0, 20.0))]],
        car_parts=[[("front_left_door", 0.9, (10.0, 10.0, 70.0, 70.0))]],
        cars=[cars],
    )
    look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=engines)
    assert [(found.kind, found.part, found.side) for found in look.seen.findings] == [
        (DamageKind.DENT, PartName.DOOR, None)
    ]
    assert [region.part for region in look.seen.parts] == [PartName.DOOR]
    (caution,) = look.cautions
    assert (caution.code, caution.where, dict(caution.facts)) == (CautionCode.ON_ANOTHER_CAR, "p1", {"count": 3})


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        (PhotoSubject.DOCUMENT, CautionCode.PHOTO_OF_DOCUMENT),
        (PhotoSubject.SOMETHING_ELSE, CautionCode.PHOTO_OF_NO_CAR),
    ],
)
def test_a_photo_of_no_car_is_not_searched_for_damage_and_says_so(
    tmp_path: Path, subject: PhotoSubject, code: CautionCode
) -> None:
    engines = told_engines(
        damage=[[("dent", 0.9, (130.0, 100.0, 160.0, 140.0))]],
        damaged_parts=[[("door", 0.9, (120.0, 60.0, 200.0, 180.0))]],
        subject=subject,
    )
    look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=engines)
    assert (look.seen.findings, look.seen.parts, look.seen.photo.role) == ((), (), PhotoRole.OTHER)
    assert [(caution.code, caution.where) for caution in look.cautions] == [(code, "p1")]


@pytest.mark.parametrize(("shade", "findings"), [(0, 0), (3, 1)])
def test_a_black_photo_is_not_searched_and_a_nearly_black_one_is(tmp_path: Path, shade: int, findings: int) -> None:
    engines = told_engines(damage=[[("dent", 0.9, (130.0, 100.0, 160.0, 140.0))]])
    look = see_photo(a_photo(tmp_path / "a.jpg", shade), file="a.jpg", photo_id="p1", engines=engines)
    assert len(look.seen.findings) == findings
    assert (CautionCode.PHOTO_OF_NO_CAR in {caution.code for caution in look.cautions}) is not bool(findings)


def test_beside_a_car_a_photo_is_searched_whatever_else_it_may_show(tmp_path: Path) -> None:
    engines = told_engines(
        damage=[[("dent", 0.9, (130.0, 100.0, 160.0, 140.0))]],
        cars=[[("car", 0.9, (0.0, 0.0, 300.0, 200.0))]],
        subject=PhotoSubject.DOCUMENT,
    )
    look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=engines)
    assert (len(look.seen.findings), look.cautions) == (1, ())


def _looking(model: VisionModel, **way: Any) -> VisionModel:
    return replace(model, way=replace(model.way, **way))


def test_sureness_becomes_a_probability_and_thresholds_stay_where_they_were(tmp_path: Path) -> None:
    engines = told_engines(damage=[[("dent", 0.5, (130.0, 100.0, 160.0, 140.0)), ("dent", 0.19, (0, 0, 40, 40))]])
    engines = replace(engines, damage=_looking(engines.damage, calibration=(1.0, 2.0)))
    look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=engines)
    # Odds of one to one, times e squared.
    assert [finding.confidence for finding in look.seen.findings] == pytest.approx([0.8808], abs=1e-4)


def test_faint_damage_is_shown_beside_plain_damage_only(tmp_path: Path) -> None:
    plain, faint = ("dent", 0.6, (130.0, 100.0, 160.0, 140.0)), ("dent", 0.25, (10.0, 10.0, 40.0, 40.0))
    counts = []
    for seen in ([plain, faint], [faint]):
        engines = told_engines(damage=[seen])
        engines = replace(engines, damage=_looking(engines.damage, photo_from=0.5))
        look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=engines)
        counts.append(len(look.seen.findings))
    assert counts == [2, 0]


def test_a_class_can_have_a_threshold_of_its_own(tmp_path: Path) -> None:
    seen = [("dent", 0.3, (130.0, 100.0, 160.0, 140.0)), ("scratch", 0.3, (40.0, 80.0, 60.0, 90.0))]
    engines = told_engines(damage=[seen])
    engines = replace(engines, damage=_looking(engines.damage, by_class={"dent": 0.4}))
    look = see_photo(a_photo(tmp_path / "a.jpg"), file="a.jpg", photo_id="p1", engines=engines)
    assert [finding.kind for finding in look.seen.findings] == [DamageKind.SCRATCH]


def test_each_model_has_its_own_threshold(tmp_path: Path) -> None:
    engines = told_engines(
        damage=[[("dent", 0.5, (130.0, 100.0, 160.0, 140.0))]],
        damaged_parts=[[("bonnet", 0.5, (40.0, 80.0, 110.0, 120.0))]],
        car_parts=[WHOLE],
    )
    strict = {
        "damage": replace(engines, damage=_looking(engines.damage, confidence=0.6)),
        "damaged_parts": replace(engines, damaged_parts=_looking(engines.damaged_parts, confidence=0.6)),
        "car_parts": replace(engines, car_parts=_looking(engines.car_parts, confidence=0.95)),
    }
    photo = a_photo(tmp_path / "a.jpg")
    seen = {name: see_photo(photo, file="a.jpg", photo_id="p1", engines=each).seen for name, each in strict.items()}
    kinds = {name: [found.kind for found in each.findings] for name, each in seen.items()}
    assert kinds == {
        "damage": [DamageKind.UNKNOWN],
        "damaged_parts": [DamageKind.DENT],
        "car_parts": [DamageKind.DENT, DamageKind.UNKNOWN],
    }
    assert [len(each.parts) for each in seen.values()] == [5, 4, 1]


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
