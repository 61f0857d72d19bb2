"""damage_edits.py: what each edit of a damage does, literally."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage, Origin, Severity
from claimapp.domain.edit import (
    AddDamage,
    ChangeDamage,
    Dismiss,
    DismissFinding,
    Merge,
    Restore,
    Split,
)
from claimapp.domain.finding import DamageKind
from claimapp.domain.geometry import Box
from claimapp.domain.part import End, PartName, Place, Side
from claimapp.errors import EditProblem
from claimapp.pipeline.edits import apply
from tests.data.edits import NOW, damage_of, edited, found_assessment, made, moved

FOUND = found_assessment()


def test_a_dismissed_damage_stays_listed_and_is_not_charged() -> None:
    assessment = edited(FOUND, Dismiss("d1"))
    assert [each.id for each in assessment.damages] == ["d1", "d2", "d3", "d4", "d5"]
    assert damage_of(assessment, "d1") == replace(FOUND.damages[0], dismissed=True)
    assert not [line for line in assessment.estimate.lines if line.part is PartName.FRONT_BUMPER]
    assert assessment.estimate.total < FOUND.estimate.total


def test_restoring_gives_back_what_was_dismissed_with_its_money() -> None:
    assessment = edited(FOUND, Dismiss("d3"), Restore("d3"))
    assert assessment.damages == FOUND.damages
    assert assessment.estimate == FOUND.estimate


def test_a_dismissed_finding_leaves_the_damage_where_others_show_it() -> None:
    assessment = made(DismissFinding("p2.d5"))
    assert damage_of(assessment, "d1") == replace(FOUND.damages[0], seen=("p1.d1", "p2.d1", "p4.d1"))
    assert assessment.edits[0].before == {"finding": "p2.d5", "kind": "scratch"}


def test_a_damage_whose_last_finding_is_dismissed_is_taken_off() -> None:
    assessment = made(DismissFinding("p2.d3"))
    assert (damage_of(assessment, "d5").seen, damage_of(assessment, "d5").dismissed) == ((), True)


def test_an_added_damage_is_a_persons_and_drawn_on_its_photo() -> None:
    box = Box(700, 400, 800, 460)
    assessment = edited(
        FOUND,
        AddDamage(DamageKind.DENT, PartName.REAR_DOOR, Side.LEFT, severity=Severity.MODERATE, photo="p4", box=box),
    )
    assert assessment.damages[-1] == Damage(
        "d6", DamageKind.DENT, PartName.REAR_DOOR, Side.LEFT, Severity.MODERATE, 1.0, ("p4.d5",), Origin.PERSON
    )
    finding = assessment.photos[3].findings[-1]
    assert (finding.id, finding.box, finding.part, finding.side) == ("p4.d5", box, PartName.REAR_DOOR, Side.LEFT)
    assert "d6" in {each for line in assessment.estimate.lines for each in line.damages}
    assert assessment.estimate.total > FOUND.estimate.total


def test_an_added_damage_needs_no_photo() -> None:
    added = made(AddDamage(DamageKind.SCRATCH, PartName.ROOF)).damages[-1]
    assert (added.seen, added.place, added.severity) == ((), Place(PartName.ROOF), None)


def test_the_box_of_an_added_outline_is_its_hull() -> None:
    polygon = ((10.0, 40.0), (60.0, 20.0), (90.0, 70.0))
    assessment = made(AddDamage(DamageKind.DENT, PartName.ROOF, photo="p1", polygon=polygon))
    assert assessment.photos[0].findings[-1].box == Box(10, 20, 90, 70)
    assert assessment.photos[0].findings[-1].outline == polygon


def test_a_half_known_part_with_its_end_is_the_whole_part() -> None:
    added = made(AddDamage(DamageKind.DENT, PartName.DOOR, Side.RIGHT, End.REAR)).damages[-1]
    assert added.place == Place(PartName.REAR_DOOR, Side.RIGHT)
    changed = made(ChangeDamage("d5", part=PartName.WHEEL, side=Side.LEFT, end=End.FRONT))
    assert damage_of(changed, "d5").place == Place(PartName.WHEEL, Side.LEFT, End.FRONT)


def test_a_changed_damage_keeps_what_is_left_out() -> None:
    changed = damage_of(made(ChangeDamage("d3", severity=Severity.SEVERE)), "d3")
    assert changed == replace(FOUND.damages[2], severity=Severity.SEVERE)


def test_another_part_drops_a_side_that_it_cannot_have() -> None:
    changed = damage_of(made(ChangeDamage("d3", part=PartName.BONNET)), "d3")
    assert (changed.part, changed.side, changed.kind) == (PartName.BONNET, None, DamageKind.DENT)
    kept = damage_of(made(ChangeDamage("d3", part=PartName.REAR_DOOR)), "d3")
    assert kept.place == Place(PartName.REAR_DOOR, Side.LEFT)


def test_another_kind_is_judged_anew_by_the_share_of_its_part() -> None:
    seen = FOUND.photos[1]
    # A fifth of the bonnet: a moderate dent by CESVIMAP's levels, and a lamp is severe whatever its share.
    findings = tuple(replace(each, share_of_part=0.2) if each.id == "p2.d3" else each for each in seen.findings)
    assessment = replace(FOUND, photos=(FOUND.photos[0], replace(seen, findings=findings), *FOUND.photos[2:]))
    broken = apply(assessment, ChangeDamage("d5", kind=DamageKind.BROKEN), when=NOW, who="")
    assert damage_of(broken, "d5").severity is Severity.MODERATE
    missing = apply(assessment, ChangeDamage("d5", kind=DamageKind.MISSING), when=NOW, who="")
    assert damage_of(missing, "d5").severity is Severity.SEVERE
    # Elsewhere the share says nothing: what was judged stays.
    elsewhere = apply(assessment, ChangeDamage("d5", kind=DamageKind.MISSING, part=PartName.ROOF), when=NOW, who="")
    assert damage_of(elsewhere, "d5").severity is Severity.MINOR


def test_merged_damages_are_the_first_with_all_findings_and_the_worst_severity() -> None:
    assessment = made(Merge(("d5", "d3", "d4")))
    assert [each.id for each in assessment.damages] == ["d1", "d2", "d5"]
    assert damage_of(assessment, "d5") == Damage(
        "d5", DamageKind.DENT, PartName.BONNET, None, Severity.MODERATE, 0.95,
        ("p2.d3", "p2.d4", "p4.d4", "p1.d3", "p3.d1", "p3.d2", "p4.d3"),
    )  # fmt: skip
    assert list(assessment.edits[0].before) == ["d5", "d3", "d4"]


def test_a_damage_named_twice_in_a_merge_is_not_lost() -> None:
    assert [each.id for each in made(Merge(("d1", "d1", "d2"))).damages] == ["d1", "d3", "d4", "d5"]


def test_split_findings_become_a_damage_of_their_own_on_the_same_part() -> None:
    assessment = made(Split("d4", ("p3.d1", "p4.d3")))
    assert damage_of(assessment, "d4").seen == ("p1.d3", "p3.d2")
    apart = assessment.damages[-1]
    assert (apart.id, apart.kind, apart.place) == ("d6", DamageKind.DENT, Place(PartName.FRONT_DOOR, Side.LEFT))
    assert (apart.seen, apart.confidence) == (("p3.d1", "p4.d3"), 0.93)


def test_what_is_split_off_goes_back_to_the_part_and_kind_that_it_was_seen_as() -> None:
    before = FOUND.damages
    moved_back = before[2].seen
    apart = made(Merge(("d1", "d3")), Split("d1", moved_back)).damages[-1]
    assert (apart.kind, apart.part, apart.seen) == (before[2].kind, before[2].part, moved_back)


def test_a_persons_word_about_a_damage_holds_for_what_is_split_off_it() -> None:
    word = ChangeDamage("d4", part=PartName.REAR_DOOR, kind=DamageKind.SCRATCH)
    apart = made(word, Split("d4", ("p3.d1", "p4.d3"))).damages[-1]
    assert (apart.kind, apart.part) == (DamageKind.SCRATCH, PartName.REAR_DOOR)


def test_what_is_split_off_a_persons_damage_is_that_persons() -> None:
    added = AddDamage(DamageKind.DENT, PartName.ROOF, photo="p1", box=Box(0, 0, 40, 40))
    again = AddDamage(DamageKind.DENT, PartName.ROOF, photo="p2", box=Box(0, 0, 40, 40))
    assessment = made(added, again, Merge(("d6", "d7")), Split("d6", ("p2.d6",)))
    assert [each.origin for each in assessment.damages[-2:]] == [Origin.PERSON, Origin.PERSON]


def _with_another_vehicles(damage_id: str) -> Assessment:
    damages = tuple(
        replace(each, dismissed=True, another_vehicle=True) if each.id == damage_id else each for each in FOUND.damages
    )
    return replace(FOUND, damages=damages)


@pytest.mark.parametrize("damages", [("d3", "d4"), ("d4", "d3")])
def test_what_is_merged_with_a_charged_damage_is_charged(damages: tuple[str, str]) -> None:
    merged = damage_of(apply(_with_another_vehicles("d4"), Merge(damages), when=NOW, who=""), damages[0])
    assert (merged.charged, merged.another_vehicle) == (True, False)


def test_what_is_split_off_another_vehicles_damage_is_not_charged_either() -> None:
    split = apply(_with_another_vehicles("d4"), Split("d4", ("p3.d1", "p4.d3")), when=NOW, who="")
    assert [damage_of(split, each).on_another_vehicle for each in ("d4", "d6")] == [True, True]


def test_a_moved_outline_takes_its_box_along() -> None:
    assessment = made(moved("p1.d3", by=200))
    finding = assessment.photos[0].findings[2]
    assert finding.box == Box(200, 200, 300, 300)
    assert finding.outline == ((200.0, 200.0), (300.0, 200.0), (300.0, 300.0), (200.0, 300.0))
    assert assessment.edits[0].before == {"box": "960, 530, 1150, 680"}


def test_a_damage_without_a_part_can_have_another_kind_but_no_side() -> None:
    seen = replace(FOUND, damages=(replace(FOUND.damages[2], part=None, side=None), *FOUND.damages[3:]))
    changed = apply(seen, ChangeDamage("d3", kind=DamageKind.SCRATCH), when=NOW, who="")
    assert (changed.damages[0].kind, changed.damages[0].part) == (DamageKind.SCRATCH, None)
    with pytest.raises(EditProblem, match="name the part as well"):
        apply(seen, ChangeDamage("d3", side=Side.LEFT), when=NOW, who="")
