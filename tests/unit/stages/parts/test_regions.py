"""regions.py: parts get names and sides from what is seen, never from a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.geometry import Box, Outline
from claimapp.domain.part import End, PartName, PartRegion, Side
from claimapp.domain.seen import Seen
from claimapp.stages.parts.regions import damaged_parts, whole_parts

_HERE = Box(100, 100, 300, 300)
_ELSEWHERE = Box(600, 100, 800, 300)
_L, _R = Side.LEFT, Side.RIGHT


def _whole(part: PartName, side: Side | None = None, box: Box = _HERE, confidence: float = 0.9) -> PartRegion:
    return PartRegion("p1.k1", part, side, confidence, box)


def _seen(label: str, box: Box = _HERE) -> list[Seen]:
    return [Seen(label, 0.8, box)]


def _named(label: str, *whole: PartRegion, box: Box = _HERE) -> tuple[PartName, Side | None] | None:
    regions = damaged_parts(_seen(label, box), whole, "p1")
    return (regions[0].part, regions[0].side) if regions else None


def test_whole_parts_keep_place_outline_and_confidence_and_are_numbered() -> None:
    outline: Outline = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))
    seen: list[Seen] = [
        Seen("hood", 0.9, _HERE, outline),
        Seen("object", 0.8, _HERE),
        Seen("wheel", 0.7, _ELSEWHERE),
    ]
    assert whole_parts(seen, "p3") == (
        PartRegion("p3.k1", PartName.BONNET, None, 0.9, _HERE, outline),
        PartRegion("p3.k2", PartName.WHEEL, None, 0.7, _ELSEWHERE, None),
    )


def test_the_side_in_a_label_is_kept_only_for_parts_that_have_one() -> None:
    seen = [*_seen("front_left_door"), *_seen("left_bonnet"), *_seen("back_right_light"), *_seen("front_door")]
    assert [(region.part, region.side) for region in whole_parts(seen, "p1")] == [
        (PartName.FRONT_DOOR, _L),
        (PartName.BONNET, None),
        (PartName.TAIL_LAMP, _R),
        (PartName.FRONT_DOOR, None),
    ]


@pytest.mark.parametrize("label", ["door", "bumper", "light", "glass", "object", ""])
def test_a_whole_part_that_could_be_several_or_none_is_left_out(label: str) -> None:
    assert whole_parts(_seen(label), "p1") == ()


@pytest.mark.parametrize(
    ("label", "whole", "named"),
    [
        ("bumper", [_whole(PartName.REAR_BUMPER)], (PartName.REAR_BUMPER, None)),
        ("door", [_whole(PartName.REAR_DOOR, _R)], (PartName.REAR_DOOR, _R)),
        ("light", [_whole(PartName.HEADLAMP, _L)], (PartName.HEADLAMP, _L)),
        # The same place counts more than the end of the car.
        ("bumper", [_whole(PartName.REAR_BUMPER), _whole(PartName.BONNET, box=_ELSEWHERE, confidence=1.0)],
         (PartName.REAR_BUMPER, None)),
        # No bumper in that place: the end that the photo shows.
        ("bumper", [_whole(PartName.BONNET, box=_ELSEWHERE)], (PartName.FRONT_BUMPER, None)),
        ("light", [_whole(PartName.BOOT_LID, box=_ELSEWHERE)], (PartName.TAIL_LAMP, None)),
        ("bumper", [_whole(PartName.BONNET, box=_ELSEWHERE), _whole(PartName.TAILGATE, box=_ELSEWHERE)],
         (PartName.BUMPER, None)),
        ("bumper", [], (PartName.BUMPER, None)),
        # Both doors are in the middle of the car: no end tells them apart.
        ("door", [_whole(PartName.BONNET, box=_ELSEWHERE)], (PartName.DOOR, None)),
        ("door", [], (PartName.DOOR, None)),
        ("light", [], (PartName.LAMP, None)),
        ("glass", [], (PartName.PANE, None)),
        ("object", [_whole(PartName.BONNET)], None),
        ("dickey", [], (PartName.BOOT_LID, None)),
    ],
)  # fmt: skip
def test_a_damaged_part_is_named_by_what_is_seen_there_or_stays_half_known(
    label: str, whole: list[PartRegion], named: tuple[PartName, Side | None] | None
) -> None:
    assert _named(label, *whole) == named


def test_the_side_that_doors_and_mirrors_agree_on_goes_to_parts_without_one() -> None:
    mirror = _whole(PartName.MIRROR, _L, _ELSEWHERE)
    assert _named("fender", mirror) == (PartName.FRONT_FENDER, _L)
    assert _named("bonnet", mirror) == (PartName.BONNET, None)
    assert _named("fender", mirror, _whole(PartName.MIRROR, _R, _ELSEWHERE)) == (PartName.FRONT_FENDER, None)


def test_where_a_lamp_stands_tells_the_side_and_not_which_lamp_it_was_taken_for() -> None:
    # The front is to the right of the fender: so this is the right side, whatever the lamp's label says.
    assert _named("fender", _whole(PartName.HEADLAMP, _L, _ELSEWHERE)) == (PartName.FRONT_FENDER, _R)


def test_order_on_the_photo_comes_before_the_side_of_a_label() -> None:
    seen = [Seen("back_right_door", 0.9, _HERE), Seen("back_left_light", 0.9, _ELSEWHERE)]
    assert [(region.part, region.side) for region in whole_parts(seen, "p1")] == [
        (PartName.REAR_DOOR, _L),
        (PartName.TAIL_LAMP, _L),
    ]


def test_a_weaker_damaged_part_lends_no_side() -> None:
    door = Seen("door", 0.6, _HERE)
    stronger, weaker = (Seen("headlamp", sure, _ELSEWHERE) for sure in (0.7, 0.5))
    assert [damaged_parts([door, lamp], [], "p1")[0].side for lamp in (stronger, weaker)] == [_R, None]


def test_the_damaged_corner_of_a_bumper_lends_a_lamp_no_side() -> None:
    lamp, corner = Seen("headlamp", 0.2, Box(400, 390, 650, 520)), Seen("front_bumper", 0.6, Box(340, 470, 1110, 960))
    bumper = _whole(PartName.FRONT_BUMPER, None, Box(0, 310, 1180, 940))
    assert [region.side for region in damaged_parts([lamp, corner], [bumper], "p1")] == [None, None]


@pytest.mark.parametrize(
    ("beside", "part"),
    [
        ([], PartName.FRONT_FENDER),
        ([PartName.HEADLAMP], PartName.FRONT_FENDER),
        ([PartName.TAIL_LAMP], PartName.REAR_QUARTER_PANEL),
        ([PartName.REAR_BUMPER, PartName.TAIL_LAMP, PartName.BONNET], PartName.REAR_QUARTER_PANEL),
    ],
)
def test_a_fender_at_the_rear_is_the_quarter_panel(beside: list[PartName], part: PartName) -> None:
    named = _named("fender", *(_whole(each, None, _ELSEWHERE) for each in beside))
    assert named is not None
    assert named[0] is part


def test_the_one_side_that_the_box_touches_comes_before_what_doors_and_mirrors_say() -> None:
    beside = Box(_HERE.x1 - 2, _HERE.y0, _HERE.x1 + 400, _HERE.y1)
    lamp, mirror = _whole(PartName.HEADLAMP, _L, beside), _whole(PartName.MIRROR, _R, _ELSEWHERE)
    assert _named("headlamp", lamp, mirror) == (PartName.HEADLAMP, _L)  # lamps are no marks for lamps
    assert _named("headlamp", lamp, _whole(PartName.HEADLAMP, _R, beside)) == (PartName.HEADLAMP, None)


def test_the_intact_lamp_of_the_other_side_lends_a_broken_one_no_side() -> None:
    assert _named("headlamp", _whole(PartName.HEADLAMP, _R, _ELSEWHERE)) == (PartName.HEADLAMP, None)


@given(
    st.lists(st.sampled_from(["door", "light", "bumper", "hood", "dickey", "object"]), max_size=6),
    st.lists(st.builds(_whole, st.sampled_from(PartName), box=st.sampled_from([_HERE, _ELSEWHERE])), max_size=4),
)
def test_every_damaged_part_is_named_or_half_known_or_no_part(labels: list[str], whole: list[PartRegion]) -> None:
    seen = [item for label in labels for item in _seen(label)]
    assert len(damaged_parts(seen, whole, "p1")) == sum(label != "object" for label in labels)


@pytest.mark.parametrize(
    ("beside", "end"),
    [
        ([(PartName.HEADLAMP, 150), (PartName.TAIL_LAMP, 900)], End.FRONT),
        ([(PartName.HEADLAMP, 900), (PartName.REAR_DOOR, 250)], End.REAR),
        ([(PartName.HEADLAMP, 150)], None),  # the other end is not seen: it may be any wheel
        ([(PartName.FRONT_DOOR, 350), (PartName.REAR_DOOR, 50)], None),  # as near to one as to the other
    ],
)
def test_a_wheel_is_at_the_end_whose_parts_are_clearly_nearer(
    beside: list[tuple[PartName, int]], end: End | None
) -> None:
    seen = [Seen("wheel", 0.9, _HERE)]
    seen += [Seen(part, 0.9, Box(x - 10, 100, x + 10, 200)) for part, x in beside]
    assert whole_parts(seen, "p1")[0].end is end


def test_of_two_doors_in_one_place_the_more_alike_is_taken() -> None:
    large, alike = _whole(PartName.FRONT_DOOR, _L, Box(0, 0, 600, 600)), _whole(PartName.REAR_DOOR, _L, _HERE)
    assert _named("door", large, alike) == _named("door", alike, large) == (PartName.REAR_DOOR, _L)


def test_ids_go_on_after_the_whole_parts_without_gaps() -> None:
    whole = whole_parts([*_seen("hood"), *_seen("front_bumper")], "p2")
    seen = [*_seen("windshield"), *_seen("door"), *_seen("bumper")]
    assert [region.id for region in damaged_parts(seen, whole, "p2")] == ["p2.k3", "p2.k4", "p2.k5"]


def test_nothing_seen_gives_nothing() -> None:
    assert whole_parts([], "p1") == ()
    assert damaged_parts([], [_whole(PartName.BONNET)], "p1") == ()


def test_a_door_beside_a_damaged_fender_stays_half_known_since_either_fender_is_called_so() -> None:
    fender = Box(_HERE.x0 - 200, _HERE.y0, _HERE.x0 + 5, _HERE.y1)
    seen = [Seen("door", 0.5, _HERE), Seen("fender", 0.9, fender)]
    assert [(region.part, region.side) for region in damaged_parts(seen, [], "p1")] == [
        (PartName.DOOR, None),
        (PartName.FRONT_FENDER, None),
    ]


def _wheel_between(front: int, rear: int) -> End | None:
    """The end of a wheel whose middle lies so many pixels from a headlamp and from a tail lamp."""
    lamps = [
        Seen(label, 0.9, Box(200 + away - 10, 100, 200 + away + 10, 120))
        for label, away in (("headlamp", -front), ("tail_lamp", rear))
    ]
    return whole_parts([Seen("wheel", 0.9, _HERE), *lamps], "p1")[0].end


@pytest.mark.parametrize(
    ("front", "rear", "end"),
    [(70, 100, End.FRONT), (71, 100, None), (100, 70, End.REAR), (100, 71, None), (0, 100, End.FRONT)],
)
def test_clearly_nearer_is_at_most_seven_tenths_of_the_way_to_the_other_end(
    front: int, rear: int, end: End | None
) -> None:
    assert _wheel_between(front, rear) is end


def test_only_wheels_and_side_windows_have_an_end_and_the_nearest_part_of_an_end_counts() -> None:
    labels = {"side_window": 300, "mirror": 300, "headlamp": 100, "front_bumper": 280, "tail_lamp": 420}
    seen = [Seen(label, 0.9, Box(x - 10, 0, x + 10, 20)) for label, x in labels.items()]
    assert [(region.part, region.end) for region in whole_parts(seen, "p1")[:2]] == [
        (PartName.SIDE_WINDOW, End.FRONT),
        (PartName.MIRROR, None),
    ]


def test_a_damaged_part_keeps_what_was_seen_and_takes_end_and_side_from_the_whole_part() -> None:
    outline: Outline = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))
    wheel = PartRegion("p1.k1", PartName.WHEEL, _L, 0.9, _HERE, None, End.REAR)
    assert damaged_parts([Seen("wheel", 0.3, _HERE, outline)], [wheel], "p1") == (
        PartRegion("p1.k2", PartName.WHEEL, _L, 0.3, _HERE, outline, End.REAR),
    )


@pytest.mark.parametrize(("x0", "part"), [(200, PartName.REAR_DOOR), (201, PartName.DOOR)])
def test_a_box_is_in_the_place_of_a_part_from_half_of_it(x0: float, part: PartName) -> None:
    whole = _whole(PartName.REAR_DOOR, _R, Box(x0, 100, x0 + 200, 300))
    assert (_named("door", whole) or (None,))[0] is part


@pytest.mark.parametrize(
    ("front", "rear", "part"),
    [
        (0.9, 0.8, PartName.FRONT_BUMPER),
        (0.8, 0.9, PartName.REAR_BUMPER),
        (0.9, 0.9, PartName.BUMPER),
    ],
)
def test_the_end_that_a_photo_shows_is_the_one_whose_parts_are_surer(front: float, rear: float, part: PartName) -> None:
    whole = [
        _whole(PartName.BONNET, None, _ELSEWHERE, front),
        _whole(PartName.TAILGATE, None, _ELSEWHERE, rear),
        _whole(PartName.ROOF, None, _ELSEWHERE, 1.0),
    ]
    assert _named("bumper", *whole) == (part, None)


def test_a_half_known_part_takes_the_one_side_of_those_it_may_be_that_it_touches() -> None:
    beside = Box(_HERE.x1 - 2, _HERE.y0, _HERE.x1 + 400, _HERE.y1)
    door = _whole(PartName.FRONT_DOOR, _L, beside)
    assert _named("door", door, _whole(PartName.MIRROR, _R, _ELSEWHERE)) == (PartName.DOOR, _L)
    edge = _whole(PartName.FRONT_DOOR, _L, Box(_HERE.x1, _HERE.y0, _HERE.x1 + 400, _HERE.y1))
    assert _named("door", edge, _whole(PartName.MIRROR, _R, _ELSEWHERE)) == (PartName.DOOR, None)


def test_the_part_in_the_place_of_a_box_tells_its_side_although_it_touches_one_of_the_other_side() -> None:
    beside = _whole(PartName.HEADLAMP, _R, Box(_HERE.x1 - 2, _HERE.y0, _HERE.x1 + 400, _HERE.y1))
    assert _named("headlamp", _whole(PartName.HEADLAMP, _L), beside) == (PartName.HEADLAMP, _L)


def test_of_two_parts_in_one_and_the_same_place_the_first_is_taken() -> None:
    doors = _whole(PartName.REAR_DOOR, _L), _whole(PartName.FRONT_DOOR, _L)
    assert _named("door", *doors) == (PartName.REAR_DOOR, _L)
