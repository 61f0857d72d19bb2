"""Raw heads to candidates, the best of each place, outlines of masks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.errors import BadValue
from claimapp.runtime.yolo_output import (
    boxes_iou,
    decode_head,
    largest_outline,
    mask_outline,
    nms_any_class,
    nms_by_class,
)


def _boxes(*rows: tuple[float, float, float, float]) -> np.ndarray:
    return np.array(rows, dtype=np.float32)


def _scores(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


@st.composite
def crowded_boxes(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    seed, count = draw(st.integers(0, 10_000)), draw(st.integers(0, 40))
    rng = np.random.default_rng(seed)
    first = rng.uniform(0, 60, (count, 2))
    boxes = np.concatenate([first, first + rng.uniform(1, 60, (count, 2))], axis=1).astype(np.float32)
    return boxes, rng.permutation(count).astype(np.float32) / max(count, 1), rng.integers(0, 3, count)


def test_head_gives_one_candidate_a_place_and_class_best_first() -> None:
    head = np.zeros((1, 4 + 2, 3), dtype=np.float32)
    head[0, :4, 0] = (50, 40, 20, 10)
    head[0, 4:, 0] = (0.3, 0.6)  # one place, two classes
    head[0, :4, 1] = (10, 10, 4, 4)
    head[0, 4:, 1] = (0.5, 0.0)
    head[0, 4:, 2] = (0.1, 0.1)  # below the threshold
    found = decode_head(head, class_count=2, min_confidence=0.25)
    assert found.confidence.tolist() == pytest.approx([0.6, 0.5, 0.3])
    assert found.class_id.tolist() == [1, 0, 0]
    assert found.box_xyxy_px.tolist() == [[40, 35, 60, 45], [8, 8, 12, 12], [40, 35, 60, 45]]
    assert found.mask_weights.shape == (3, 0)


def test_head_with_masks_keeps_the_weights_of_each_place() -> None:
    head = np.zeros((1, 4 + 1 + 2, 2), dtype=np.float32)
    head[0, 4] = (0.4, 0.9)
    head[0, 5:, 0], head[0, 5:, 1] = (1, 2), (3, 4)
    assert decode_head(head, class_count=1, min_confidence=0.2).mask_weights.tolist() == [[3, 4], [1, 2]]


def test_head_without_anything_gives_no_candidates() -> None:
    assert len(decode_head(np.zeros((1, 7, 5), dtype=np.float32), class_count=3, min_confidence=0.1)) == 0


@pytest.mark.parametrize("shape", [(1, 6, 5), (2, 8, 5), (8, 5)])
def test_head_of_another_model_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(BadValue, match="cannot hold 3 classes"):
        decode_head(np.zeros(shape, dtype=np.float32), class_count=3, min_confidence=0.1)


def test_doubles_of_a_class_are_dropped_and_other_classes_stay() -> None:
    boxes = _boxes((0, 0, 10, 10), (0, 0, 10, 9.5), (0, 0, 10, 10), (50, 50, 60, 60))
    kept = nms_by_class(boxes, _scores(0.5, 0.9, 0.7, 0.1), np.array([0, 0, 1, 0]))
    assert kept.tolist() == [1, 2, 3]


def test_doubles_of_any_class_are_dropped_when_classes_do_not_count() -> None:
    boxes = _boxes((0, 0, 10, 10), (0, 0, 10, 9.5), (50, 50, 60, 60))
    assert nms_any_class(boxes, _scores(0.5, 0.9, 0.1)).tolist() == [1, 2]


def test_no_more_than_asked_for_are_kept() -> None:
    boxes = _boxes(*[(20 * n, 0, 20 * n + 10, 10) for n in range(5)])
    assert nms_by_class(boxes, _scores(1, 2, 3, 4, 5), np.zeros(5, dtype=np.int64), at_most=2).tolist() == [4, 3]


@given(crowded_boxes())
@settings(max_examples=50)
def test_what_is_kept_does_not_overlap_and_what_is_dropped_does(
    crowd: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    boxes, confidence, class_id = crowd
    kept = nms_by_class(boxes, confidence, class_id, iou=0.5)
    same_class = class_id[:, None] == class_id[None, :]
    overlap = boxes_iou(boxes, boxes) * same_class
    assert (np.diff(confidence[kept]) <= 0).all()
    assert (overlap[np.ix_(kept, kept)] - np.eye(len(kept)) <= 0.5).all()
    for dropped in set(range(len(boxes))) - set(kept.tolist()):
        better = kept[confidence[kept] > confidence[dropped]]
        assert (overlap[dropped, better] > 0.5).any()


def test_iou_of_boxes() -> None:
    ours = boxes_iou(_boxes((0, 0, 10, 10), (5, 5, 5, 5)), _boxes((0, 0, 10, 5), (20, 20, 30, 30), (5, 5, 5, 5)))
    assert ours.tolist() == [[0.5, 0, 0], [0, 0, 0]]


def test_outline_follows_the_mask_inside_the_box() -> None:
    prototypes = np.full((1, 32, 32), -1.0, dtype=np.float32)
    prototypes[0, 8:16, 8:24] = 1.0  # canvas 32..96 across, 32..64 down
    outline = mask_outline(_scores(1.0), prototypes, _scores(20, 20, 80, 80))
    assert outline is not None
    xs, ys = zip(*outline, strict=True)
    assert (min(xs), max(xs)) == pytest.approx((32, 80), abs=2)  # cut by the box on the right
    assert (min(ys), max(ys)) == pytest.approx((32, 64), abs=2)


def test_a_mask_below_nothing_has_no_outline() -> None:
    assert mask_outline(_scores(-1.0), np.ones((1, 8, 8), dtype=np.float32), _scores(0, 0, 32, 32)) is None


def test_a_box_without_area_has_no_outline() -> None:
    assert mask_outline(_scores(1.0), np.ones((1, 8, 8), dtype=np.float32), _scores(40, 40, 50, 50)) is None


def test_of_several_blobs_the_largest_counts() -> None:
    mask = np.zeros((40, 40), dtype=np.uint8)
    mask[2:6, 2:6] = 1
    mask[10:30, 20:35] = 1
    assert largest_outline(mask) == ((20.5, 10.5), (20.5, 29.5), (34.5, 29.5), (34.5, 10.5))


def test_the_largest_blob_counts_wherever_it_lies() -> None:
    mask = np.zeros((40, 40), dtype=np.uint8)
    mask[5:25, 20:35] = 1
    mask[34:38, 2:6] = 1
    assert largest_outline(mask) == ((20.5, 5.5), (20.5, 24.5), (34.5, 24.5), (34.5, 5.5))


def test_a_mask_of_one_pixel_has_no_outline() -> None:
    mask = np.zeros((10, 10), dtype=np.uint8)
    mask[4, 4] = 1
    assert largest_outline(mask) is None


@pytest.mark.torch
def test_suppression_keeps_what_ultralytics_keeps() -> None:
    import torch
    from ultralytics.utils.nms import non_max_suppression

    rng = np.random.default_rng(3)
    head = np.zeros((1, 4 + 3, 400), dtype=np.float32)
    head[0, :2] = rng.uniform(50, 250, (2, 400))
    head[0, 2:4] = rng.uniform(20, 120, (2, 400))
    head[0, 4:] = rng.uniform(0, 1, (3, 400)) ** 4
    found = decode_head(head, class_count=3, min_confidence=0.05)
    ours = found.chosen(nms_by_class(found.box_xyxy_px, found.confidence, found.class_id))
    theirs = non_max_suppression(torch.from_numpy(head.copy()), 0.05, 0.7, multi_label=True, max_time_img=10.0)[0]
    assert ours.confidence == pytest.approx(theirs[:, 4].numpy(), abs=1e-5)
    assert ours.box_xyxy_px == pytest.approx(theirs[:, :4].numpy(), abs=1e-2)
    assert ours.class_id.tolist() == theirs[:, 5].int().tolist()
