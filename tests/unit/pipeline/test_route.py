from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from claimapp.domain.assessment import Assessment
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import ClaimFacts
from claimapp.domain.edit import Dismiss, LeaveOutPhoto, Restore
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName, Side
from claimapp.domain.photo import PhotoSubject
from claimapp.errors import Interrupted, NothingToAssess
from claimapp.pipeline.edits import apply
from claimapp.pipeline.engines import Engines
from claimapp.pipeline.progress import Progress, Step
from claimapp.pipeline.route import assess
from claimapp.words.say import say
from tests.data.engines import BREAKS, a_photo, told_engines

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CLAIM = ClaimFacts(number="CLM-1")
DOOR = [("front_left_door", 0.9, (20.0, 20.0, 220.0, 220.0))]
DENT = [("dent", 0.6, (60.0, 60.0, 120.0, 120.0))]


def run(folder: Path, engines: Engines, **more: object) -> Assessment:
    return assess(folder, CLAIM, engines, created=NOW, version="test", **more)  # type: ignore[arg-type]


def test_the_same_dent_on_two_photos_is_one_damage_and_charged_once(tmp_path: Path) -> None:
    a_photo(tmp_path / "1.jpg", 100)
    once = run(tmp_path, told_engines(damage=[DENT], car_parts=[DOOR]))
    a_photo(tmp_path / "2.jpg", 130)
    twice = run(tmp_path, told_engines(damage=[DENT], car_parts=[DOOR]))
    assert [(d.part, d.side, d.kind, d.seen) for d in twice.damages] == [
        (PartName.FRONT_DOOR, Side.LEFT, DamageKind.DENT, ("p1.d1", "p2.d1"))
    ]
    assert twice.estimate.total == once.estimate.total > once.estimate.vat


def test_photos_are_numbered_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("10.jpg", "2.jpg", "1.jpg"):
        a_photo(tmp_path / name, shade=len(name) * 20 + int(name.split(".")[0]))
    assessment = run(tmp_path, told_engines())
    assert [(seen.photo.id, seen.photo.file) for seen in assessment.photos] == [
        ("p1", "1.jpg"),
        ("p2", "2.jpg"),
        ("p3", "10.jpg"),
    ]


def test_a_bad_photo_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    a_photo(tmp_path / "1.jpg")
    (tmp_path / "2.jpg").write_bytes(b"")
    assessment = run(tmp_path, told_engines())
    assert [problem.file for problem in assessment.errors] == ["2.jpg"]
    assert "0 bytes" in assessment.errors[0].problem
    assert len(assessment.photos) == 1


def test_a_photo_on_which_an_engine_breaks_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    a_photo(tmp_path / "1.jpg", 90)
    a_photo(tmp_path / "2.jpg", 91)
    assessment = run(tmp_path, told_engines(car_parts=[BREAKS, DOOR]))
    assert [problem.file for problem in assessment.errors] == ["1.jpg"]
    assert [seen.photo.file for seen in assessment.photos] == ["2.jpg"]


def test_a_folder_without_photos_says_what_to_put_in(tmp_path: Path) -> None:
    with pytest.raises(NothingToAssess, match="no photo; put its photos into it"):
        run(tmp_path, told_engines())


def test_a_folder_of_only_bad_photos_names_them(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"hello, this is text")
    with pytest.raises(NothingToAssess, match=r"a\.jpg: this is no photo"):
        run(tmp_path, told_engines())


def test_cancel_takes_effect_before_the_next_photo_and_keeps_what_is_done(tmp_path: Path) -> None:
    for number in range(1, 4):
        a_photo(tmp_path / f"{number}.jpg", 80 + number)
    answers = iter([False, True])
    assessment = run(tmp_path, told_engines(), cancelled=lambda: next(answers))
    assert len(assessment.photos) == 1
    assert assessment.warnings[0].code is CautionCode.INTERRUPTED


def test_cancel_before_the_first_photo_writes_nothing(tmp_path: Path) -> None:
    a_photo(tmp_path / "1.jpg")
    with pytest.raises(Interrupted):
        run(tmp_path, told_engines(), cancelled=lambda: True)


def test_progress_counts_photos_and_names_them(tmp_path: Path) -> None:
    a_photo(tmp_path / "1.jpg", 60)
    a_photo(tmp_path / "2.jpg", 61)
    heard: list[Progress] = []
    run(tmp_path, told_engines(), told=heard.append)
    assert heard[:3] == [
        Progress(Step.PHOTOS, 0, 2, "1.jpg"),
        Progress(Step.PHOTOS, 1, 2, "2.jpg"),
        Progress(Step.PHOTOS, 2, 2),
    ]


def test_the_same_file_twice_is_said_and_looked_at_once(tmp_path: Path) -> None:
    a_photo(tmp_path / "1.jpg")
    a_photo(tmp_path / "copy.jpg")
    assessment = run(tmp_path, told_engines())
    assert [(w.code, w.where) for w in assessment.warnings if w.code == "same_photo"] == [("same_photo", "copy.jpg")]
    assert [seen.photo.file for seen in assessment.photos] == ["1.jpg"]


def test_damage_on_another_car_is_said_and_not_charged(tmp_path: Path) -> None:
    a_photo(tmp_path / "a.jpg")
    engines = told_engines(
        damage=[[("dent", 0.6, (20.0, 20.0, 60.0, 60.0))]],
        cars=[[("car", 0.9, (100.0, 40.0, 310.0, 230.0)), ("car", 0.6, (0.0, 0.0, 90.0, 80.0))]],
    )
    made = run(tmp_path, engines)
    assert made.damages == ()
    (caution,) = [each for each in made.warnings if each.code is CautionCode.ON_ANOTHER_CAR]
    assert (caution.where, say(caution)) == (
        "p1",
        "1 place that looks damaged lies on another car in the photo and was left out.",
    )


def test_damage_on_photos_of_another_vehicle_is_listed_named_and_not_charged(tmp_path: Path) -> None:
    for number, shade in enumerate((100, 101, 102, 220), start=1):
        a_photo(tmp_path / f"{number}.jpg", shade)
    car = [("car", 0.9, (10.0, 10.0, 310.0, 230.0))]
    ours = run(tmp_path, told_engines(damage=[DENT, (), (), ()], car_parts=[DOOR], cars=[car]))
    made = run(tmp_path, told_engines(damage=[DENT, (), (), DENT], car_parts=[DOOR], cars=[car]))
    assert [(each.seen, each.charged, each.another_vehicle) for each in made.damages] == [
        (("p1.d1",), True, False),
        (("p4.d1",), False, True),
    ]
    assert made.estimate.total == ours.estimate.total
    assert [say(each) for each in made.warnings if each.code is CautionCode.ANOTHER_VEHICLE] == [
        "By its colours, another vehicle seems to be on 4.jpg: what is damaged there is listed, and not charged until "
        "a person restores it. On close-ups another vehicle is not told."
    ]


def test_a_restored_damage_of_another_vehicle_stays_the_claims_in_a_new_run(tmp_path: Path) -> None:
    for number, shade in enumerate((100, 101, 102, 220), start=1):
        a_photo(tmp_path / f"{number}.jpg", shade)
    car = [("car", 0.9, (10.0, 10.0, 310.0, 230.0))]
    engines = told_engines(damage=[(), (), (), DENT], car_parts=[DOOR], cars=[car])
    made = apply(run(tmp_path, engines), Restore("d1"), when=NOW, who="thandi")
    engines = told_engines(damage=[(), (), (), DENT], car_parts=[DOOR], cars=[car])
    assert [each.charged for each in run(tmp_path, engines, earlier=made.edits).damages] == [True]


def test_an_airbag_that_has_gone_off_is_said_and_its_photo_searched_like_any_of_a_car(tmp_path: Path) -> None:
    a_photo(tmp_path / "a.jpg", 80)
    made = run(tmp_path, told_engines(subject=PhotoSubject.AIRBAG, damage=[DENT], car_parts=[DOOR]))
    (caution,) = [each for each in made.warnings if each.code is CautionCode.AIRBAG_OUT]
    assert (caution.where, say(caution).partition(".")[0]) == ("p1", "An airbag seems to have gone off")
    assert len(made.damages) == 1
    assert made.airbags_out
    assert not apply(made, LeaveOutPhoto("p1"), when=NOW, who="thandi").airbags_out


def test_an_airbag_of_another_vehicle_counts_once_its_damage_is_restored(tmp_path: Path) -> None:
    for number, shade in enumerate((100, 101, 102, 220), start=1):
        a_photo(tmp_path / f"{number}.jpg", shade)
    car = [("car", 0.9, (10.0, 10.0, 310.0, 230.0))]
    made = run(tmp_path, told_engines(damage=[(), (), (), DENT], car_parts=[DOOR], cars=[car]))
    airbag = Caution.of(CautionCode.AIRBAG_OUT, where="p4")
    made = replace(made, warnings=(*made.warnings, airbag))
    assert not made.airbags_out
    assert apply(made, Restore("d1"), when=NOW, who="thandi").airbags_out


def test_without_a_disc_the_vehicle_stays_empty_and_says_what_to_do(tmp_path: Path) -> None:
    a_photo(tmp_path / "1.jpg")
    assessment = run(tmp_path, told_engines())
    assert assessment.vehicle.vin is None or assessment.vehicle.vin.value is None
    assert [w for w in assessment.warnings if w.code == "no_disc" and "claim.toml" in say(w)]


def test_a_date_of_loss_that_photos_or_calendar_speak_against_is_said(tmp_path: Path, sample_claim: Path) -> None:
    shutil.copy(sample_claim / "06_licence_disc.jpg", tmp_path)  # taken on 12 October 2026

    def said(loss: date) -> list[str]:
        claim = replace(CLAIM, loss_date=loss)
        assessment = assess(tmp_path, claim, told_engines(), created=NOW, version="test")
        of_dates = (CautionCode.LOSS_IN_FUTURE, CautionCode.TAKEN_BEFORE_LOSS)
        return [say(caution) for caution in assessment.warnings if caution.code in of_dates]

    assert said(date(2026, 10, 12)) == []
    assert said(date(2026, 10, 13)) == [
        "Taken before the date of loss, 13 October 2026: 1 of 1 photos. Are they of it?"
    ]
    assert "lies in the future" in said(date(2026, 11, 25))[0]
    assert not [text for text in said(date(2026, 11, 24)) if "future" in text]  # today


def test_edits_are_laid_over_what_is_found_before_pricing(tmp_path: Path) -> None:
    a_photo(tmp_path / "1.jpg")
    engines = told_engines(damage=[DENT], car_parts=[DOOR])
    earlier = apply(run(tmp_path, engines), Dismiss("d1"), when=NOW, who="").edits
    assessment = run(tmp_path, engines, earlier=earlier)
    assert [damage.dismissed for damage in assessment.damages] == [True]
    assert assessment.estimate.lines == ()
