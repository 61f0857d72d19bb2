"""replay.py: a person's edits are made again over what a new run finds, and what fits nothing is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.assessment import Assessment
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.damage import Damage, Origin, Severity
from claimapp.domain.edit import (
    AddDamage,
    AddLine,
    ChangeDamage,
    Check,
    Dismiss,
    DismissFinding,
    Edit,
    LeaveOutPhoto,
    Merge,
    Note,
    PriceLine,
    Restore,
    SetVehicle,
    Split,
)
from claimapp.domain.finding import DamageKind
from claimapp.domain.geometry import Box
from claimapp.domain.line import ChargeKind, Operation
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Place, Side
from claimapp.pipeline.replay import replay
from claimapp.words.say import say
from tests.data.edits import NOW, damages_told, edited, found_assessment, hours, moved, priced, valid_edits

FOUND = found_assessment()


def again(assessment: Assessment, over: Assessment = FOUND) -> Assessment:
    """A new run that finds `over`, with the edits of `assessment` made again."""
    return priced(replay(over, assessment.edits).assessment)


def reordered() -> Assessment:
    """What another run finds of the same photos: other ids of all things, boxes a little off."""
    names = {f"p{n}": f"p{7 - n}" for n in range(1, 7)}

    def renamed(finding_id: str) -> str:
        photo, rest = finding_id.split(".")
        return f"{names[photo]}.{rest}"

    photos = tuple(
        replace(
            seen,
            photo=replace(seen.photo, id=names[seen.photo.id]),
            findings=tuple(
                replace(
                    each,
                    id=renamed(each.id),
                    box=Box(each.box.x0 + 4, each.box.y0 + 4, each.box.x1 + 4, each.box.y1 + 4),
                )
                for each in seen.findings
            ),
        )
        for seen in reversed(FOUND.photos)
    )
    damages = tuple(
        replace(each, id=f"d{number}", seen=tuple(renamed(seen) for seen in each.seen))
        for number, each in enumerate(reversed(FOUND.damages), start=1)
    )
    return priced(replace(FOUND, photos=photos, damages=damages))


@settings(max_examples=60)
@given(st.data())
def test_replayed_over_the_same_finds_any_edits_give_the_same_damages_and_total(data: st.DataObject) -> None:
    assessment = FOUND
    for _ in range(data.draw(st.integers(1, 3), "how many")):
        assessment = edited(assessment, data.draw(valid_edits(assessment), "edit"))
    new = again(assessment)
    assert damages_told(new) == damages_told(assessment)
    assert new.estimate.total == assessment.estimate.total
    assert new.claim == assessment.claim
    assert new.vehicle == assessment.vehicle
    assert [record.edit for record in new.edits] == [record.edit for record in assessment.edits]


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (Dismiss("d1"), Place(PartName.FRONT_BUMPER)),
        (ChangeDamage("d5", severity=Severity.SEVERE), Place(PartName.BONNET)),
        (Check("d2"), Place(PartName.HEADLAMP, Side.LEFT)),
        (Note("touched up before", damage="d3"), Place(PartName.FRONT_FENDER, Side.LEFT)),
    ],
)
def test_a_damage_is_found_again_under_another_id(edit: Edit, place: Place) -> None:
    def told(assessment: Assessment) -> Damage:
        (damage,) = (each for each in assessment.damages if each.place == place)
        return replace(damage, id="", seen=())

    before = edited(FOUND, edit)
    assert told(again(before, reordered())) == told(before) != told(FOUND)


def test_findings_photos_and_splits_are_found_again_under_other_ids() -> None:
    before = edited(FOUND, DismissFinding("p1.d1"), Split("d4", ("p3.d1",)), LeaveOutPhoto("p2"), Merge(("d2", "d3")))
    new = again(before, reordered())
    assert damages_told(new) == damages_told(before)
    assert [record.edit for record in new.edits] == [
        DismissFinding("p6.d1"),
        Split("d2", ("p4.d1",)),
        LeaveOutPhoto("p5"),
        Merge(("d4", "d3")),
    ]
    assert new.estimate.total == before.estimate.total


def test_a_damage_found_elsewhere_on_the_part_is_found_by_its_box() -> None:
    # The program changed its mind about the part; the box on the same photo tells that it is the same damage.
    before = edited(FOUND, Dismiss("d5"))
    changed = priced(replace(FOUND, damages=(*FOUND.damages[:4], replace(FOUND.damages[4], part=PartName.WINDSCREEN))))
    assert [each.id for each in again(before, changed).damages if each.dismissed] == ["d5"]


def test_an_edit_of_the_claims_damage_never_goes_to_another_vehicles() -> None:
    # The new run finds the bonnet's dent on the other car's photo alone.
    before = edited(FOUND, Dismiss("d5"), Restore("d5"))
    others = replace(FOUND.damages[4], dismissed=True, another_vehicle=True, seen=("p5.d1",))
    new = again(before, priced(replace(FOUND, damages=(*FOUND.damages[:4], others))))
    assert new.damages[4].on_another_vehicle
    assert [record.in_force for record in new.edits] == [False, False]


def test_an_edit_that_fits_nothing_is_kept_told_and_tried_again() -> None:
    before = edited(FOUND, Dismiss("d5"), Check("d1"))
    without = priced(
        replace(
            FOUND,
            damages=FOUND.damages[:4],
            photos=tuple(replace(each, findings=each.findings[:2]) for each in FOUND.photos),
        )
    )
    replayed = replay(without, before.edits)
    assert ([each.edit for each in replayed.carried], [each.edit for each in replayed.lost]) == (
        [Check("d1")],
        [Dismiss("d5")],
    )
    assert replayed.assessment.warnings[:2] == (
        Caution.of(CautionCode.EDITS_CARRIED, count=1, edits=(("check", "front_bumper//"),)),
        Caution.of(CautionCode.EDIT_NOT_CARRIED, where="e1", edit="dismiss", about="bonnet//"),
    )
    assert "fits nothing any more and was not carried over: dismissed (bonnet)" in say(replayed.assessment.warnings[1])
    assert [record.in_force for record in replayed.assessment.edits] == [False, True]
    # A later run finds the bonnet again.
    later = replay(FOUND, replayed.assessment.edits)
    assert (len(later.carried), later.lost) == (2, ())
    assert [each.id for each in later.assessment.damages if each.dismissed] == ["d5"]


def test_without_edits_nothing_is_said() -> None:
    assert replay(FOUND, ()).assessment == FOUND


def test_time_and_author_of_an_edit_stay() -> None:
    (record,) = again(edited(FOUND, Dismiss("d1"), who="A. Botha")).edits
    assert (record.id, record.when, record.who) == ("e1", NOW, "A. Botha")


def test_an_added_damage_stays_a_persons_when_the_program_finds_it_too() -> None:
    added = AddDamage(DamageKind.DENT, PartName.ROOF, severity=Severity.SEVERE)
    found_too = replace(
        FOUND,
        damages=(*FOUND.damages, Damage("d6", DamageKind.DENT, PartName.ROOF, None, Severity.MINOR, 0.4, ("p1.d1",))),
    )
    last = again(edited(FOUND, added), found_too).damages
    assert len(last) == 6
    assert (last[5].origin, last[5].severity, last[5].seen) == (Origin.PERSON, Severity.SEVERE, ("p1.d1",))


def test_a_damage_added_beside_a_dismissed_one_of_its_kind_and_place_is_not_lost() -> None:
    added = AddDamage(DamageKind.DENT, PartName.BONNET, severity=Severity.SEVERE)
    before = edited(FOUND, Dismiss("d5"), added)
    new = again(before)
    assert damages_told(new) == damages_told(before)
    assert new.estimate.total == before.estimate.total > edited(FOUND, Dismiss("d5")).estimate.total


def test_an_added_damage_without_photo_is_not_taken_for_the_programs_own() -> None:
    before = edited(FOUND, AddDamage(DamageKind.DENT, PartName.BONNET, severity=Severity.SEVERE), Dismiss("d6"))
    assert damages_told(again(before)) == damages_told(before)


def test_an_added_damage_outlives_a_photo_that_is_gone() -> None:
    before = edited(FOUND, AddDamage(DamageKind.DENT, PartName.ROOF, photo="p5", box=Box(10, 10, 90, 90)))
    gone = priced(replace(FOUND, photos=tuple(each for each in FOUND.photos if each.photo.id != "p5")))
    last = again(before, gone).damages[-1]
    assert (last.place, last.origin, last.seen) == (Place(PartName.ROOF), Origin.PERSON, ())


def test_a_photo_that_is_gone_is_told() -> None:
    before = edited(FOUND, LeaveOutPhoto("p5"))
    gone = replace(FOUND, photos=FOUND.photos[:4])
    assert [record.edit for record in replay(gone, before.edits).lost] == [LeaveOutPhoto("p5")]


def test_a_moved_outline_is_moved_again() -> None:
    new = again(edited(FOUND, moved("p1.d3", by=200)), reordered())
    (finding,) = (each for seen in new.photos for each in seen.findings if each.id == "p6.d3")
    assert finding.box == Box(200, 200, 300, 300)


def test_line_edits_survive_a_new_run_that_numbers_lines_and_damages_otherwise() -> None:
    lamp = next(line for line in FOUND.estimate.lines if line.part is PartName.HEADLAMP)
    before = edited(
        FOUND,
        PriceLine(lamp.id, ChargeKind.PART, each=Money(4000_00)),
        AddLine(Operation.SUBLET, (hours("2", 350_00, ChargeKind.LABOUR),), text="polish"),
    )
    new = again(before, reordered())
    assert new.estimate.total == before.estimate.total != FOUND.estimate.total
    (line,) = (each for each in new.estimate.lines if each.part is PartName.HEADLAMP)
    assert next(charge.each for charge in line.charges if charge.what is ChargeKind.PART) == Money(4000_00)


def test_what_was_typed_of_the_vehicle_wins_over_what_a_new_run_reads() -> None:
    before = edited(FOUND, SetVehicle("model", "POLO SEDAN"), Restore("d1"))
    new = again(before)
    assert new.vehicle.text("model") == "POLO SEDAN"
    assert ("set_vehicle", "model") in dict(new.warnings[0].facts)["edits"]  # type: ignore[operator]


def test_an_added_damage_without_a_part_is_added_again() -> None:
    added = edited(FOUND, AddDamage(DamageKind.DENT))
    assert [(each.kind, each.part) for each in again(added).damages if each.origin is Origin.PERSON] == [
        (DamageKind.DENT, None)
    ]


def test_a_damage_without_a_part_is_found_again_by_where_it_is_seen() -> None:
    seen = replace(FOUND.damages[2], part=None, side=None)
    unplaced = replace(FOUND, damages=(*FOUND.damages[:2], seen, *FOUND.damages[3:]))
    dismissed = edited(unplaced, Dismiss("d3"))
    assert [each.id for each in again(dismissed, unplaced).damages if each.dismissed] == ["d3"]


def test_a_finding_that_is_gone_is_told_and_its_dismissal_kept_out_of_force() -> None:
    dismissed = edited(FOUND, DismissFinding("p3.d1"))
    photos = tuple(replace(shown, findings=()) if shown.photo.id == "p3" else shown for shown in FOUND.photos)
    gone = replace(FOUND, photos=photos)
    assert [record.in_force for record in again(dismissed, gone).edits] == [False]
