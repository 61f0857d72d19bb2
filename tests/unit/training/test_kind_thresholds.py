"""From which confidence each class is shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claimapp.runtime.detector import Detections
from claimapp.training.kind_thresholds import LEAST_PRECISION, MOST_FALSE, LookedAt, _best_of, choose_by_kind
from claimapp.training.labelled_set import LabelledPhoto, Truth

CLASSES = ("damage", "dent", "glass")
BOX = np.array([0.0, 0.0, 0.5, 0.5])
ON, OFF = (0, 0, 50, 50), (60, 60, 90, 90)
Seen = tuple[int, float, tuple[int, int, int, int]]


def _looked(labelled: int | None, *seen: Seen, labels: tuple[str, ...] = ("dent",)) -> LookedAt:
    truths = () if labelled is None else (Truth(labelled, BOX, None),)
    best_first = sorted(seen, key=lambda item: -item[1])
    return LookedAt(
        LabelledPhoto(Path("a.jpg"), truths),
        labels,
        (100, 100),
        Detections(
            np.array([box for _, _, box in best_first], dtype=np.float32).reshape(-1, 4),
            np.array([confidence for _, confidence, _ in best_first], dtype=np.float32),
            np.array([number for number, _, _ in best_first], dtype=np.int64),
            (None,) * len(seen),
            CLASSES,
        ),
    )


def test_a_class_is_shown_from_where_its_right_findings_begin() -> None:
    photos = [_looked(0, (1, 0.5 + number / 100, ON), (1, 0.2, OFF), (0, 0.4, ON)) for number in range(10)]
    chosen = choose_by_kind(photos, [], CLASSES)
    assert chosen.by_class["dent"] == pytest.approx(0.5, abs=0.001)
    assert chosen.by_class["damage"] == pytest.approx(0.4, abs=0.001)
    assert (chosen.counts.found, chosen.counts.right_kind) == (10, 10)


def test_a_class_that_nobody_labelled_takes_the_catch_alls() -> None:
    photos = [_looked(0, (1, 0.5, ON), (0, 0.4, ON)) for _ in range(10)]
    assert choose_by_kind(photos, [], CLASSES).by_class["glass"] == pytest.approx(0.4, abs=0.001)


def test_a_kind_is_not_judged_on_a_set_that_does_not_label_it() -> None:
    dents = [_looked(0, (1, 0.9, ON)) for _ in range(10)] + [_looked(0, (1, 0.5, ON)) for _ in range(10)]
    others = [_looked(0, (1, 0.6, OFF), labels=("scratch",)) for _ in range(60)]
    groups = {name: name for name in CLASSES}
    assert _best_of("dent", groups, dents + others) == pytest.approx(0.5)
    judged_there = [_looked(0, (1, 0.6, OFF), labels=("scratch", "dent")) for _ in range(60)]
    assert _best_of("dent", groups, dents + judged_there) == pytest.approx(0.9)


def test_undamaged_cars_are_quiet() -> None:
    photos = [_looked(0, (1, 0.5, ON), (0, 0.4, ON)) for _ in range(10)]
    undamaged = [_looked(None, (1, 0.55, OFF)) for _ in range(10)]
    chosen = choose_by_kind(photos, undamaged, CLASSES)
    assert chosen.by_class["dent"] > 0.55
    assert chosen.counts.false_on_undamaged <= MOST_FALSE * chosen.counts.undamaged_photos


def test_findings_lie_on_labels_for_the_most_part() -> None:
    """A dent that is right one time in five is worth its recall by the F-score, not what has to be dismissed."""
    photos = [_looked(0, (1, 0.5, ON), (1, 0.5, OFF), (1, 0.5, OFF), (1, 0.5, OFF), (0, 0.4, ON)) for _ in range(10)]
    chosen = choose_by_kind(photos, [], CLASSES)
    assert chosen.by_class["dent"] > 0.5
    assert chosen.counts.on_damage >= LEAST_PRECISION * chosen.counts.shown
    assert chosen.counts.found == 10


def test_a_class_is_lowered_where_others_leave_room() -> None:
    """Weak dents that the F-score gives up are shown while most findings still lie on labels."""
    sure = [_looked(0, (1, 0.9, ON), (0, 0.9, ON)) for _ in range(10)]
    weak = [_looked(0, (1, 0.6, ON), (1, 0.6, OFF)) for _ in range(4)]
    chosen = choose_by_kind(sure + weak, [], CLASSES)
    assert chosen.by_class["dent"] <= 0.6
    assert chosen.counts.right_kind == 14


def test_without_a_right_finding_nothing_is_shown() -> None:
    assert set(choose_by_kind([_looked(0)], [], CLASSES).by_class.values()) == {1.0}
