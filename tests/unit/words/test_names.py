from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from claimapp.domain.claim import GarageClass
from claimapp.domain.damage import Damage, Origin, Severity
from claimapp.domain.edit import EDIT_TYPES
from claimapp.domain.estimate import Outcome
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.domain.line import ChargeKind, Operation, RowStatus
from claimapp.domain.part import End, PartName, Place, Side
from claimapp.domain.photo import PhotoRole, View
from claimapp.domain.vehicle import VEHICLE_FIELDS, Source
from claimapp.stages.lines.table_rows import BehindPart
from claimapp.words import names
from claimapp.words.language import Language, speaking

_EVERY: list[tuple[Callable[[Any], str], Iterable[Any]]] = [
    (names.kind_words, DamageKind),
    (names.severity_words, Severity),
    (names.operation_words, Operation),
    (names.charge_words, ChargeKind),
    (names.role_words, PhotoRole),
    (names.view_words, View),
    (names.source_words, Source),
    (names.outcome_words, Outcome),
    (names.row_status_words, RowStatus),
    (names.field_words, VEHICLE_FIELDS),
    (names.part_words, [*PartName, *BehindPart]),
    (names.garage_words, GarageClass),
    (names.edit_words, EDIT_TYPES),
]


@pytest.mark.parametrize("spoken", Language)
@pytest.mark.parametrize(("words", "values"), _EVERY)
def test_every_value_has_its_own_words_in_every_language(
    words: Callable[[Any], str], values: Iterable[Any], spoken: Language
) -> None:
    with speaking(spoken):
        said = [words(value) for value in values]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(PartName.FRONT_DOOR, Side.LEFT), "left front door"),
        (Place(PartName.BONNET), "bonnet"),
        (Place(PartName.MIRROR), "mirror"),  # a side that cannot be told is not guessed
        (Place(PartName.WHEEL, Side.RIGHT, End.REAR), "right rear wheel"),
        (Place(PartName.BUMPER), "bumper"),
        (None, "not known"),
    ],
)
def test_part_is_named_with_its_side_and_end(place: Place | None, said: str) -> None:
    assert names.place_words(place) == said


def test_a_line_id_is_not_taken_for_a_number() -> None:
    assert names.line_words("l11") == "L11"


_DAMAGE = Damage("d1", DamageKind.DENT, PartName.FRONT_DOOR, Side.LEFT, None, 0.5, ("p1.d1", "p1.d2"))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_DAMAGE, ""),
        (replace(_DAMAGE, seen=("p1.d1", "p2.d1")), "Seen on 2 photos, charged once."),
        (replace(_DAMAGE, side=None), "Left or right could not be told."),
        (replace(_DAMAGE, part=None, side=None), "Could not be laid on a part; not charged."),
        (replace(_DAMAGE, part=PartName.DOOR), "Which one could not be told; priced as the cheaper one."),
        (replace(_DAMAGE, checked=True, note="seen at the garage"), "Checked by a person. seen at the garage"),
    ],
)
def test_what_is_worth_knowing_of_a_damage_is_said(damage: Damage, said: str) -> None:
    assert names.damage_notes(damage) == said


def test_a_dismissed_damage_of_a_person_is_said_to_be_taken_off() -> None:
    added = replace(_DAMAGE, origin=Origin.PERSON)
    assert names.origin_words(added) == "added by a person"
    assert names.origin_words(replace(added, dismissed=True)) == "taken off by a person"
    another = replace(added, another_vehicle=True)
    assert names.origin_words(replace(another, dismissed=True)) == "on another vehicle, it seems"
    assert names.origin_words(another) == "added by a person"  # restored: the claim's


def test_what_a_person_gave_is_given_and_what_the_program_saw_is_a_share() -> None:
    by_person = Damage("d1", DamageKind.DENT, PartName.ROOF, None, None, 1.0, (), Origin.PERSON)
    assert names.sure_words(by_person) == "given"
    assert names.sure_words(replace(by_person, origin=Origin.PROGRAM, confidence=0.42)) == "42\u00a0%"


def test_a_finding_is_given_only_where_a_person_drew_it_for_a_damage_of_their_own() -> None:
    by_person = Damage("d1", DamageKind.DENT, PartName.ROOF, None, None, 1.0, ("p1.d1",), Origin.PERSON)
    drawn = Finding("p1.d1", DamageKind.DENT, 1.0, Box(0, 0, 9, 9))
    assert names.finding_sure_words(drawn, by_person) == "given"
    assert names.finding_sure_words(replace(drawn, confidence=0.42), by_person) == "42\u00a0%"
    assert names.finding_sure_words(drawn, replace(by_person, origin=Origin.PROGRAM)) == "100\u00a0%"
    assert names.finding_sure_words(drawn, None) == "100\u00a0%"
