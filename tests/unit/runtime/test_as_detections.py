"""Candidates on a canvas become one look at the photo."""

from __future__ import annotations

import numpy as np
import pytest

from claimapp.domain.geometry import Size
from claimapp.runtime.as_detections import look_at
from claimapp.runtime.letterbox import fit_onto_canvas
from claimapp.runtime.yolo_output import Candidates

FIT = fit_onto_canvas(Size(1280, 960), 640)  # scaled by one half, border of 16 px


def _candidates(*boxes: tuple[float, float, float, float], weights: int = 0) -> Candidates:
    count = len(boxes)
    return Candidates(
        np.array(boxes, dtype=np.float32).reshape(-1, 4),
        np.linspace(0.9, 0.5, count, dtype=np.float32),
        np.zeros(count, dtype=np.int64),
        np.ones((count, weights), dtype=np.float32),
    )


def test_boxes_come_in_pixels_of_the_photo_without_doubles() -> None:
    found = look_at(_candidates((16, 16, 116, 66), (17, 16, 116, 66)), None, FIT).detections(("dent",))
    assert found.box_xyxy_px.tolist() == [[0, 0, 200, 100]]
    assert found.outlines == (None,)
    assert found.classes == ("dent",)


def test_what_lies_wholly_in_the_border_is_dropped() -> None:
    assert len(look_at(_candidates((0, 0, 15, 400)), None, FIT).candidates) == 0


def test_nothing_stays_nothing() -> None:
    found = look_at(_candidates(), None, FIT).detections(("dent",))
    assert len(found) == 0
    assert found.box_xyxy_px.shape == (0, 4)


def test_outlines_come_in_pixels_of_the_photo() -> None:
    prototypes = np.ones((2, FIT.canvas.height // 4, FIT.canvas.width // 4), dtype=np.float32)
    (outline,) = look_at(_candidates((16, 16, 116, 66), weights=2), prototypes, FIT).detections(("door",)).outlines
    assert outline is not None
    xs, ys = zip(*outline, strict=True)
    assert (min(xs), max(xs), min(ys), max(ys)) == pytest.approx((0, 200, 0, 100), abs=2)
