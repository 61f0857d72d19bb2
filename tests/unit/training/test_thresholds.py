"""The confidence from which a finding is shown."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from claimapp.runtime.detector import Detections, PixelsRgb
from claimapp.runtime.manifest import Way
from claimapp.training import thresholds
from claimapp.training.average_precision import Judged
from claimapp.training.thresholds import name_calibration, quiet_threshold, threshold_of_best_f
from tests.data.engines import Seen, ToldDetector, a_photo


def _judged(right: list[bool], confidence: list[float], labels: int) -> Judged:
    count = len(right)
    return Judged(
        np.tile(np.array(right, dtype=bool).reshape(count, 1), (1, 10)),
        np.array(confidence, dtype=np.float32),
        np.zeros(count, dtype=np.int64),
        np.zeros(labels, dtype=np.int64),
    )


def test_the_cut_is_where_the_f_score_is_best() -> None:
    chosen = threshold_of_best_f(_judged([True, False, True, False], [0.9, 0.2, 0.6, 0.1], labels=2))
    assert chosen.confidence == pytest.approx(0.6)
    assert (chosen.f_score, chosen.precision, chosen.recall) == (1.0, 1.0, 1.0)


def test_equal_confidences_are_cut_together() -> None:
    chosen = threshold_of_best_f(_judged([True, False], [0.5, 0.5], labels=1))
    assert chosen.precision == pytest.approx(0.5)


@pytest.mark.parametrize("judged", [_judged([], [], 3), _judged([False], [0.4], 3), _judged([False], [0.4], 0)])
def test_without_a_right_prediction_nothing_is_chosen(judged: Judged) -> None:
    assert threshold_of_best_f(judged).confidence == 1.0
    assert threshold_of_best_f(judged).f_score == 0.0


def test_at_most_the_share_of_undamaged_photos_shows_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data.yaml").write_text("names: [hood]\n")
    confidences = [0.05, 0.1, 0.2, 0.3, 0.9]
    for number in range(len(confidences)):
        a_photo(tmp_path / "images" / "val" / f"{number}.jpg", size=(32, 32))
    answers: list[list[Seen]] = [[("dent", confidence, (1, 1, 9, 9))] for confidence in confidences]
    detector = ToldDetector(answers)
    monkeypatch.setattr(thresholds, "open_for_evaluation", lambda *a, **k: SimpleNamespace(detector=detector))
    chosen = quiet_threshold("damage", tmp_path, share=0.2)
    assert sum(confidence >= chosen for confidence in confidences) == 1


def test_a_named_part_is_right_where_the_photo_has_it_labelled_by_any_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Photos on which the bonnet (`hood` in the set) is damaged and seen surely, and a door is seen less surely."""
    labelled, clean = tmp_path / "damaged", tmp_path / "clean"
    for folder, names, label in ((labelled, "[hood]", "0 .5 .5 .2 .2"), (clean, "[door]", "0 .5 .5 .2 .2")):
        for kind in ("images", "labels"):
            (folder / kind / "val").mkdir(parents=True)
        (folder / "data.yaml").write_text(f"names: {names}\n")
        for number in range(60):
            Image.new("RGB", (16, 16)).save(folder / "images" / "val" / f"{number}.png")
            (folder / "labels" / "val" / f"{number}.txt").write_text(label)

    class Names:
        classes = ("bonnet", "door")

        def detect(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> Detections:
            box = np.array([[0, 0, 8, 8], [0, 0, 8, 8]], dtype=np.float32)
            return Detections(box, np.array([0.8, 0.4], np.float32), np.array([0, 1]), (None, None), self.classes)

    monkeypatch.setattr(thresholds, "open_for_evaluation", lambda *a, **k: SimpleNamespace(detector=Names()))
    fitted = name_calibration("damaged-parts", [labelled], [], 0.1)
    assert fitted is not None
    way = Way((256,), calibration=fitted)
    assert way.probability(0.8) > 0.9
    assert way.probability(0.4) < 0.1
    # On undamaged cars nothing is right, whatever is labelled there: as many bonnets are wrong now as right.
    with_clean = name_calibration("damaged-parts", [labelled], [clean], 0.1)
    assert with_clean is not None
    assert Way((256,), calibration=with_clean).probability(0.8) == pytest.approx(0.5, abs=0.1)
