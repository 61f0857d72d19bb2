from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from claimapp.app.saved import Assessed
from claimapp.desk.claim_model import ClaimModel, OpenedClaim
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.edit import Dismiss
from tests.data.assessments import sample_assessment

SAMPLE = sample_assessment()
FOLDER, OUT = Path("/claims/a"), Path("/claims/a-claimapp")
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
ASSESSED = Assessed(SAMPLE, OUT, OUT / "assessment.json", None, {"p1": OUT / "photos" / "p1.jpg"})


@pytest.fixture
def model(qtbot: QtBot) -> ClaimModel:
    model = ClaimModel()
    model.open(OpenedClaim(FOLDER, OUT, (), ASSESSED))
    return model


def test_unassessed_claim_shows_its_files(qtbot: QtBot) -> None:
    model = ClaimModel()
    model.open(OpenedClaim(FOLDER, OUT, (FOLDER / "a.jpg", FOLDER / "sub" / "b.jpg"), None))
    assert [item.file for item in model.photos] == ["a.jpg", "sub/b.jpg"]
    assert model.photo is model.photos[0]
    assert (model.claim.title if model.claim else "") == "a"
    assert not model.dirty


def test_assessed_photos_know_original_and_drawn_picture(model: ClaimModel) -> None:
    assert model.photos[0].original == FOLDER / "01_front_left.jpg"
    assert model.photos[0].drawn == OUT / "photos" / "p1.jpg"
    assert model.photos[1].drawn is None


def test_file_that_came_after_the_assessment_is_shown_as_not_assessed(model: ClaimModel) -> None:
    model.open(OpenedClaim(FOLDER, OUT, (FOLDER / "01_front_left.jpg", FOLDER / "new.jpg"), ASSESSED))
    assert len(model.photos) == 7
    assert (model.photos[-1].file, model.photos[-1].seen) == ("new.jpg", None)


def test_a_double_that_the_assessment_names_is_not_shown_as_not_assessed(model: ClaimModel) -> None:
    named = replace(
        ASSESSED,
        assessment=replace(
            SAMPLE, warnings=(Caution.of(CautionCode.SAME_PHOTO, where="copy.jpg", file="copy.jpg", same="a.jpg"),)
        ),
    )
    model.open(OpenedClaim(FOLDER, OUT, (FOLDER / "copy.jpg",), named))
    assert "copy.jpg" not in {item.file for item in model.photos}


def test_without_its_claim_folder_an_assessment_has_no_originals(model: ClaimModel) -> None:
    model.open(OpenedClaim(None, OUT, (), ASSESSED))
    assert {item.original for item in model.photos} == {None}


def test_selecting_a_damage_jumps_to_the_finding_that_shows_it_best(model: ClaimModel) -> None:
    model.select_damage("d4")
    assert model.finding_id == "p3.d1"
    assert model.photo is model.photos[2]


def test_selecting_a_finding_selects_its_damage_and_stays_on_its_photo(model: ClaimModel) -> None:
    model.select_finding("p4.d3")
    assert model.damage_id == "d4"
    model.select_damage("d4")  # what the table does in answer
    assert model.finding_id == "p4.d3"


def test_changing_the_photo_lets_go_of_a_finding_that_is_not_on_it(model: ClaimModel) -> None:
    model.select_finding("p4.d3")
    model.select_photo("p1")
    assert model.finding_id is None
    assert model.findings() == SAMPLE.photos[0].findings


def test_photos_and_findings_are_stepped_through_round_the_end(model: ClaimModel) -> None:
    model.step_photo(-1)
    assert model.photo is model.photos[-1]
    model.step_finding(1)  # the disc has none
    assert model.finding_id is None
    model.step_photo(1)
    for expected in ("p1.d1", "p1.d2", "p1.d3", "p1.d1"):
        model.step_finding(1)
        assert model.finding_id == expected
    model.step_finding(-1)
    assert model.finding_id == "p1.d3"


def test_dismissing_asks_for_prices_and_keeps_the_rest(model: ClaimModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.price_wanted):
        model.edit(Dismiss("d1"), when=NOW, who="")
    assert model.assessment is not None
    assert [damage.dismissed for damage in model.assessment.damages].count(True) == 2
    assert not model.priced
    assert model.photos[0].seen is not None


def test_prices_of_an_earlier_state_are_not_taken(model: ClaimModel) -> None:
    old = model.assessment
    assert old is not None
    model.edit(Dismiss("d1"), when=NOW, who="")
    assert not model.take_prices(old, replace(old, warnings=()))
    assert not model.priced
    now = model.assessment
    assert now is not None
    assert model.take_prices(now, replace(now, warnings=()))
    assert model.priced
    assert model.assessment is not None
    assert model.assessment.warnings == ()


def test_unknown_ids_select_nothing(model: ClaimModel) -> None:
    before = model.photo
    model.select_photo("p99")
    model.select_damage("d99")
    assert (model.photo, model.damage_id, model.damage("d99"), model.damage_of("p9.d9")) == (before, None, None, None)


def test_empty_model_answers_quietly(qtbot: QtBot) -> None:
    model = ClaimModel()
    model.put(ASSESSED)
    model.edit(Dismiss("d1"), when=NOW, who="")
    model.step_photo(1)
    model.step_finding(1)
    assert (model.assessment, model.photos, model.findings(), model.estimate(), model.dirty) == (
        None,
        (),
        (),
        None,
        False,
    )
