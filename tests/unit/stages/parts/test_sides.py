"""sides.py: left and right from the order of parts on a photo, by hand and on labelled photos of whole cars."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.class_names import part_of, side_of
from claimapp.domain.geometry import Box
from claimapp.domain.part import PARTS, PartName, PartRegion, Side
from claimapp.stages.parts.sides import clear_marks, side_by_order
from claimapp.training.labelled_set import LabelledSet

_L, _R = Side.LEFT, Side.RIGHT


def _at(x: float, part: PartName, confidence: float = 0.9) -> PartRegion:
    return PartRegion("p1.k1", part, None, confidence, Box(x - 50, 0, x + 50, 100))


@pytest.mark.parametrize(
    ("part", "x", "mark", "mark_x", "side"),
    [
        # From the left side the front is to the left.
        (PartName.FRONT_DOOR, 500, PartName.HEADLAMP, 100, _L),
        (PartName.FRONT_DOOR, 100, PartName.HEADLAMP, 500, _R),
        (PartName.REAR_DOOR, 300, PartName.TAIL_LAMP, 600, _L),
        (PartName.REAR_QUARTER_PANEL, 600, PartName.REAR_BUMPER, 300, _R),
        # From the front, the car's left lamp is on the photo's right.
        (PartName.HEADLAMP, 600, PartName.FRONT_BUMPER, 400, _L),
        (PartName.FRONT_FENDER, 200, PartName.FRONT_BUMPER, 400, _R),
        # From behind, it is as the driver sees it.
        (PartName.TAIL_LAMP, 200, PartName.REAR_BUMPER, 400, _L),
        # What says nothing: the same place, centres that are near, parts without sides, lamps in a lid, the bonnet.
        (PartName.HEADLAMP, 400, PartName.FRONT_BUMPER, 420, None),
        (PartName.HEADLAMP, 400, PartName.HEADLAMP, 700, None),
        (PartName.BONNET, 500, PartName.HEADLAMP, 100, None),
        (PartName.WHEEL, 500, PartName.HEADLAMP, 100, None),
        (PartName.TAIL_LAMP, 200, PartName.BOOT_LID, 400, None),
        (PartName.FRONT_FENDER, 500, PartName.BONNET, 100, None),
        (PartName.HEADLAMP, 200, PartName.FRONT_FENDER, 500, None),
    ],
)
def test_the_front_is_to_the_left_of_a_left_part(
    part: PartName, x: float, mark: PartName, mark_x: float, side: Side | None
) -> None:
    assert side_by_order(part, _at(x, part).box, [_at(mark_x, mark)]) is side


def test_marks_that_disagree_tell_nothing() -> None:
    marks = [_at(100, PartName.FRONT_BUMPER), _at(200, PartName.REAR_BUMPER)]
    assert side_by_order(PartName.FRONT_DOOR, _at(500, PartName.FRONT_DOOR).box, marks) is None
    assert side_by_order(PartName.FRONT_DOOR, _at(500, PartName.FRONT_DOOR).box, []) is None


def test_centres_a_quarter_of_the_wider_box_apart_are_clear() -> None:
    bumper = PartRegion("p1.k1", PartName.FRONT_BUMPER, None, 0.9, Box(0, 0, 400, 100))
    just, almost = Box(280, 0, 320, 40), Box(279, 0, 319, 40)
    assert side_by_order(PartName.HEADLAMP, just, [bumper]) is _L
    assert side_by_order(PartName.HEADLAMP, almost, [bumper]) is None


@given(
    st.sampled_from([part for part in PartName if PARTS[part].sided]),
    st.floats(0, 1000),
    st.lists(st.tuples(st.sampled_from(PartName), st.floats(0, 1000)), max_size=4),
)
def test_a_mirrored_photo_gives_the_other_side(part: PartName, x: float, marks: list[tuple[PartName, float]]) -> None:
    side = side_by_order(part, _at(x, part).box, [_at(at, mark) for mark, at in marks])
    mirrored = side_by_order(part, _at(-x, part).box, [_at(-at, mark) for mark, at in marks])
    assert mirrored is {_L: _R, _R: _L, None: None}[side]


def test_an_end_that_is_hardly_seen_beside_the_other_marks_nothing() -> None:
    front = [_at(100, PartName.BONNET), _at(100, PartName.WINDSCREEN)]
    weak, strong = _at(300, PartName.TAILGATE, 0.6), _at(300, PartName.TAILGATE, 0.95)
    assert clear_marks([*front, weak]) == tuple(front)
    assert clear_marks([*front, strong]) == (*front, strong)
    assert clear_marks([]) == ()


@pytest.mark.shared_data
def test_on_labelled_photos_of_whole_cars_hardly_a_side_is_wrong(shared_data: Path) -> None:
    said: Counter[str] = Counter()
    for split in ("train", "val"):
        labelled = LabelledSet.load(shared_data / "car-parts", split)
        for photo in labelled.photos:
            labels = [labelled.classes[truth.class_id] for truth in photo.truths]
            boxes = [Box(*map(float, truth.box_xyxy_share)) for truth in photo.truths]
            regions = [
                PartRegion("p1.k1", part_of(label)[0], side_of(label), 1.0, box)
                for label, box in zip(labels, boxes, strict=True)
                if part_of(label)
            ]
            marks = clear_marks(regions)
            for region in regions:
                if region.side is not None:
                    side = side_by_order(region.part, region.box, marks)
                    said["right" if side is region.side else "open" if side is None else "wrong"] += 1
    # Some labels are on the wrong side themselves.
    assert said["wrong"] <= 0.01 * said["right"]
    assert said["right"] >= 0.8 * said.total()
