"""The value that every engine gives."""

from __future__ import annotations

import numpy as np
import pytest

from claimapp.runtime.detector import Detections


@pytest.mark.parametrize("count", [0, 1, 3])
def test_detections_count_what_was_found(count: int) -> None:
    found = Detections(
        box_xyxy_px=np.zeros((count, 4), dtype=np.float32),
        confidence=np.zeros(count, dtype=np.float32),
        class_id=np.zeros(count, dtype=np.int64),
        outlines=(None,) * count,
        classes=("dent",),
    )
    assert len(found) == count
