"""findings.py: what the damage model sees, and the damaged parts that it missed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.finding import DamageKind, Finding, OtherKind
from claimapp.domain.geometry import Box
from claimapp.domain.part import PartName, PartRegion
from claimapp.domain.seen import Seen
from claimapp.stages.damage.findings import add_damaged_parts, believed_panes, findings_of, shows_damage

_HERE = Box(100, 100, 200, 200)
_ELSEWHERE = Box(600, 100, 700, 200)


def _region(part: PartName, box: Box = _HERE, number: int = 1) -> PartRegion:
    return PartRegion(f"p4.k{number}", part, None, 0.6, box)


def test_findings_are_numbered_best_first_and_keep_what_the_model_said() -> None:
    outline = ((100.0, 100.0), (200.0, 100.0), (150.0, 200.0))
    found = findings_of([Seen("dent", 0.5, _ELSEWHERE), Seen("scratch", 0.9, _HERE, outline)], "p4")
    assert [(one.id, one.kind, one.confidence, one.box, one.outline) for one in found] == [
        ("p4.d1", DamageKind.SCRATCH, 0.9, _HERE, outline),
        ("p4.d2", DamageKind.DENT, 0.5, _ELSEWHERE, None),
    ]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("broken", DamageKind.BROKEN),
        ("glass", DamageKind.GLASS),
        ("lamp", DamageKind.LAMP),
        ("damage", DamageKind.UNKNOWN),
        ("a word that nobody knows", DamageKind.UNKNOWN),
    ],
)
def test_classes_become_kinds_and_what_has_no_word_here_is_unknown_and_not_lost(label: str, kind: DamageKind) -> None:
    assert [finding.kind for finding in findings_of([Seen(label, 0.9, _HERE)], "p1")] == [kind]


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        (_HERE, [DamageKind.DENT]),
        (Box(100, 100, 200, 150), [DamageKind.DENT]),  # half of it: the same
        (Box(100, 100, 140, 140), [DamageKind.UNKNOWN, DamageKind.DENT]),  # a small dent in a large damaged area
        (Box(190, 100, 290, 200), [DamageKind.UNKNOWN, DamageKind.DENT]),
        (_ELSEWHERE, [DamageKind.UNKNOWN, DamageKind.DENT]),
    ],
)
def test_a_vague_finding_is_dropped_only_where_a_named_one_covers_it(typed: Box, kinds: list[DamageKind]) -> None:
    seen = [Seen("damage", 0.9, _HERE), Seen("dent", 0.5, typed)]
    assert [finding.kind for finding in findings_of(seen, "p1")] == kinds


SEEN = [
    Seen("damage", 0.5, _HERE),
    Seen("dent", 0.1, Box(100, 100, 190, 200)),
    Seen("scratch", 0.2, _HERE),
    Seen("broken", 0.9, _ELSEWHERE),
]
LEAST = {"damage": 0.3, "dent": 1.0, "scratch": 1.0, "broken": 1.0}


def test_a_damage_takes_the_kind_seen_most_surely_at_its_place_and_keeps_the_others() -> None:
    (finding,) = findings_of(SEEN, "p1", least=LEAST)
    assert (finding.kind, finding.confidence, finding.box) == (DamageKind.SCRATCH, 0.5, _HERE)
    assert finding.alternatives == (OtherKind(DamageKind.DENT, 0.1),)


def test_a_damage_without_a_kind_at_its_place_stays_unknown() -> None:
    (finding,) = findings_of([SEEN[0], SEEN[3]], "p1", least=LEAST)
    assert (finding.kind, finding.alternatives) == (DamageKind.UNKNOWN, ())


def test_a_finding_with_a_kind_keeps_it() -> None:
    found = findings_of([Seen("dent", 0.4, _HERE), Seen("scratch", 0.9, _HERE)], "p1", least={"scratch": 1.0})
    assert [(one.kind, one.alternatives) for one in found] == [(DamageKind.DENT, (OtherKind(DamageKind.SCRATCH, 0.9),))]


@pytest.mark.parametrize(
    ("finding_from", "part_from", "shown"),
    [(0.5, 1.0, True), (0.51, 1.0, False), (0.51, 0.6, True), (0.51, 0.61, False)],
)
def test_a_photo_shows_damage_if_one_finding_or_part_is_plain(
    finding_from: float, part_from: float, shown: bool
) -> None:
    findings = [Finding("p4.d1", DamageKind.DENT, 0.5, _HERE), Finding("p4.d2", DamageKind.DENT, 0.1, _HERE)]
    parts = [_region(PartName.BONNET)]  # of confidence 0.6
    assert shows_damage(findings, parts, finding_from=finding_from, part_from=part_from) is shown


def test_a_photo_without_findings_shows_no_damage() -> None:
    assert not shows_damage([], [], finding_from=0.0, part_from=0.0)


_px = st.integers(0, 50)
_boxes = st.builds(lambda x, y, wide, high: Box(x, y, x + wide, y + high), _px, _px, _px, _px)
_seen = st.lists(
    st.builds(Seen, st.sampled_from(["scratch", "dent", "broken", "damage"]), st.floats(0, 1, width=16), _boxes),
    max_size=8,
)  # fmt: skip


@given(_seen)
def test_no_named_detection_is_lost_and_ids_are_whole(seen: list[Seen]) -> None:
    found = findings_of(seen, "p1")
    assert [finding.id for finding in found] == [f"p1.d{number}" for number in range(1, len(found) + 1)]
    assert [finding.confidence for finding in found] == sorted((one.confidence for one in found), reverse=True)
    named = sorted((item.label, item.confidence, item.box.xyxy) for item in seen if item.label != "damage")
    assert named == sorted((str(f.kind), f.confidence, f.box.xyxy) for f in found if f.kind is not DamageKind.UNKNOWN)


@given(_seen, st.lists(_boxes, max_size=4))
def test_adding_damaged_parts_keeps_all_findings_and_goes_on_counting(seen: list[Seen], boxes: list[Box]) -> None:
    found = findings_of(seen, "p4")
    both = add_damaged_parts(found, [_region(PartName.BONNET, box) for box in boxes])
    assert both[: len(found)] == found
    assert [finding.id for finding in both] == [f"p4.d{number}" for number in range(1, len(both) + 1)]


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        (PartName.HEADLAMP, DamageKind.LAMP),
        (PartName.WINDSCREEN, DamageKind.GLASS),
        (PartName.BONNET, DamageKind.UNKNOWN),
        (PartName.FRONT_BUMPER, DamageKind.UNKNOWN),
    ],
)
def test_a_damaged_part_that_the_damage_model_missed_becomes_a_finding(part: PartName, kind: DamageKind) -> None:
    added = add_damaged_parts((), [_region(part)])
    assert [(one.id, one.kind, one.confidence, one.box) for one in added] == [("p4.d1", kind, 0.6, _HERE)]


def _dent(box: Box, part: PartName | None = PartName.BONNET) -> Finding:
    return Finding("p4.d1", DamageKind.DENT, 0.9, box, part=part)


@pytest.mark.parametrize("part", [None, PartName.FRONT_BUMPER])
def test_a_finding_on_another_part_or_on_none_does_not_speak_of_the_part_that_it_covers(part: PartName | None) -> None:
    dent = _dent(_HERE, part)
    assert [one.box for one in add_damaged_parts([dent], [_region(PartName.BONNET)])] == [_HERE, _HERE]


@pytest.mark.parametrize(
    ("box", "count"),
    [
        (Box(120, 120, 140, 140), 1),  # a dent on the part speaks of it
        (_ELSEWHERE, 2),
        (Box(0, 0, 1000, 1000), 2),  # a box over the whole corner does not speak of one part
    ],
)
def test_a_damaged_part_is_added_only_where_no_finding_speaks_of_it(box: Box, count: int) -> None:
    assert len(add_damaged_parts([_dent(box)], [_region(PartName.BONNET)])) == count


def test_the_same_part_seen_twice_is_added_once() -> None:
    assert len(add_damaged_parts((), [_region(PartName.BONNET), _region(PartName.BONNET, number=2)])) == 1


def test_without_damaged_parts_the_findings_stay_as_they_are() -> None:
    assert add_damaged_parts((), []) == ()


@pytest.mark.parametrize(
    ("box", "count"),
    [
        (Box(140, 100, 240, 200), 1),  # 60 % of it on the part: it speaks of it
        (Box(141, 100, 241, 200), 2),
        (Box(100, 100, 400, 200), 1),  # three times as large as the part
        (Box(100, 100, 401, 200), 2),  # more: it speaks of the whole corner
    ],
)
def test_a_finding_speaks_of_a_part_from_60_per_cent_on_it_up_to_three_times_its_size(box: Box, count: int) -> None:
    assert len(add_damaged_parts([_dent(box)], [_region(PartName.BONNET)])) == count


@pytest.mark.parametrize(("x0", "count"), [(140, 1), (141, 2)])
def test_one_part_seen_twice_is_the_same_from_60_per_cent_in_common(x0: float, count: int) -> None:
    again = _region(PartName.BONNET, Box(x0, 100, x0 + 100, 200), number=2)
    assert len(add_damaged_parts((), [_region(PartName.BONNET), again])) == count


@pytest.mark.parametrize(("x0", "count"), [(140, 1), (141, 2)])
def test_a_vague_finding_is_the_named_one_from_60_per_cent_in_common(x0: float, count: int) -> None:
    seen = [Seen("damage", 0.9, _HERE), Seen("dent", 0.5, Box(x0, 100, x0 + 100, 200))]
    assert len(findings_of(seen, "p1")) == count


@pytest.mark.parametrize(("width", "count"), [(25, 1), (24, 2)])
def test_a_named_finding_stands_for_a_vague_one_up_to_four_times_its_size(width: float, count: int) -> None:
    seen = [Seen("damage", 0.9, _HERE), Seen("dent", 0.5, Box(100, 100, 100 + width, 200))]
    assert len(findings_of(seen, "p1")) == count


def test_two_damaged_parts_in_one_place_are_both_added_with_their_outlines() -> None:
    outline = ((100.0, 100.0), (200.0, 100.0), (150.0, 200.0))
    lamp = PartRegion("p4.k2", PartName.HEADLAMP, None, 0.4, _HERE, outline)
    found = findings_of([Seen("dent", 0.9, _ELSEWHERE)], "p4")
    added = add_damaged_parts(found, [_region(PartName.BONNET), lamp])[1:]
    assert [(one.id, one.kind, one.confidence, one.outline) for one in added] == [
        ("p4.d2", DamageKind.UNKNOWN, 0.6, None),
        ("p4.d3", DamageKind.LAMP, 0.4, outline),
    ]


def test_a_part_that_a_finding_speaks_of_keeps_none_of_the_others_from_being_added() -> None:
    found = [_dent(_HERE)]
    parts = [_region(PartName.BONNET), _region(PartName.ROOF, _ELSEWHERE, 2), _region(PartName.ROOF, _ELSEWHERE, 3)]
    mirror = PartRegion("p4.k4", PartName.MIRROR, None, 0.6, Box(900, 100, 950, 150))
    assert [one.box for one in add_damaged_parts(found, [*parts, mirror])] == [_HERE, _ELSEWHERE, mirror.box]


_WINDSCREEN, _DOOR = _region(PartName.WINDSCREEN), _region(PartName.DOOR)
_DENT_ON_IT = Finding("p4.d1", DamageKind.DENT, 0.6, Box(110, 110, 150, 150))


def test_a_pane_on_which_damage_of_other_kinds_is_seen_is_not_believed() -> None:
    assert believed_panes([_DENT_ON_IT], [_WINDSCREEN, _DOOR]) == (_DOOR,)


@pytest.mark.parametrize(
    "finding",
    [
        Finding("p4.d1", DamageKind.GLASS, 0.6, _DENT_ON_IT.box),
        Finding("p4.d1", DamageKind.DENT, 0.6, _DENT_ON_IT.box, alternatives=(OtherKind(DamageKind.GLASS, 0.1),)),
        Finding("p4.d1", DamageKind.DENT, 0.6, _ELSEWHERE),
    ],
    ids=["glass", "perhaps glass", "elsewhere"],
)
def test_a_pane_is_believed_where_glass_or_nothing_is_seen_on_it(finding: Finding) -> None:
    assert believed_panes([finding], [_WINDSCREEN]) == (_WINDSCREEN,)


def test_one_finding_of_glass_among_others_is_enough() -> None:
    glass = Finding("p4.d2", DamageKind.GLASS, 0.3, Box(150, 150, 190, 190))
    assert believed_panes([_DENT_ON_IT, glass], [_WINDSCREEN]) == (_WINDSCREEN,)
    assert believed_panes([], [_WINDSCREEN]) == (_WINDSCREEN,)


@pytest.mark.parametrize(
    "finding",
    [
        Finding("p4.d1", DamageKind.SCRATCH, 0.29, _DENT_ON_IT.box),
        Finding("p4.d1", DamageKind.DENT, 0.9, Box(0, 0, 1000, 1000)),
    ],
    ids=["much less sure", "over a whole corner"],
)
def test_what_is_much_less_sure_or_much_larger_says_nothing_against_a_pane(finding: Finding) -> None:
    assert believed_panes([finding], [_WINDSCREEN]) == (_WINDSCREEN,)
