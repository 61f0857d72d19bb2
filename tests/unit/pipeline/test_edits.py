"""edits.py: edits are recorded, cannot name what is not there, and no sequence of them loses money or a word."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.damage import Damage, Origin, Severity
from claimapp.domain.edit import (
    AddDamage,
    ChangeDamage,
    Check,
    Dismiss,
    DismissFinding,
    Edit,
    LeaveOutPhoto,
    Merge,
    MoveOutline,
    Note,
    PriceLine,
    RemoveLine,
    Restore,
    SetClaim,
    SetVehicle,
    Split,
)
from claimapp.domain.finding import DamageKind
from claimapp.domain.geometry import Box
from claimapp.domain.line import ChargeKind
from claimapp.domain.money import Money
from claimapp.domain.part import End, PartName, Place, Side
from claimapp.errors import EditProblem
from claimapp.pipeline.edits import hand_edits
from claimapp.store.assessment_json import dump, parse
from claimapp.store.priced import money_faults
from tests.data.edits import NOW, damage_of, edited, found_assessment, made, priced, valid_edits

FOUND = found_assessment()


# What is recorded.


def test_an_edit_is_recorded_with_id_time_author_and_what_was_there() -> None:
    record = made(Check("d2"), Dismiss("d1")).edits[1]
    assert (record.id, record.when, record.who, record.edit) == ("e2", NOW, "T. Assessor", Dismiss("d1"))
    assert record.before == {"d1": "broken front_bumper// severe"}
    assert record.in_force
    (anchor,) = record.anchors
    assert (anchor.kind, anchor.place) == (DamageKind.BROKEN, Place(PartName.FRONT_BUMPER))
    assert anchor.photos[0] == ("1" * 64, Box(506, 690, 730, 900))
    assert [sha[0] for sha, _ in anchor.photos] == ["1", "2", "2", "4"]


def test_a_finding_taken_off_by_itself_or_with_its_photo_is_told() -> None:
    assert made(DismissFinding("p3.d1")).taken_off_findings == {"p3.d1"}
    left_out = made(LeaveOutPhoto("p1"))
    assert left_out.taken_off_findings == {finding.id for finding in left_out.photos[0].findings}


def test_a_left_out_photo_takes_off_what_only_it_shows() -> None:
    assessment = made(LeaveOutPhoto("p2"))
    assert [each.photo.id for each in assessment.photos if each.left_out] == ["p2"]
    assert [each.id for each in assessment.damages if each.dismissed] == ["d5"]
    assert damage_of(assessment, "d3").seen == ("p4.d4",)
    assert assessment.edits[0].before == {"file": "02_bumper_close.jpg"}


def test_a_persons_damage_outlives_its_photo() -> None:
    added = AddDamage(DamageKind.DENT, PartName.ROOF, photo="p2", box=Box(0, 0, 40, 40))
    last = made(added, LeaveOutPhoto("p2")).damages[-1]
    assert (last.seen, last.dismissed) == ((), False)


def test_checks_and_notes_stand_on_the_damage_and_cost_nothing() -> None:
    assessment = edited(FOUND, Check("d2"), Note("fixing lug broken", damage="d2"))
    assert (damage_of(assessment, "d2").checked, damage_of(assessment, "d2").note) == (True, "fixing lug broken")
    assert assessment.estimate == FOUND.estimate


def test_a_note_on_the_claim_changes_only_the_history() -> None:
    assessment = made(Note("called the owner"))
    assert replace(assessment, edits=()) == FOUND
    assert assessment.edits[0].edit == Note("called the owner")


def test_vehicle_and_claim_are_set_with_what_stood_there() -> None:
    assessment = made(SetVehicle("model", "POLO SEDAN"), SetClaim("terms.excess", 7500))
    assert assessment.vehicle.text("model") == "POLO SEDAN"
    assert assessment.claim.terms.excess == Money(7500_00)
    assert [record.before for record in assessment.edits] == [{"model": "POLO VIVO"}, {"terms.excess": "5000.00"}]


def test_a_typed_line_price_remembers_the_tables_figure() -> None:
    line = next(each for each in FOUND.estimate.lines if each.part is PartName.HEADLAMP)
    assessment = made(PriceLine(line.id, ChargeKind.PART, each=Money(4000_00)))
    assert assessment.edits[0].before == {"amount": str(line.amount), "part": "1 x 6850.00"}


# What cannot be.


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Dismiss("d9"), r"there is no damage 'd9'; there are d1, d2, d3, d4, d5"),
        (DismissFinding("p9.d1"), "there is no finding 'p9.d1'"),
        (LeaveOutPhoto("p9"), "there is no photo 'p9'; there are p1, p2, p3, p4, p5, p6"),
        (RemoveLine("l99"), "there is no line 'l99'"),
        (PriceLine("l99", ChargeKind.PART, Money(1)), "there is no line 'l99'"),
        (Note("x", line="l99"), "there is no line 'l99'"),
        (PriceLine("l1", ChargeKind.ALIGNMENT, each=Money(900_00)), "l1 has no alignment yet; to add it, give the"),
        (PriceLine("l1", ChargeKind.ALIGNMENT, quantity=Decimal(1)), "l1 has no alignment yet"),
        (Split("d5", ("p2.d3",)), r"name some, not all, of the findings of d5: p2\.d3"),
        (Split("d4", ("p1.d1",)), "name some, not all"),
        (Split("d4", ("p1.d3", "p1.d1")), "name some, not all"),
        (Split("d4", ()), "name some, not all"),
        (Merge(("d1", "d9")), "there is no damage 'd9'"),
        (ChangeDamage("d5", side=Side.LEFT), "a bonnet has no left or right"),
        (AddDamage(DamageKind.DENT, PartName.ROOF, Side.LEFT), "a roof has no left or right"),
        (AddDamage(DamageKind.DENT, None, Side.LEFT), "a damage without a part has no side"),
        (MoveOutline("p1.d1", ()), "an outline without a point has no bounds"),
        (SetVehicle("warnings", "x"), "the vehicle has no field 'warnings'"),
        (SetVehicle("text", "x"), "the vehicle has no field 'text'"),
        (SetVehicle("disc_photo", "p1"), "the vehicle has no field 'disc_photo'"),
        (SetClaim("terms.exces", 1), "the claim has no key 'terms.exces'"),
    ],
)
def test_an_edit_that_cannot_be_says_why_and_what_there_is(edit: Edit, told: str) -> None:
    with pytest.raises(EditProblem) as caught:
        made(edit)
    assert re.search(told, caught.value.sentence)


# Whatever sequence of edits.


@settings(max_examples=40)
@given(st.data())
def test_any_valid_edits_keep_the_money_whole_and_the_file_reads_back(data: st.DataObject) -> None:
    assessment = FOUND
    for _ in range(data.draw(st.integers(1, 5), "how many")):
        edit = data.draw(valid_edits(assessment), "edit")
        added = sum(each.origin is Origin.PERSON for each in assessment.damages)
        assessment = edited(assessment, edit)
        assert money_faults(assessment) == ()
        if not isinstance(edit, Merge):
            assert sum(each.origin is Origin.PERSON for each in assessment.damages) >= added
    charges = [charge.amount for line in assessment.estimate.lines for charge in line.charges]
    assert assessment.estimate.subtotal == Money.total(charges)
    assert assessment.estimate.total == assessment.estimate.subtotal + assessment.estimate.vat
    assert [record.id for record in assessment.edits] == [f"e{n}" for n in range(1, len(assessment.edits) + 1)]
    assert priced(assessment) == assessment
    assert parse(dump(assessment)) == assessment


@given(st.sampled_from([each.id for each in FOUND.damages]), st.data())
@settings(max_examples=25)
def test_restore_after_dismiss_is_as_before_whatever_was_edited(damage_id: str, data: st.DataObject) -> None:
    before = edited(FOUND, data.draw(valid_edits(FOUND)))
    damage_id = data.draw(st.sampled_from([each.id for each in before.damages if not each.dismissed]))
    after = edited(before, Dismiss(damage_id), Restore(damage_id))
    assert (after.damages, after.estimate) == (before.damages, before.estimate)


# Edits that were typed into the file itself.


def test_damages_dismissed_or_added_by_hand_are_edits_too() -> None:
    roof = Damage("d6", DamageKind.DENT, PartName.ROOF, None, Severity.MINOR, 1.0, (), Origin.PERSON)
    by_hand = replace(FOUND, damages=(replace(FOUND.damages[0], dismissed=True), *FOUND.damages[1:], roof))
    assert hand_edits(by_hand) == (
        Dismiss("d1"),
        AddDamage(DamageKind.DENT, PartName.ROOF, severity=Severity.MINOR),
    )


def test_what_the_program_dismissed_is_no_edit_until_a_person_restores_it() -> None:
    other = replace(FOUND.damages[0], dismissed=True, another_vehicle=True)
    dismissed = replace(FOUND, damages=(other, *FOUND.damages[1:]))
    assert hand_edits(dismissed) == ()
    assert hand_edits(edited(dismissed, Restore("d1"))) == ()
    assert hand_edits(edited(dismissed, Restore("d1"), Dismiss("d1"))) == ()
    typed = replace(FOUND, damages=(replace(other, dismissed=False), *FOUND.damages[1:]))
    assert hand_edits(typed) == (Restore("d1"),)


@pytest.mark.parametrize(
    "edits",
    [
        (Dismiss("d1"),),
        (AddDamage(DamageKind.DENT, PartName.ROOF),),
        # A half-known part with an end becomes another part than the edit names.
        (AddDamage(DamageKind.DENT, PartName.DOOR, Side.LEFT, End.REAR),),
        (AddDamage(DamageKind.DENT, PartName.ROOF), ChangeDamage("d6", kind=DamageKind.SCRATCH)),
        (AddDamage(DamageKind.DENT, PartName.ROOF), ChangeDamage("d6", part=PartName.BONNET), Dismiss("d6")),
        (
            AddDamage(DamageKind.DENT, PartName.ROOF, photo="p1", box=Box(0, 0, 40, 40)),
            AddDamage(DamageKind.DENT, PartName.ROOF, photo="p2", box=Box(0, 0, 40, 40)),
            Merge(("d6", "d7")),
            Split("d6", ("p2.d6",)),
        ),
        (LeaveOutPhoto("p2"),),
        (DismissFinding("p2.d3"),),
    ],
)
def test_what_edits_tell_already_is_not_taken_for_typed_by_hand(edits: tuple[Edit, ...]) -> None:
    assert hand_edits(made(*edits)) == ()
