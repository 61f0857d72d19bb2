"""From which confidence findings are shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claimapp.runtime.detector import Detections
from claimapp.training.found_measure import FoundCounts
from claimapp.training.kind_thresholds import LEAST_PRECISION, MOST_FALSE, LookedAt, choose_shown
from claimapp.training.labelled_set import LabelledPhoto, Truth

CLASSES = ("damage", "dent", "glass")
BOX = np.array([0.0, 0.0, 0.5, 0.5])
ON, OFF = (0, 0, 50, 50), (60, 60, 90, 90)
DAMAGE, DENT, GLASS = range(3)
Seen = tuple[int, float, tuple[int, int, int, int]]


def _looked(labelled: int | None, *seen: Seen, classes: tuple[str, ...] = CLASSES) -> LookedAt:
    truths = () if labelled is None else (Truth(labelled, BOX, None),)
    best_first = sorted(seen, key=lambda item: -item[1])
    return LookedAt(
        LabelledPhoto(Path("a.jpg"), truths),
        ("dent",),
        (100, 100),
        Detections(
            np.array([box for _, _, box in best_first], dtype=np.float32).reshape(-1, 4),
            np.array([confidence for _, confidence, _ in best_first], dtype=np.float32),
            np.array([number for number, _, _ in best_first], dtype=np.int64),
            (None,) * len(seen),
            classes,
        ),
    )


def test_the_catch_all_finds_and_the_kinds_name() -> None:
    photos = [_looked(0, (DAMAGE, 0.3, ON), (DENT, 0.08, ON), (DENT, 0.5, OFF)) for _ in range(10)]
    chosen = choose_shown(photos, [], CLASSES)
    assert chosen.by_class["damage"] <= 0.3
    assert chosen.by_class["dent"] > 0.5
    assert (chosen.counts.found, chosen.counts.right_kind, chosen.counts.shown) == (10, 10, 10)


def test_without_a_catch_all_the_kinds_find() -> None:
    classes = ("dent", "glass")
    photos = [_looked(0, (0, 0.3, ON), classes=classes) for _ in range(10)]
    chosen = choose_shown(photos, [], classes)
    assert chosen.by_class["dent"] == chosen.by_class["glass"] <= 0.3
    assert chosen.counts.right_kind == 10


def test_faint_damage_counts_beside_plain_damage_but_not_on_a_sound_car() -> None:
    faint = (DAMAGE, 0.1, ON)
    photos = [_looked(0, (DAMAGE, 0.5, (0, 0, 40, 50)), faint) for _ in range(10)]
    photos += [_looked(0, faint, (DAMAGE, 0.5, (0, 0, 12, 12))) for _ in range(10)]
    undamaged = [_looked(None, (DAMAGE, 0.2, OFF)) for _ in range(10)]
    chosen = choose_shown(photos, undamaged, CLASSES)
    assert chosen.by_class["damage"] <= 0.1
    assert 0.2 < chosen.photo_from <= 0.5
    assert (chosen.counts.found, chosen.counts.false_on_undamaged) == (20, 0)


def test_undamaged_cars_are_quiet() -> None:
    photos = [_looked(0, (DAMAGE, sure, ON)) for sure in (0.3, 0.4) for _ in range(10)]
    undamaged = [_looked(None, (DAMAGE, 0.32, OFF)) for _ in range(10)]
    chosen = choose_shown(photos, undamaged, CLASSES)
    assert chosen.counts.false_on_undamaged <= MOST_FALSE * 10
    assert chosen.counts.found == 10


def test_findings_lie_on_labels_for_the_most_part() -> None:
    sure = [_looked(0, (DAMAGE, 0.4, ON)) for _ in range(4)]
    doubtful = [_looked(0, (DAMAGE, 0.2, ON), (DAMAGE, 0.2, OFF), (DAMAGE, 0.2, (55, 0, 99, 40))) for _ in range(10)]
    chosen = choose_shown(sure + doubtful, [], CLASSES)
    assert chosen.counts.on_damage >= LEAST_PRECISION * chosen.counts.shown
    assert chosen.counts.found == 4


def test_of_thresholds_that_show_the_same_damages_those_that_show_less_are_taken() -> None:
    photos = [_looked(0, (DAMAGE, 0.4, ON), (DAMAGE, 0.05, OFF)) for _ in range(4)]
    assert choose_shown(photos, [], CLASSES).counts.shown == 4


def test_without_photos_nothing_is_shown() -> None:
    assert choose_shown([], [], CLASSES).counts == FoundCounts()


@pytest.mark.parametrize("seen", [(), ((DAMAGE, 0.4, OFF),)])
def test_without_a_right_finding_nothing_is_shown(seen: tuple[Seen, ...]) -> None:
    chosen = choose_shown([_looked(0, *seen)], [], CLASSES)
    assert set(chosen.by_class.values()) == {1.0}
    assert chosen.counts == FoundCounts()


def test_how_often_findings_are_right_is_measured_on_what_is_shown() -> None:
    right = [_looked(0, (DAMAGE, 0.5, ON)) for _ in range(30)]
    half_right = [_looked(0, (DAMAGE, 0.3, ON), (DAMAGE, 0.3, OFF)) for _ in range(25)]
    chosen = choose_shown(right + half_right, [], CLASSES)
    assert chosen.counts.shown == 80
    assert chosen.way.calibration is not None
    assert chosen.way.probability(0.3) == pytest.approx(0.5, abs=0.02)
    assert chosen.way.probability(0.5) > 0.95
    assert choose_shown(right, [], CLASSES).calibration is None


def test_the_way_carries_the_thresholds() -> None:
    way = choose_shown([_looked(0, (DAMAGE, 0.3, ON)) for _ in range(4)], [], CLASSES).way
    assert way.confidence == min(way.thresholds(CLASSES).values()) <= 0.3
