from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from claimapp.app.saved import Assessed
from claimapp.desk.claim_model import ClaimModel, OpenedClaim
from claimapp.desk.edits import EditCommand, FindDamage, status_command
from claimapp.domain.damage import Origin
from claimapp.domain.edit import SetVehicle
from tests.data.assessments import sample_assessment

SAMPLE = sample_assessment()
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
OUT = Path("/claims/a-claimapp")
FOUND = Assessed(SAMPLE, OUT, OUT / "assessment.json", None, {})


@pytest.fixture
def model(qtbot: QtBot) -> ClaimModel:
    model = ClaimModel()
    model.open(OpenedClaim(Path("/claims/a"), OUT, (Path("/claims/a/01_front_left.jpg"),), None))
    return model


def dismissed(model: ClaimModel, damage_id: str) -> bool:
    damage = model.damage(damage_id)
    assert damage is not None
    return damage.dismissed


def test_what_the_models_found_is_one_step_that_can_be_taken_back(model: ClaimModel) -> None:
    model.stack.push(FindDamage(model, FOUND))
    assert model.stack.undoText() == "Find damage, 6 photos"
    assert model.assessment is SAMPLE
    model.stack.undo()
    assert model.assessment is None
    assert len(model.photos) == 1
    model.stack.redo()
    assert model.assessment is SAMPLE


def test_the_photo_looked_at_stays_when_the_claim_is_assessed(model: ClaimModel) -> None:
    before = model.photo
    model.stack.push(FindDamage(model, FOUND))
    assert model.photo is not None
    assert before is not None
    assert model.photo.file == before.file
    assert model.photo.seen is not None


def test_dismissing_and_restoring_are_undone_and_read_well(model: ClaimModel) -> None:
    model.stack.push(FindDamage(model, FOUND))
    dent, glass = model.damage("d4"), model.damage("d6")
    assert dent is not None
    assert glass is not None
    model.stack.push(status_command(model, dent))
    assert (model.stack.undoText(), dismissed(model, "d4")) == ("Dismiss dent, left front door", True)
    model.stack.push(status_command(model, glass))
    assert (model.stack.undoText(), dismissed(model, "d6")) == ("Restore glass, right side window", False)
    model.stack.undo()
    model.stack.undo()
    assert (dismissed(model, "d4"), dismissed(model, "d6")) == (False, True)


def test_taking_back_a_second_run_keeps_the_edits_made_before_it(model: ClaimModel) -> None:
    model.stack.push(FindDamage(model, FOUND))
    dent = model.damage("d4")
    assert dent is not None
    model.stack.push(status_command(model, dent))
    model.stack.push(FindDamage(model, replace(FOUND, assessment=replace(SAMPLE, damages=()))))
    model.stack.undo()
    assert dismissed(model, "d4")


def test_undo_of_an_edit_that_was_made_before_prices_came_asks_for_prices(model: ClaimModel) -> None:
    model.stack.push(FindDamage(model, FOUND))
    for damage_id in ("d1", "d2"):
        damage = model.damage(damage_id)
        assert damage is not None
        model.stack.push(status_command(model, damage))
    model.stack.undo()
    assert not model.priced
    assert not dismissed(model, "d2")
    model.stack.undo()
    assert model.priced
    assert model.assessment is SAMPLE


@pytest.mark.parametrize("seen", [(), ("p3.d1",)])
def test_damage_that_a_person_added_is_theirs_again_when_restored(model: ClaimModel, seen: tuple[str, ...]) -> None:
    added = tuple(
        replace(damage, origin=Origin.PERSON, seen=seen) if damage.id == "d4" else damage for damage in SAMPLE.damages
    )
    model.stack.push(FindDamage(model, replace(FOUND, assessment=replace(SAMPLE, damages=added))))
    for expected in (True, False):
        damage = model.damage("d4")
        assert damage is not None
        model.stack.push(status_command(model, damage))
        now = model.damage("d4")
        assert now is not None
        assert (now.dismissed, now.origin) == (expected, Origin.PERSON)


def test_every_edit_is_recorded_with_who_and_when_and_undo_takes_the_record_back(model: ClaimModel) -> None:
    model.stack.push(FindDamage(model, FOUND))
    command = EditCommand(model, SetVehicle("colour", "Red"), "Type the colour", when=NOW, who="A. Ssessor")
    model.stack.push(command)
    assert model.assessment is not None
    assert [(record.who, record.when) for record in model.assessment.edits] == [("A. Ssessor", NOW)]
    assert model.assessment.vehicle.text("colour") == "Red"
    model.stack.undo()
    assert model.assessment is SAMPLE
