from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from claimapp.app.saved import Assessed
from claimapp.desk.claim_model import ClaimModel, OpenedClaim
from claimapp.desk.edits import ChangeStatus, FindDamage
from claimapp.domain.damage import DamageStatus
from tests.data.assessments import sample_assessment

SAMPLE = sample_assessment()
OUT = Path("/claims/a-claimapp")
FOUND = Assessed(SAMPLE, OUT, OUT / "assessment.json", None, {})


@pytest.fixture
def model(qtbot: QtBot) -> ClaimModel:
    model = ClaimModel()
    model.open(OpenedClaim(Path("/claims/a"), OUT, (Path("/claims/a/01_front_left.jpg"),), None))
    return model


def status(model: ClaimModel, damage_id: str) -> DamageStatus:
    damage = model.damage(damage_id)
    assert damage is not None
    return damage.status


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
    model.stack.push(ChangeStatus(model, dent))
    assert (model.stack.undoText(), status(model, "d4")) == ("Dismiss dent, left front door", DamageStatus.DISMISSED)
    model.stack.push(ChangeStatus(model, glass))
    assert (model.stack.undoText(), status(model, "d6")) == ("Restore glass, right side window", DamageStatus.FOUND)
    model.stack.undo()
    model.stack.undo()
    assert (status(model, "d4"), status(model, "d6")) == (DamageStatus.FOUND, DamageStatus.DISMISSED)


def test_taking_back_a_second_run_keeps_the_edits_made_before_it(model: ClaimModel) -> None:
    model.stack.push(FindDamage(model, FOUND))
    dent = model.damage("d4")
    assert dent is not None
    model.stack.push(ChangeStatus(model, dent))
    model.stack.push(FindDamage(model, replace(FOUND, assessment=replace(SAMPLE, damages=()))))
    model.stack.undo()
    assert status(model, "d4") is DamageStatus.DISMISSED


def test_undo_of_an_edit_that_was_made_before_prices_came_asks_for_prices(model: ClaimModel) -> None:
    model.stack.push(FindDamage(model, FOUND))
    for damage_id in ("d1", "d2"):
        damage = model.damage(damage_id)
        assert damage is not None
        model.stack.push(ChangeStatus(model, damage))
    model.stack.undo()
    assert not model.priced
    assert status(model, "d2") is DamageStatus.FOUND
    model.stack.undo()
    assert model.priced
    assert model.assessment is SAMPLE


@pytest.mark.parametrize("seen", [(), ("p3.d1",)])
def test_damage_that_a_person_added_is_theirs_again_when_restored(model: ClaimModel, seen: tuple[str, ...]) -> None:
    added = tuple(
        replace(damage, origin=Origin.PERSON, seen=seen) if damage.id == "d4" else damage for damage in SAMPLE.damages
    )
    model.stack.push(FindDamage(model, replace(FOUND, assessment=replace(SAMPLE, damages=added))))
    for expected in (DamageStatus.DISMISSED, DamageStatus.ADDED):
        damage = model.damage("d4")
        assert damage is not None
        model.stack.push(ChangeStatus(model, damage))
        assert status(model, "d4") is expected


def test_added_damage_that_was_dismissed_when_it_was_saved_is_restored_as_added(model: ClaimModel) -> None:
    saved = tuple(replace(damage, seen=()) if damage.id == "d6" else damage for damage in SAMPLE.damages)
    model.stack.push(FindDamage(model, replace(FOUND, assessment=replace(SAMPLE, damages=saved))))
    glass = model.damage("d6")
    assert glass is not None
    model.stack.push(ChangeStatus(model, glass))
    assert status(model, "d6") is DamageStatus.ADDED
