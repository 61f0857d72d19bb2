"""Matching and average precision, against cases that can be counted by hand and against ultralytics."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from claimapp.training.average_precision import Judged, match, precision_by_class, rasterised, shapes_iou

ONE = np.zeros(1, dtype=np.int64)


def test_a_label_is_taken_once_by_the_most_confident() -> None:
    right = match(np.array([[0.6, 0.9]]), ONE, np.zeros(2, dtype=np.int64))
    assert right[:, 0].tolist() == [True, False]
    # Beyond 0.6 the first one fails, and the second takes the label.
    assert right[:, 3].tolist() == [False, True]


def test_another_class_is_not_right() -> None:
    assert not match(np.array([[0.9]]), ONE, np.array([1])).any()


@pytest.mark.parametrize(("labels", "predictions"), [(0, 3), (3, 0), (0, 0)])
def test_nothing_on_one_side_is_nothing_right(labels: int, predictions: int) -> None:
    right = match(
        np.zeros((labels, predictions)), np.zeros(labels, dtype=np.int64), np.zeros(predictions, dtype=np.int64)
    )
    assert right.shape == (predictions, 10)
    assert not right.any()


def test_no_right_prediction_is_zero_for_every_labelled_class() -> None:
    judged = Judged(np.zeros((1, 10), dtype=bool), np.ones(1, dtype=np.float32), ONE, np.array([0, 2]))
    found = precision_by_class(judged)
    assert sorted(found) == [0, 2]
    assert {precision.map50 for precision in found.values()} == {0.0}


def test_photos_are_joined_in_order() -> None:
    photo = Judged(np.ones((1, 10), dtype=bool), np.ones(1, dtype=np.float32), ONE, ONE)
    joined = Judged.joined([photo, photo])
    assert len(joined.confidence) == 2
    assert joined.right.shape == (2, 10)


def test_masks_of_half_the_photo_overlap_by_a_third() -> None:
    left = np.array([[0, 0], [0.5, 0], [0.5, 1], [0, 1]])
    middle = left + np.array([0.25, 0])
    iou = shapes_iou(rasterised([left]), rasterised([middle, left, None]))
    assert iou[0] == pytest.approx([1 / 3, 1, 0], abs=0.02)


@pytest.mark.torch
def test_all_right_is_near_one() -> None:
    judged = Judged(
        np.ones((3, 10), dtype=bool), np.array([0.9, 0.8, 0.7], dtype=np.float32), ONE.repeat(3), ONE.repeat(3)
    )
    assert precision_by_class(judged)[0].map50_95 == pytest.approx(0.995, abs=0.006)


@pytest.mark.torch
def test_matches_are_those_of_ultralytics() -> None:
    import torch
    from ultralytics.engine.validator import BaseValidator

    rng = np.random.default_rng(11)
    iou = rng.uniform(0, 1, (12, 40)) ** 0.5
    labels, predictions = rng.integers(0, 3, 12), rng.integers(0, 3, 40)
    theirs: Any = BaseValidator.__new__(BaseValidator)
    theirs.iouv = torch.linspace(0.5, 0.95, 10)
    wanted = theirs.match_predictions(torch.from_numpy(predictions), torch.from_numpy(labels), torch.from_numpy(iou))
    assert (match(iou, labels, predictions) == wanted.numpy()).all()


def test_a_photo_on_which_nothing_is_labelled_or_found_has_no_overlap() -> None:
    square = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    assert shapes_iou(rasterised([]), rasterised([square])).shape == (0, 1)
    assert shapes_iou(rasterised([square]), rasterised([])).shape == (1, 0)
