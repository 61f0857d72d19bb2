"""carry.py: what a person said about damages outlives a second run."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.damage import Damage, DamageStatus, Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName, Side
from claimapp.stages.merge.carry import carry_edits

_FOUND, _ADDED, _DISMISSED = DamageStatus.FOUND, DamageStatus.ADDED, DamageStatus.DISMISSED


def _damage(
    part: PartName | None = PartName.FRONT_DOOR, kind: DamageKind = DamageKind.DENT, status: DamageStatus = _FOUND,
    *, side: Side | None = Side.LEFT, seen: tuple[str, ...] = ("p1.d1",), note: str = "", name: str = "d1",
) -> Damage:  # fmt: skip
    severity = Severity.SEVERE if status is _ADDED else Severity.MINOR
    return Damage(name, kind, part, side, severity, 0.5, seen, status, note)


def test_without_edits_what_is_found_stays_as_it_is() -> None:
    found = (_damage(name="d1"), _damage(PartName.BONNET, side=None, name="d2"))
    assert carry_edits(found, ()) == found
    assert carry_edits(found, [_damage(PartName.ROOF, name="d1")]) == found


def test_a_dismissed_damage_found_again_stays_dismissed_with_the_persons_note() -> None:
    before = [_damage(status=_DISMISSED, note="reflection", seen=("p9.d9",))]
    (damage,) = carry_edits([_damage(seen=("p2.d1",), note="Seen on 2 photos, charged once.")], before)
    assert (damage.status, damage.note, damage.seen) == (_DISMISSED, "reflection", ("p2.d1",))


def test_a_dismissed_damage_not_found_any_more_stays_on_the_list_without_claiming_what_was_seen() -> None:
    assert carry_edits([], [_damage(status=_DISMISSED, note="old dent")]) == (
        _damage(status=_DISMISSED, note="old dent", seen=()),
    )


def test_a_dismissal_does_not_reach_the_other_side_another_part_or_another_kind() -> None:
    found = [
        _damage(side=Side.RIGHT),
        _damage(PartName.REAR_DOOR),
        _damage(kind=DamageKind.SCRATCH),
    ]
    carried = carry_edits(found, [_damage(status=_DISMISSED)])
    assert [damage.status for damage in carried] == [_FOUND, _FOUND, _FOUND, _DISMISSED]


def test_an_added_damage_is_kept_as_typed_and_takes_the_place_of_the_same_one_found() -> None:
    added = _damage(status=_ADDED, seen=(), note="felt by hand")
    assert carry_edits([], [added]) == (added,)
    assert carry_edits([_damage(seen=("p2.d1",))], [added]) == (replace(added, seen=("p2.d1",)),)


def test_two_edits_on_one_place_are_both_kept() -> None:
    before = [
        _damage(status=_ADDED, note="upper dent"),
        _damage(status=_DISMISSED, note="not of this accident"),
        _damage(status=_ADDED, note="lower dent"),
    ]
    carried = carry_edits([_damage()], before)
    assert [(damage.status, damage.note) for damage in carried] == [
        (_DISMISSED, "not of this accident"),
        (_ADDED, "upper dent"),
        (_ADDED, "lower dent"),
    ]
    assert sorted(damage.note for damage in carry_edits([], before)) == sorted(damage.note for damage in before)


def test_without_a_part_only_the_very_same_findings_are_dismissed_again() -> None:
    dismissed = _damage(None, status=_DISMISSED, side=None, seen=("p2.d1",))
    found = [_damage(None, side=None, seen=("p1.d1",)), _damage(None, side=None, seen=("p2.d1",))]
    assert [damage.status for damage in carry_edits(found, [dismissed])] == [_FOUND, _DISMISSED]


def test_ids_are_given_anew() -> None:
    carried = carry_edits([_damage(name="d7"), _damage(PartName.ROOF, side=None, name="d9")], [])
    assert [damage.id for damage in carried] == ["d1", "d2"]


_damages = st.builds(
    _damage,
    st.sampled_from([None, PartName.FRONT_DOOR, PartName.MIRROR]),
    st.sampled_from([DamageKind.DENT, DamageKind.SCRATCH]),
    st.sampled_from(DamageStatus),
    side=st.sampled_from(Side),
    seen=st.sampled_from([(), ("p1.d1",), ("p2.d1", "p2.d2")]),
    note=st.sampled_from(["", "a", "b"]),
)


def _found_ones(damages: list[Damage]) -> list[Damage]:
    """What a run can find: every place once."""
    places = {(d.part, d.side, d.kind, d.seen if d.part is None else ()): d for d in damages}
    return [replace(damage, status=_FOUND) for damage in places.values()]


@given(st.lists(_damages, max_size=6), st.lists(_damages, max_size=6))
def test_no_edit_and_no_found_damage_is_ever_lost(now: list[Damage], before: list[Damage]) -> None:
    found = _found_ones(now)
    carried = carry_edits(found, before)
    assert [damage.id for damage in carried] == [f"d{number}" for number in range(1, len(carried) + 1)]
    for status in (_ADDED, _DISMISSED):
        edits = sorted((d.kind, str(d.part), d.note) for d in before if d.status is status)
        assert sorted((d.kind, str(d.part), d.note) for d in carried if d.status is status) == edits
    assert {(d.part, d.side, d.kind) for d in found} <= {(d.part, d.side, d.kind) for d in carried}


@given(st.lists(_damages, max_size=6), st.lists(_damages, max_size=6))
def test_a_third_run_changes_nothing_more(now: list[Damage], before: list[Damage]) -> None:
    found = _found_ones([damage for damage in now if damage.part])
    once = carry_edits(found, [damage for damage in before if damage.part])
    again = carry_edits(found, once)
    assert sorted(map(_without_id, again)) == sorted(map(_without_id, once))


def _without_id(damage: Damage) -> str:
    return repr(replace(damage, id=""))
