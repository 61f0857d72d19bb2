"""place.py: on which part a finding lies, and how much of it is damaged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box, Outline
from claimapp.domain.part import End, PartName, PartRegion, Side
from claimapp.stages.merge.place import place_findings, without_repeats

_L = Side.LEFT
_DOOR = Box(100, 100, 500, 500)


def _finding(box: Box, kind: DamageKind = DamageKind.DENT) -> Finding:
    return Finding("p1.d1", kind, 0.8, box)


def _region(part: PartName, box: Box, side: Side | None = None, outline: Outline | None = None) -> PartRegion:
    return PartRegion("p1.k1", part, side, 0.9, box, outline)


def _placed(finding: Finding, *whole: PartRegion, damaged: tuple[PartRegion, ...] = ()) -> Finding:
    (placed,) = place_findings([finding], whole=whole, damaged=damaged)
    return placed


def test_a_dent_on_a_door_lies_on_it_with_side_coverage_and_share() -> None:
    placed = _placed(_finding(Box(200, 200, 300, 300)), _region(PartName.FRONT_DOOR, _DOOR, _L))
    assert (placed.part, placed.part_coverage) == (PartName.FRONT_DOOR, 1.0)
    assert (placed.side, placed.share_of_part) == (_L, 10_000 / 160_000)


@pytest.mark.parametrize(("x0", "part"), [(450, PartName.FRONT_DOOR), (451, None), (600, None)])
def test_under_one_half_of_the_smaller_a_finding_has_no_part(x0: float, part: PartName | None) -> None:
    placed = _placed(_finding(Box(x0, 200, x0 + 100, 300)), _region(PartName.FRONT_DOOR, _DOOR))
    assert placed.part is part
    assert (placed.part_coverage is None) == (placed.share_of_part is None) == (part is None)


def test_a_damaged_part_comes_before_a_whole_one() -> None:
    fender = _region(PartName.FRONT_FENDER, Box(150, 150, 450, 450))
    placed = _placed(_finding(Box(200, 200, 300, 300)), _region(PartName.FRONT_DOOR, _DOOR), damaged=(fender,))
    assert placed.part is PartName.FRONT_FENDER


def test_of_parts_that_are_covered_alike_the_more_alike_in_size_is_taken() -> None:
    lamp, bumper = _region(PartName.HEADLAMP, Box(190, 190, 310, 310), _L), _region(PartName.FRONT_BUMPER, _DOOR)
    for order in ((lamp, bumper), (bumper, lamp)):
        assert _placed(_finding(Box(200, 200, 300, 300)), *order).part is PartName.HEADLAMP


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        (PartName.HEADLAMP, DamageKind.LAMP),
        (PartName.WINDSCREEN, DamageKind.GLASS),
        (PartName.BONNET, DamageKind.SCRATCH),
        (PartName.WHEEL, DamageKind.SCRATCH),
    ],
)
def test_a_scratch_on_a_lamp_or_pane_is_a_lamp_or_glass_damage(part: PartName, kind: DamageKind) -> None:
    assert _placed(_finding(_DOOR, DamageKind.SCRATCH), _region(part, Box(90, 90, 510, 510))).kind is kind


def test_a_box_over_three_kinds_of_part_speaks_of_a_corner_and_lies_on_none() -> None:
    over = _finding(Box(0, 0, 1000, 1000))
    parts = [
        _region(PartName.FRONT_BUMPER, Box(0, 600, 900, 900)),
        _region(PartName.BONNET, Box(0, 100, 900, 600)),
        _region(PartName.HEADLAMP, Box(0, 500, 200, 600), _L),
    ]
    assert _placed(over, *parts) == over
    assert _placed(over, *parts[:2]).part is not None
    two_lamps = [parts[2], _region(PartName.HEADLAMP, Box(700, 500, 900, 600), Side.RIGHT)]
    assert _placed(over, parts[0], *two_lamps).part is not None  # two kinds only


def test_the_outline_of_a_part_counts_and_not_the_box_around_it() -> None:
    below_left: Outline = ((100, 100), (500, 500), (100, 500))  # the half of the door's box below its diagonal
    door = _region(PartName.FRONT_DOOR, _DOOR, _L, below_left)
    assert _placed(_finding(Box(350, 110, 450, 210)), door).part is None
    inside = _placed(_finding(Box(150, 350, 250, 450)), door)
    assert inside.part is PartName.FRONT_DOOR
    assert inside.share_of_part == pytest.approx(10_000 / 80_000)


def test_an_outline_without_area_counts_as_none() -> None:
    door = _region(PartName.FRONT_DOOR, _DOOR, _L, ((100, 100), (500, 500)))
    assert _placed(_finding(Box(200, 200, 300, 300)), door).part is PartName.FRONT_DOOR


def test_the_box_of_a_damaged_part_does_not_say_how_much_of_it_is_damaged() -> None:
    placed = _placed(_finding(_DOOR, DamageKind.UNKNOWN), damaged=(_region(PartName.FRONT_DOOR, _DOOR, _L),))
    assert (placed.part, placed.share_of_part) == (PartName.FRONT_DOOR, None)


def test_a_broken_lamp_or_pane_lies_on_nothing_but_a_lamp_or_pane() -> None:
    bumper, lamp = _region(PartName.FRONT_BUMPER, _DOOR), _region(PartName.HEADLAMP, Box(90, 90, 350, 350), _L)
    broken = _finding(Box(200, 200, 300, 300), DamageKind.LAMP)
    assert _placed(broken, bumper, lamp).part is PartName.HEADLAMP
    assert _placed(broken, bumper) == broken
    assert _placed(_finding(Box(200, 200, 300, 300), DamageKind.GLASS), bumper, lamp).part is None


@pytest.mark.parametrize(
    ("kind", "part", "placed_kind", "placed_part"),
    [
        (DamageKind.DENT, PartName.DOOR, DamageKind.DENT, PartName.DOOR),
        (DamageKind.SCRATCH, PartName.LAMP, DamageKind.LAMP, PartName.LAMP),  # whichever it is, it is a lamp damage
        (DamageKind.LAMP, PartName.LAMP, DamageKind.LAMP, PartName.LAMP),
        (DamageKind.GLASS, PartName.DOOR, DamageKind.GLASS, None),  # a pane is not on the door's sheet metal
    ],
)
def test_where_no_part_is_known_a_finding_lies_on_the_half_known_one(
    kind: DamageKind, part: PartName, placed_kind: DamageKind, placed_part: PartName | None
) -> None:
    placed = _placed(_finding(Box(200, 200, 300, 300), kind), damaged=(_region(part, _DOOR),))
    assert (placed.part, placed.kind) == (placed_part, placed_kind)
    assert placed.share_of_part == (10_000 / 160_000 if placed_part else None)


def test_a_known_part_comes_before_a_half_known_one_also_if_it_is_only_a_whole_part() -> None:
    half_known = _region(PartName.DOOR, Box(190, 190, 310, 310))
    door = _region(PartName.FRONT_DOOR, _DOOR, _L)
    assert _placed(_finding(Box(200, 200, 300, 300)), door, damaged=(half_known,)).part is PartName.FRONT_DOOR


def test_the_end_of_a_wheel_goes_to_what_lies_on_it() -> None:
    wheel = PartRegion("p1.k1", PartName.WHEEL, _L, 0.9, _DOOR, end=End.REAR)
    assert _placed(_finding(Box(200, 200, 300, 300)), wheel).end is End.REAR


_px = st.integers(0, 60)
_boxes = st.builds(lambda x, y, wide, high: Box(x, y, x + wide, y + high), _px, _px, _px, _px)
_regions = st.lists(
    st.builds(lambda part, box: PartRegion("p1.k1", part, None, 0.9, box), st.sampled_from(PartName), _boxes),
    max_size=5,
)


@given(st.lists(_boxes, max_size=5), _regions, _regions)
def test_every_finding_is_placed_in_its_order_and_keeps_its_box(
    boxes: list[Box], whole: list[PartRegion], damaged: list[PartRegion]
) -> None:
    findings = [Finding(f"p1.d{n}", DamageKind.DENT, 0.5, box) for n, box in enumerate(boxes, start=1)]
    placed = place_findings(findings, whole=whole, damaged=damaged)
    assert [(item.id, item.box) for item in placed] == [(f.id, f.box) for f in findings]
    parts = {region.part for region in (*whole, *damaged)}
    for item in placed:
        assert item.part is None or item.part in parts
        assert item.part_coverage is None or 0.5 <= item.part_coverage <= 1
        assert item.share_of_part is None or 0 <= item.share_of_part <= 1


@pytest.mark.parametrize(("inside", "part"), [(90, None), (89, PartName.FRONT_DOOR)])
def test_a_part_is_swallowed_from_nine_tenths_of_it_inside(inside: float, part: PartName | None) -> None:
    over = Box(0, 0, 300, 100)
    parts = [
        _region(PartName.FRONT_DOOR, Box(0, 0, 100, 100)),
        _region(PartName.REAR_DOOR, Box(100, 0, 200, 100)),
        _region(PartName.SILL, Box(300 - inside, 0, 400 - inside, 100)),
    ]
    assert _placed(_finding(over), *parts).part is part


@pytest.mark.parametrize(("x0", "part"), [(450, PartName.DOOR), (451, None)])
def test_under_one_half_a_finding_does_not_lie_on_a_half_known_part_either(x0: float, part: PartName | None) -> None:
    box = Box(x0, 200, x0 + 100, 300)
    assert _placed(_finding(box), damaged=(_region(PartName.DOOR, _DOOR),)).part is part


def test_the_same_place_marked_again_as_the_same_kind_counts_once_by_the_surest() -> None:
    lamp = PartName.HEADLAMP
    weak, strong, moved, other = (
        Finding("p1.d1", DamageKind.LAMP, 0.2, Box(0, 0, 100, 100), part=lamp),
        Finding("p1.d2", DamageKind.LAMP, 0.6, Box(0, 0, 100, 98), part=lamp),
        Finding("p1.d3", DamageKind.LAMP, 0.3, Box(60, 0, 160, 100), part=lamp),
        Finding("p1.d4", DamageKind.SCRATCH, 0.1, Box(0, 0, 100, 98), part=lamp),
    )
    kept = without_repeats([weak, strong, moved, other])
    assert [(each.id, each.kind, each.confidence) for each in kept] == [
        ("p1.d1", DamageKind.LAMP, 0.6),
        ("p1.d2", DamageKind.LAMP, 0.3),
        ("p1.d3", DamageKind.SCRATCH, 0.1),
    ]


def test_the_same_place_on_two_parts_stays_twice() -> None:
    here = [Finding(f"p1.d{n}", DamageKind.DENT, 0.5, _DOOR, part=part) for n, part in enumerate(
        (PartName.FRONT_DOOR, PartName.REAR_DOOR, None), 1)]  # fmt: skip
    assert list(without_repeats(here)) == here
    assert without_repeats([]) == ()


@pytest.mark.parametrize(("height", "kept"), [(70, 1), (69, 2)])
def test_a_place_is_the_same_from_seven_tenths_of_both_boxes_together(height: float, kept: int) -> None:
    twice = [
        Finding("p1.d1", DamageKind.DENT, 0.6, Box(0, 0, 100, 100)),
        Finding("p1.d2", DamageKind.DENT, 0.5, Box(0, 0, 100, height)),
    ]
    assert len(without_repeats(twice)) == kept


@pytest.mark.parametrize("other", [{"side": Side.RIGHT}, {"part": PartName.REAR_DOOR}, {"kind": DamageKind.CRACK}])
def test_what_differs_in_side_part_or_kind_is_no_repeat(other: dict[str, object]) -> None:
    one = Finding("p3.d1", DamageKind.DENT, 0.6, _DOOR, part=PartName.FRONT_DOOR, side=_L)
    two = replace(one, id="p3.d2", confidence=0.5, **other)  # type: ignore[arg-type]
    assert [each.id for each in without_repeats([one, two])] == ["p3.d1", "p3.d2"]
    assert [each.id for each in without_repeats([one, replace(one, id="p3.d2")])] == ["p3.d1"]


def test_coverages_that_differ_by_less_than_a_hundredth_count_as_alike() -> None:
    found = _finding(Box(0, 0, 1000, 100))
    large = _region(PartName.FRONT_BUMPER, Box(0, 0, 5000, 5000))
    alike, less = (_region(PartName.BONNET, Box(x0, 0, 1100, 100)) for x0 in (4, 20))
    assert _placed(found, large, alike).part is PartName.BONNET  # 0.996 of it
    assert _placed(found, large, less).part is PartName.FRONT_BUMPER  # 0.98 of it


def test_a_finding_or_part_without_area_is_placed_nowhere() -> None:
    assert _placed(_finding(Box(200, 200, 200, 300)), _region(PartName.FRONT_DOOR, _DOOR)).part is None
    assert _placed(_finding(_DOOR), _region(PartName.FRONT_DOOR, Box(200, 200, 200, 300))).part is None


def test_a_finding_of_less_than_a_square_pixel_is_placed_like_any_other() -> None:
    placed = _placed(_finding(Box(200, 200, 200.5, 200.5)), _region(PartName.FRONT_DOOR, Box(200, 200, 201, 200.5)))
    assert (placed.part, placed.part_coverage, placed.share_of_part) == (PartName.FRONT_DOOR, 1.0, 0.5)
