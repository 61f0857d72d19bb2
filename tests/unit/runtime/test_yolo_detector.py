from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from claimapp.runtime.yolo_detector import YoloDetector


class OneBox(YoloDetector):
    """A network that always sees one box of class 1, in the middle of its canvas."""

    def _infer(self, planes: NDArray[np.float32]) -> tuple[NDArray[np.float32], None]:
        _, _, height, width = planes.shape
        head = np.array([[width / 2, height / 2, 32, 32, 0.1, 0.8]], dtype=np.float32).T[np.newaxis]
        return head, None


def detector() -> OneBox:
    ticks = itertools.count()
    return OneBox(("scratch", "dent"), 64, lambda: float(next(ticks)))


def test_a_box_comes_back_in_pixels_of_the_photo() -> None:
    found = detector().detect(np.zeros((640, 640, 3), dtype=np.uint8), min_confidence=0.5)
    assert [found.classes[number] for number in found.class_id] == ["dent"]
    x0, y0, x1, y1 = found.box_xyxy_px[0]
    assert (x0 + x1) / 2 == pytest.approx(320, abs=1)
    assert (y0 + y1) / 2 == pytest.approx(320, abs=1)
    assert x1 - x0 == pytest.approx(y1 - y0)


def test_a_threshold_above_leaves_it_out() -> None:
    assert len(detector().detect(np.zeros((64, 64, 3), dtype=np.uint8), min_confidence=0.9)) == 0


def test_every_step_is_timed_by_the_clock_that_is_given() -> None:
    _, times = detector().detect_timed(np.zeros((64, 64, 3), dtype=np.uint8), min_confidence=0.5)
    assert (times.preprocess_ms, times.inference_ms, times.postprocess_ms) == (
        1000.0,
        1000.0,
        2000.0,
    )
