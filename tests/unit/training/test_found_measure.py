"""What a person is shown of the labelled damages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.runtime.detector import Detections
from claimapp.runtime.manifest import Way
from claimapp.training.found_measure import FoundCounts, count_found, count_undamaged, shown_findings
from claimapp.training.labelled_set import LabelledPhoto, Truth

SIZE = (200, 100)
LABELS = ("dent", "crack", "primer", "car_damage")


def _photo(*labels: tuple[int, tuple[float, float, float, float]]) -> LabelledPhoto:
    """Labels as (class, box in px of a photo of 200 x 100)."""
    scale = np.array([200, 100, 200, 100])
    return LabelledPhoto(Path("a.jpg"), tuple(Truth(number, np.array(box) / scale, None) for number, box in labels))


def _finding(kind: DamageKind, *box: float) -> Finding:
    return Finding("p1.d1", kind, 0.5, Box(*box))


def test_a_damage_is_found_from_overlap_0_3_on() -> None:
    photo = _photo((0, (0, 0, 100, 100)))
    found = count_found(photo, LABELS, SIZE, [_finding(DamageKind.DENT, 0, 0, 31, 100)])
    missed = count_found(photo, LABELS, SIZE, [_finding(DamageKind.DENT, 0, 0, 29, 100)])
    assert (found.found, found.right_kind, found.on_damage) == (1, 1, 1)
    assert (missed.found, missed.right_kind, missed.on_damage, missed.shown) == (0, 0, 0, 1)


def test_a_found_damage_of_another_kind_is_found_but_not_right() -> None:
    counts = count_found(_photo((0, (0, 0, 50, 50))), LABELS, SIZE, [_finding(DamageKind.SCRATCH, 0, 0, 50, 50)])
    assert (counts.found, counts.named, counts.right_kind) == (1, 1, 0)


def test_a_crack_may_be_called_broken() -> None:
    counts = count_found(_photo((1, (0, 0, 50, 50))), LABELS, SIZE, [_finding(DamageKind.BROKEN, 0, 0, 50, 50)])
    assert counts.right_kind == 1


def test_what_lies_on_a_label_that_is_no_damage_is_not_false() -> None:
    counts = count_found(_photo((2, (0, 0, 50, 50))), LABELS, SIZE, [_finding(DamageKind.DENT, 0, 0, 50, 50)])
    assert (counts.damages, counts.shown, counts.on_damage) == (0, 1, 1)


def test_a_label_without_a_kind_is_to_be_found_but_not_named() -> None:
    counts = count_found(_photo((3, (0, 0, 50, 50))), LABELS, SIZE, [_finding(DamageKind.DENT, 0, 0, 50, 50)])
    assert (counts.damages, counts.found, counts.named) == (1, 1, 0)


def test_a_photo_without_labels_is_an_undamaged_one() -> None:
    findings = [_finding(DamageKind.DENT, 0, 0, 50, 50)] * 2
    assert count_found(_photo(), LABELS, SIZE, findings) == count_undamaged(findings)


def test_shares_are_of_the_sum() -> None:
    one = FoundCounts(damages=3, found=1, named=2, right_kind=1, shown=4, on_damage=3)
    other = FoundCounts(damages=1, found=1, named=2, right_kind=0, undamaged_photos=4, false_on_undamaged=1)
    assert (one + other).document() == {
        "iou": 0.3,
        "recall": 0.5,
        "right_kind": 0.25,
        "precision": 0.75,
        "false_per_undamaged_photo": 0.25,
    }


def test_what_was_not_counted_is_unknown() -> None:
    assert set(FoundCounts().document().values()) == {0.3, None}


def test_each_class_is_shown_from_its_own_confidence_on() -> None:
    seen = Detections(
        np.array([[0, 0, 9, 9], [20, 0, 29, 9], [40, 0, 49, 9]], dtype=np.float32),
        np.array([0.6, 0.5, 0.3], dtype=np.float32),
        np.array([0, 1, 1]),
        (None, None, None),
        ("dent", "scratch"),
    )
    shown = shown_findings(seen, Way((), confidence=0.4, by_class={"dent": 0.7}))
    assert [finding.kind for finding in shown] == [DamageKind.SCRATCH]
    assert shown[0].confidence == pytest.approx(0.5)


def test_a_catch_all_finding_on_a_typed_one_is_not_shown_twice() -> None:
    seen = Detections(
        np.array([[0, 0, 90, 90], [0, 0, 88, 90]], dtype=np.float32),
        np.array([0.6, 0.5], dtype=np.float32),
        np.array([0, 1]),
        (None, None),
        ("damage", "dent"),
    )
    assert [finding.kind for finding in shown_findings(seen, Way((), confidence=0.1))] == [DamageKind.DENT]
