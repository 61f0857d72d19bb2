"""seen.py: what a model points at is a value."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from claimapp.domain.geometry import Box
from claimapp.domain.seen import Seen


def test_equal_detections_are_equal_and_cannot_be_changed() -> None:
    seen = Seen("dent", 0.4, Box(1, 2, 3, 4))
    assert seen == Seen("dent", 0.4, Box(1, 2, 3, 4), None)
    with pytest.raises(FrozenInstanceError):
        seen.label = "scratch"  # type: ignore[misc]
