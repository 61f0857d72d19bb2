"""Several looks at one photo told as one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from claimapp.runtime.many_looks import ManyLooks, fused, mirror_classes
from claimapp.runtime.yolo_detector import YoloDetector

CLASSES = ("left_door", "right_door", "hood")


class SeesWhite(YoloDetector):
    """A network that sees the one white thing on the canvas, and says on which half of it that lies.

    It is surer on larger canvases, and sees nothing where it is told to be blind.
    """

    def __init__(self, *, blind_at_px: tuple[int, ...] = ()) -> None:
        super().__init__(CLASSES, 64, lambda: 0.0)
        self.sizes: list[int] = []
        self._blind_at = blind_at_px

    def _infer(self, planes: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        wide = planes.shape[3]
        self.sizes.append(wide)
        head = np.zeros((1, 4 + 3 + 1, 1), dtype=np.float32)
        ys, xs = np.nonzero(planes[0, 0] > 0.9)
        prototypes = np.ones((1, 1, planes.shape[2] // 4, wide // 4), dtype=np.float32)
        if wide in self._blind_at:
            return head, prototypes[0]
        x0, x1, y0, y1 = xs.min(), xs.max() + 1, ys.min(), ys.max() + 1
        head[0, :4, 0] = (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0
        head[0, 4 + int((x0 + x1) / 2 > wide / 2), 0] = 0.6 if wide == 128 else 0.8
        head[0, 7, 0] = 1.0
        return head, prototypes[0]


def _photo() -> NDArray[np.uint8]:
    photo = np.full((96, 192, 3), 60, dtype=np.uint8)
    photo[24:72, 24:72] = 255
    return photo


def test_a_thing_seen_in_every_look_is_one_thing_in_its_place_and_on_its_side() -> None:
    found = ManyLooks(SeesWhite(), (96, 192), mirrored=True).detect(_photo(), min_confidence=0.1)
    assert [CLASSES[number] for number in found.class_id] == ["left_door"]
    assert found.box_xyxy_px[0] == pytest.approx((24, 24, 72, 72), abs=2)
    assert found.confidence[0] == pytest.approx((0.6 + 0.8) / 2)


@pytest.mark.parametrize(("blind_at_px", "sure"), [((), [0.7]), ((224,), [0.3]), ((128,), [0.4]), ((128, 224), [])])
def test_a_look_that_sees_nothing_counts_zero(blind_at_px: tuple[int, ...], sure: list[float]) -> None:
    # A photo brought to 96 px lies on a canvas of 128, one brought to 192 on one of 224.
    network = SeesWhite(blind_at_px=blind_at_px)
    found = ManyLooks(network, (96, 192), mirrored=False).detect(_photo(), min_confidence=0.05)
    assert found.confidence.tolist() == pytest.approx(sure)


def test_the_outline_is_turned_back_from_the_mirror_image() -> None:
    (outline,) = ManyLooks(SeesWhite(), (192,), mirrored=True).detect(_photo(), min_confidence=0.1).outlines
    assert outline is not None
    xs, ys = zip(*outline, strict=True)
    assert (min(xs), max(xs), min(ys), max(ys)) == pytest.approx((24, 72, 24, 72), abs=3)


def test_every_size_is_looked_at_twice_with_mirror_images() -> None:
    network = SeesWhite()
    many = ManyLooks(network, (96, 192), mirrored=True)
    many.detect(_photo(), min_confidence=0.1)
    assert sorted(network.sizes) == [128, 128, 224, 224]


def test_the_threshold_leaves_the_confidence_as_it_is() -> None:
    many = ManyLooks(SeesWhite(), (96, 192), mirrored=True)
    low, high = (many.detect(_photo(), min_confidence=least) for least in (0.01, 0.5))
    assert low.confidence.tolist() == high.confidence.tolist()
    assert len(many.detect(_photo(), min_confidence=0.9)) == 0


def test_left_and_right_change_in_a_mirror() -> None:
    assert mirror_classes(CLASSES).tolist() == [1, 0, 2]
    assert mirror_classes(("left_mirror", "dent")).tolist() == [0, 1]  # nothing to change it for


@st.composite
def _seen(draw: st.DrawFn) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64], NDArray[np.int64]]:
    count = draw(st.integers(0, 12))
    corner = st.integers(0, 40)
    boxes = [
        (x, y, x + draw(st.integers(1, 30)), y + draw(st.integers(1, 30)))
        for x, y in [(draw(corner), draw(corner)) for _ in range(count)]
    ]
    sure = draw(st.lists(st.floats(0.0625, 1.0, width=32), min_size=count, max_size=count))
    kinds = draw(st.lists(st.integers(0, 1), min_size=count, max_size=count))
    looks = draw(st.lists(st.integers(0, 2), min_size=count, max_size=count))
    return (
        np.array(boxes, np.float32).reshape(-1, 4),
        np.array(sure, np.float32),
        np.array(kinds, np.int64),
        np.array(looks, np.int64),
    )


@given(_seen())
def test_fusing_invents_nothing_and_is_never_surer_than_the_surest(
    seen: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64], NDArray[np.int64]],
) -> None:
    boxes, sure, kinds, look = seen
    place, mean, kind, first = fused(boxes, sure, kinds, look, looks=3, min_confidence=0.0)
    assert len(place) == len(mean) == len(kind) == len(first) <= len(boxes)
    assert (np.diff(mean) <= 0).all()
    assert (kind == kinds[first]).all()
    assert len(set(first.tolist())) == len(first)
    if len(boxes):
        assert len(place) >= len(set(kinds.tolist()))
        assert mean.max() <= sure.max() + 1e-6
        assert place[:, :2].min() >= boxes[:, :2].min() - 1e-3
        assert place[:, 2:].max() <= boxes[:, 2:].max() + 1e-3


def test_the_surest_box_of_a_look_counts_once() -> None:
    boxes = np.array([[0, 0, 10, 10], [0, 0, 10, 9]], dtype=np.float32)
    one_look = np.zeros(2, dtype=np.int64)
    place, mean, _, _ = fused(boxes, np.array([0.6, 0.4], np.float32), one_look, one_look, looks=2, min_confidence=0.1)
    assert mean.tolist() == pytest.approx([0.3])
    assert place.tolist() == [pytest.approx([0, 0, 10, 9.6])]
