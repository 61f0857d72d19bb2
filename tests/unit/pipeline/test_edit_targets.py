"""edit_targets.py: what an edit names is found or told, and anchored by what does not change from run to run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimapp.domain.assessment import Assessment
from claimapp.domain.edit import Anchor
from claimapp.domain.finding import DamageKind
from claimapp.domain.geometry import Box
from claimapp.domain.part import PartName, Place
from claimapp.errors import EditProblem
from claimapp.pipeline.edit_targets import (
    damage_anchor,
    damage_named,
    finding_anchor,
    finding_named,
    findings_named,
    line_named,
    next_id,
    photo_named,
    photos_with,
    put_damage,
    told,
)
from tests.data.assessments import empty_assessment
from tests.data.edits import found_assessment

FOUND = found_assessment()


def test_what_an_edit_names_is_found_by_its_id() -> None:
    assert damage_named(FOUND, "d3") is FOUND.damages[2]
    assert photo_named(FOUND, "p2") is FOUND.photos[1]
    assert finding_named(FOUND, "p2.d3") == (FOUND.photos[1], FOUND.photos[1].findings[2])
    assert line_named(FOUND, "l2") is FOUND.estimate.lines[1]


@pytest.mark.parametrize(
    ("find", "sentence"),
    [
        (damage_named, "there is no damage 'x'; there are d1, d2, d3, d4, d5"),
        (photo_named, "there is no photo 'x'; there are p1, p2, p3, p4, p5, p6"),
        (finding_named, "there is no finding 'x'; there are p1.d1, "),
        (line_named, "there is no line 'x'; there are l1, l2, "),
    ],
)
def test_what_is_not_there_is_told_with_what_there_is(find: Callable[[Assessment, str], object], sentence: str) -> None:
    with pytest.raises(EditProblem) as caught:
        find(FOUND, "x")
    assert sentence in caught.value.sentence


def test_of_a_claim_without_damages_none_can_be_named() -> None:
    with pytest.raises(EditProblem) as caught:
        damage_named(empty_assessment(), "d1")
    assert "there is no damage 'd1'; the claim has no damage" in caught.value.sentence


def test_findings_come_in_the_order_of_the_photos_and_strangers_are_passed_over() -> None:
    assert [each.id for each in findings_named(FOUND, ["p4.d4", "p9.d9", "p2.d3"])] == ["p2.d3", "p4.d4"]


def test_an_anchor_holds_kind_place_and_where_on_which_photo() -> None:
    bonnet = Anchor(DamageKind.DENT, Place(PartName.BONNET), (("2" * 64, Box(780, 250, 890, 320)),))
    (box,) = (each.box for each in FOUND.photos[1].findings if each.id == "p2.d3")
    assert damage_anchor(FOUND, FOUND.damages[4]) == Anchor(bonnet.kind, bonnet.place, (("2" * 64, box),))
    assert finding_anchor(FOUND, FOUND.photos[1].findings[2]).photos == (("2" * 64, box),)


def test_a_record_tells_kind_place_severity_and_whether_it_was_dismissed() -> None:
    assert told(FOUND.damages[0]) == "broken front_bumper// severe"


def test_only_the_damage_or_photo_that_changed_is_replaced() -> None:
    done = put_damage(FOUND, FOUND.damages[1], FOUND.damages[1])
    assert (done.assessment, list(done.before)) == (FOUND, ["d2"])
    assert photos_with(FOUND, FOUND.photos[1]) == FOUND.photos


@pytest.mark.parametrize(
    ("taken", "given"), [((), "d1"), (("d1", "d2"), "d3"), (("d7", "d3"), "d8"), (("d9", "d10"), "d11")]
)
def test_a_new_id_follows_the_highest_taken(taken: tuple[str, ...], given: str) -> None:
    assert next_id("d", taken) == given
