"""damages.py: the same damage on several photos is listed once, and none is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.damage import Origin, Severity
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.domain.part import PARTS, End, PartName, Place, Side
from claimapp.stages.merge.damages import list_damages, one_damage

_L, _R = Side.LEFT, Side.RIGHT
_DENT, _SCRATCH, _UNKNOWN = DamageKind.DENT, DamageKind.SCRATCH, DamageKind.UNKNOWN
_BOX = Box(0, 0, 10, 10)


def _placed(
    finding_id: str, kind: DamageKind, part: PartName | None, side: Side | None = None, *,
    confidence: float = 0.5, share: float | None = 0.1, box: Box = _BOX, end: End | None = None,
) -> Finding:  # fmt: skip
    coverage = 1.0 if part else None
    return Finding(finding_id, kind, confidence, box, None, part, coverage, share if part else None, side, end)


def test_one_dent_on_three_photos_is_one_damage_with_the_strongest_of_each() -> None:
    (damage,) = list_damages(
        [
            _placed("p10.d1", _DENT, PartName.FRONT_DOOR, _L, confidence=0.4, share=0.7),
            _placed("p2.d2", _DENT, PartName.FRONT_DOOR, _L, confidence=0.9, share=0.005),
            _placed("p2.d1", _DENT, PartName.FRONT_DOOR, _L, confidence=0.6, share=None),
        ]
    )
    assert (damage.id, damage.kind, damage.part, damage.side) == ("d1", _DENT, PartName.FRONT_DOOR, _L)
    assert (damage.severity, damage.confidence, damage.origin) == (Severity.SEVERE, 0.9, Origin.PROGRAM)
    assert damage.seen == ("p2.d1", "p2.d2", "p10.d1")
    assert damage.note == ""


def test_other_side_other_part_or_other_kind_is_another_damage() -> None:
    placed = [
        _placed("p1.d1", _DENT, PartName.FRONT_DOOR, _L),
        _placed("p1.d2", _DENT, PartName.FRONT_DOOR, _R),
        _placed("p1.d3", _DENT, PartName.REAR_DOOR, _L),
        _placed("p1.d4", _SCRATCH, PartName.FRONT_DOOR, _L),
    ]
    assert len(list_damages(placed)) == 4


@pytest.mark.parametrize(
    ("sides", "damages"),
    [
        ([_L, None], [_L]),
        ([None, None], [None]),
        ([_L, _R, None], [_L, _R]),  # one of the two again
    ],
)
def test_a_side_that_a_photo_does_not_tell_is_the_one_that_the_others_agree_on(
    sides: list[Side | None], damages: list[Side | None]
) -> None:
    placed = [_placed(f"p{n}.d1", _DENT, PartName.MIRROR, side) for n, side in enumerate(sides, start=1)]
    listed = list_damages(placed)
    assert [damage.side for damage in listed] == damages


@pytest.mark.parametrize(
    ("elsewhere", "part"),
    [
        ([PartName.FRONT_DOOR], PartName.FRONT_DOOR),
        ([PartName.REAR_DOOR, PartName.BONNET], PartName.REAR_DOOR),
        ([PartName.BONNET], PartName.DOOR),
    ],
)
def test_a_door_on_a_close_up_is_the_one_that_has_a_damage_on_another_photo(
    elsewhere: list[PartName], part: PartName
) -> None:
    close_up = _placed("p9.d1", _SCRATCH, PartName.DOOR, share=0.01)
    others = [
        _placed(f"p{n}.d1", _DENT, other, _L if PARTS[other].sided else None)
        for n, other in enumerate(elsewhere, start=1)
    ]
    (damage,) = (damage for damage in list_damages([*others, close_up]) if "p9.d1" in damage.seen)
    assert (damage.part, damage.side) == (part, None if part is PartName.DOOR else _L)
    assert damage.severity is Severity.MINOR


def test_a_door_on_a_close_up_is_no_third_door_where_both_are_damaged_elsewhere() -> None:
    doors = [
        _placed("p1.d1", _DENT, PartName.FRONT_DOOR, _L),
        _placed("p2.d1", _DENT, PartName.REAR_DOOR, _L),
        _placed("p9.d1", _SCRATCH, PartName.DOOR),
    ]
    assert [damage.part for damage in list_damages(doors)] == [PartName.FRONT_DOOR, PartName.REAR_DOOR]


def test_front_and_rear_wheel_of_one_side_are_two_damages() -> None:
    wheels = [_placed(f"p{n}.d1", _DENT, PartName.WHEEL, _L, end=end) for n, end in enumerate(End, start=1)]
    assert [damage.end for damage in list_damages(wheels)] == [End.FRONT, End.REAR]


def test_a_panel_takes_the_side_of_the_damage_that_it_touches_on_the_same_photo() -> None:
    elsewhere = _placed("p1.d1", _DENT, PartName.FRONT_FENDER, _L)
    fender = _placed("p2.d1", _DENT, PartName.FRONT_FENDER)
    door = _placed("p2.d2", _SCRATCH, PartName.FRONT_DOOR)
    assert {(d.part, d.side) for d in list_damages([elsewhere, fender, door])} == {
        (PartName.FRONT_FENDER, _L),
        (PartName.FRONT_DOOR, _L),
    }
    apart = _placed("p2.d2", _SCRATCH, PartName.FRONT_DOOR, box=Box(5000, 5000, 5100, 5100))
    assert (PartName.FRONT_DOOR, None) in {(d.part, d.side) for d in list_damages([elsewhere, fender, apart])}


def test_a_lamp_of_unknown_side_is_no_third_lamp_where_both_are_damaged() -> None:
    lamps = [
        _placed(f"p{number}.d1", DamageKind.LAMP, PartName.HEADLAMP, side)
        for number, side in enumerate((Side.LEFT, Side.RIGHT, None), start=1)
    ]
    assert [damage.side for damage in list_damages(lamps)] == [Side.LEFT, Side.RIGHT]


def test_a_part_without_sides_gets_none() -> None:
    (damage,) = list_damages([_placed("p1.d1", _DENT, PartName.BONNET)])
    assert (damage.side, damage.note) == (None, "")


def test_vague_damage_joins_the_surest_named_one_on_that_part() -> None:
    listed = list_damages(
        [
            _placed("p1.d1", _UNKNOWN, PartName.BONNET, confidence=0.95),
            _placed("p1.d2", _SCRATCH, PartName.BONNET, confidence=0.5),
            _placed("p2.d1", _DENT, PartName.BONNET, confidence=0.8),
            _placed("p2.d2", _UNKNOWN, PartName.ROOF),
        ]
    )
    assert [(damage.kind, damage.part, damage.seen) for damage in listed] == [
        (_DENT, PartName.BONNET, ("p1.d1", "p2.d1")),
        (_SCRATCH, PartName.BONNET, ("p1.d2",)),
        (_UNKNOWN, PartName.ROOF, ("p2.d2",)),
    ]


def test_a_damaged_part_s_own_box_does_not_make_a_small_dent_severe() -> None:
    (damage,) = list_damages(
        [
            _placed("p1.d1", _DENT, PartName.FRONT_DOOR, _L, share=0.005),
            _placed("p2.d1", _UNKNOWN, PartName.FRONT_DOOR, _L, share=None),
        ]
    )
    assert damage.severity is Severity.MINOR


def test_a_damage_on_no_part_is_listed_for_each_photo_last_and_says_that_it_is_not_charged() -> None:
    listed = list_damages(
        [
            _placed("p1.d1", _DENT, None),
            _placed("p2.d1", _DENT, None, confidence=0.7),
            _placed("p2.d2", _DENT, None),
            _placed("p3.d1", _DENT, PartName.TAILGATE),
        ]
    )
    assert [damage.seen for damage in listed] == [("p3.d1",), ("p2.d1", "p2.d2"), ("p1.d1",)]
    assert [damage.part for damage in listed[1:]] == [None, None]
    assert listed[1].severity is None


def test_a_box_over_a_corner_is_left_out_only_where_its_photo_lists_what_is_in_it() -> None:
    corner = _placed("p1.d1", _UNKNOWN, None, box=Box(0, 0, 100, 100))
    inside = _placed("p1.d2", _DENT, PartName.BONNET, box=Box(10, 10, 50, 50))
    beside = _placed("p1.d2", _DENT, PartName.BONNET, box=Box(80, 80, 180, 180))
    elsewhere = _placed("p2.d1", _DENT, PartName.BONNET, box=Box(10, 10, 50, 50))
    assert [damage.seen for damage in list_damages([corner, inside])] == [("p1.d2",)]
    assert len(list_damages([corner, beside])) == 2
    assert len(list_damages([corner, elsewhere])) == 2


def test_damages_are_listed_from_front_to_rear() -> None:
    parts = [PartName.TAILGATE, PartName.WHEEL, PartName.ROOF, PartName.BONNET, PartName.FRONT_BUMPER]
    listed = list_damages([_placed(f"p1.d{n}", _DENT, part) for n, part in enumerate(parts, start=1)])
    assert [damage.part for damage in listed] == [
        PartName.BONNET, PartName.FRONT_BUMPER, PartName.ROOF, PartName.TAILGATE, PartName.WHEEL,
    ]  # fmt: skip


def test_no_findings_give_an_empty_list() -> None:
    assert list_damages([]) == ()


@st.composite
def _findings(draw: st.DrawFn) -> list[Finding]:
    few_parts = st.sampled_from([None, PartName.BONNET, PartName.FRONT_DOOR, PartName.MIRROR])
    px = st.integers(0, 20)
    placed = []
    for photo in range(1, draw(st.integers(1, 3)) + 1):
        for number in range(1, draw(st.integers(0, 4)) + 1):
            part = draw(few_parts)
            side = draw(st.sampled_from([None, _L, _R])) if part and PARTS[part].sided else None
            x, y = draw(px), draw(px)
            placed.append(
                _placed(
                    f"p{photo}.d{number}", draw(st.sampled_from([_DENT, _SCRATCH, _UNKNOWN])), part, side,
                    confidence=draw(st.sampled_from([0.3, 0.6, 0.9])), share=draw(st.sampled_from([None, 0.01, 0.5])),
                    box=Box(x, y, x + draw(px), y + draw(px)),
                )
            )  # fmt: skip
    return placed


@given(_findings(), st.randoms(use_true_random=False))
def test_the_order_of_photos_and_findings_does_not_matter(placed: list[Finding], chance: object) -> None:
    shuffled = list(placed)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list_damages(shuffled) == list_damages(placed)


@given(_findings())
def test_ids_count_up_and_one_place_has_each_kind_once(placed: list[Finding]) -> None:
    listed = list_damages(placed)
    assert [damage.id for damage in listed] == [f"d{number}" for number in range(1, len(listed) + 1)]
    places = Counter((damage.part, damage.side, damage.kind) for damage in listed if damage.part)
    assert set(places.values()) <= {1}


@given(_findings())
def test_no_finding_is_lost_or_counted_twice_save_corner_boxes_and_sides_that_both_are_listed(
    placed: list[Finding],
) -> None:
    seen = [finding_id for damage in list_damages(placed) for finding_id in damage.seen]
    assert len(set(seen)) == len(seen)
    for item in placed:
        if item.id in seen:
            continue
        parts = set(PARTS[item.part].may_be or {item.part}) if item.part else set()
        both_sides_listed = any(
            {other.side for other in placed if other.part is part} >= {Side.LEFT, Side.RIGHT} for part in parts
        )
        in_a_corner_box = item.part is None and any(
            other.id.split(".")[0] == item.id.split(".")[0]
            and other.part
            and item.box.overlap_area(other.box) >= 0.7 * other.box.area
            for other in placed
        )
        assert in_a_corner_box or (item.side is None and both_sides_listed)


@given(_findings())
def test_confidence_and_severity_are_those_of_the_findings(placed: list[Finding]) -> None:
    by_id = {item.id: item for item in placed}
    for damage in list_damages(placed):
        items = [by_id[finding_id] for finding_id in damage.seen]
        assert damage.confidence == max(item.confidence for item in items)
        nothing_known = damage.part is None or all(item.share_of_part is None for item in items)
        assert (damage.severity is None) == nothing_known


def test_a_close_up_that_tells_its_side_keeps_it_when_its_part_is_completed() -> None:
    placed = [_placed("p1.d1", _DENT, PartName.FRONT_DOOR, _L), _placed("p2.d1", _DENT, PartName.DOOR, _R)]
    assert [(damage.part, damage.side, damage.seen) for damage in list_damages(placed)] == [
        (PartName.FRONT_DOOR, _L, ("p1.d1",)),
        (PartName.FRONT_DOOR, _R, ("p2.d1",)),
    ]


def test_a_completed_part_that_has_no_side_drops_the_one_that_was_told() -> None:
    lamp = _placed("p2.d1", DamageKind.LAMP, PartName.BUMPER, None, end=End.FRONT)
    (damage,) = list_damages([_placed("p1.d1", DamageKind.LAMP, PartName.FRONT_BUMPER), lamp])
    assert (damage.part, damage.side, damage.end) == (PartName.FRONT_BUMPER, None, None)
    assert damage.seen == ("p1.d1", "p2.d1")


def test_what_touches_on_another_photo_tells_no_side() -> None:
    placed = [_placed("p1.d1", _DENT, PartName.FRONT_FENDER, _L), _placed("p2.d1", _DENT, PartName.HEADLAMP)]
    assert {damage.part: damage.side for damage in list_damages(placed)}[PartName.HEADLAMP] is None


def test_one_of_the_two_that_it_may_be_elsewhere_does_not_drop_a_half_known_part_of_its_own_photo() -> None:
    placed = [_placed("p1.d1", _DENT, PartName.FRONT_DOOR, _L), _placed("p1.d2", _DENT, PartName.DOOR, _L)]
    assert {damage.part for damage in list_damages(placed)} == {PartName.FRONT_DOOR, PartName.DOOR}


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (Box(0, 0, 100, 100), True),
        (Box(30, 0, 130, 100), True),  # seven tenths of it
        (Box(31, 0, 131, 100), False),
        (Box(5, 5, 6, 6), True),
        (Box(5, 5, 5, 6), False),  # no area, so nothing is inside
    ],
)
def test_a_box_over_a_corner_tells_again_what_lies_in_it_with_seven_tenths(inside: Box, told: bool) -> None:
    corner = _placed("p1.d1", _UNKNOWN, None, box=Box(0, 0, 100, 100))
    listed = list_damages([corner, _placed("p1.d2", _DENT, PartName.BONNET, box=inside)])
    assert (len(listed) == 1) is told


@pytest.mark.parametrize(
    ("box", "side"),
    [(Box(9, 9, 20, 20), _L), (Box(10, 0, 20, 10), None)],  # one square pixel in common, an edge in common
)
def test_panels_that_share_an_area_share_a_side_and_those_that_share_an_edge_do_not(
    box: Box, side: Side | None
) -> None:
    fender = _placed("p1.d1", _DENT, PartName.FRONT_FENDER, _L)
    door = _placed("p1.d2", _SCRATCH, PartName.FRONT_DOOR, box=box)
    assert {damage.part: damage.side for damage in list_damages([fender, door])}[PartName.FRONT_DOOR] is side


def test_a_panel_between_damages_of_both_sides_takes_neither() -> None:
    placed = [
        _placed("p1.d1", _DENT, PartName.FRONT_FENDER, _L),
        _placed("p1.d2", _DENT, PartName.HEADLAMP, _R),
        _placed("p1.d3", _SCRATCH, PartName.FRONT_DOOR),
        _placed("p1.d4", _SCRATCH, PartName.BONNET),
    ]
    sides = {damage.part: damage.side for damage in list_damages(placed)}
    assert (sides[PartName.FRONT_DOOR], sides[PartName.BONNET]) == (None, None)


def test_a_half_known_part_of_a_close_up_is_dropped_only_where_all_of_two_that_it_may_be_are_listed_elsewhere() -> None:
    lamps = [
        _placed("p1.d1", DamageKind.LAMP, PartName.HEADLAMP, _L),
        _placed("p1.d2", DamageKind.LAMP, PartName.TAIL_LAMP, _L),
    ]
    elsewhere = _placed("p2.d1", DamageKind.LAMP, PartName.LAMP, _L)
    here = _placed("p1.d3", DamageKind.LAMP, PartName.LAMP, _L)
    assert [damage.part for damage in list_damages([*lamps, elsewhere])] == [PartName.HEADLAMP, PartName.TAIL_LAMP]
    assert PartName.LAMP in {damage.part for damage in list_damages([*lamps, here])}


def test_of_equally_sure_kinds_a_vague_damage_always_joins_the_same_one() -> None:
    placed = [
        _placed("p1.d1", _UNKNOWN, PartName.BONNET),
        _placed("p1.d2", _SCRATCH, PartName.BONNET),
        _placed("p1.d3", _DENT, PartName.BONNET),
    ]
    for order in (placed, placed[::-1]):
        assert {damage.kind: damage.seen for damage in list_damages(order)} == {
            _SCRATCH: ("p1.d1", "p1.d2"),
            _DENT: ("p1.d3",),
        }


def test_vague_damage_of_one_place_does_not_join_a_named_one_of_another() -> None:
    placed = [
        _placed("p1.d1", _UNKNOWN, PartName.FRONT_DOOR, _L),
        _placed("p1.d2", _DENT, PartName.FRONT_DOOR, _R),
        _placed("p1.d3", _UNKNOWN, None, box=Box(50, 50, 60, 60)),
        _placed("p1.d4", _SCRATCH, None, box=Box(50, 50, 60, 60)),
    ]
    assert len(list_damages(placed)) == 4


def test_damages_of_one_place_go_from_the_surest_then_by_kind_and_those_on_no_part_by_photo() -> None:
    placed = [
        _placed("p1.d1", _DENT, PartName.ROOF, confidence=0.4),
        _placed("p1.d2", _SCRATCH, PartName.ROOF, confidence=0.6),
        _placed("p1.d3", DamageKind.CRACK, PartName.ROOF, confidence=0.4),
        _placed("p10.d1", _DENT, None),
        _placed("p2.d1", _DENT, None),
        _placed("p2.d2", DamageKind.CRACK, None),
        _placed("p2.d3", _SCRATCH, None, confidence=0.9),
    ]
    expected = [
        ("p1.d2",), ("p1.d3",), ("p1.d1",), ("p2.d3",), ("p2.d2",), ("p2.d1",), ("p10.d1",),
    ]  # fmt: skip
    for order in (placed, placed[::-1]):
        assert [damage.seen for damage in list_damages(order)] == expected


def test_a_broken_lamp_is_severe_whatever_its_share_and_in_front_of_a_surer_damage_of_a_later_place() -> None:
    placed = [
        _placed("p1.d1", DamageKind.LAMP, PartName.HEADLAMP, _L, confidence=0.2, share=None),
        _placed("p1.d2", _DENT, PartName.BONNET, confidence=0.3),
        _placed("p1.d3", _DENT, PartName.GRILLE, confidence=0.9),
    ]
    assert [(damage.part, damage.severity) for damage in list_damages(placed)] == [
        (PartName.BONNET, Severity.MODERATE),
        (PartName.GRILLE, Severity.MODERATE),
        (PartName.HEADLAMP, Severity.SEVERE),
    ]


def test_a_damage_made_of_findings_has_no_number_yet() -> None:
    damage = one_damage(Place(PartName.WHEEL, _L, End.REAR), _DENT, [_placed("p1.d1", _DENT, PartName.WHEEL, _L)])
    assert (damage.id, damage.place) == ("", Place(PartName.WHEEL, _L, End.REAR))
