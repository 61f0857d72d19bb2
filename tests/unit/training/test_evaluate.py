"""The judgement of a vision model, through the shipped path."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from claimapp.domain.choices import Runtime
from claimapp.domain.geometry import Outline
from claimapp.errors import UsageProblem
from claimapp.runtime.detector import Detections, PixelsRgb
from claimapp.runtime.manifest import Way
from claimapp.runtime.timed import StageTimes
from claimapp.training import evaluate
from claimapp.training.average_precision import Judged
from claimapp.training.evaluate import (
    Opened,
    evaluate_vision,
    judge_photos,
    judging_for,
    open_for_evaluation,
)
from claimapp.training.labelled_set import LabelledSet
from claimapp.training.val_halves import ValHalf, half_of

SIZE = (200, 100)
KEYS = {
    "model", "weights_sha256", "runtime", "imgsz", "split", "images", "instances", "box", "mask", "per_class",
    "ms_per_photo",
}  # fmt: skip


class Scripted:
    """A detector that always finds the same."""

    def __init__(self, classes: tuple[str, ...], *found: tuple[int, float, tuple[float, ...], Outline | None]) -> None:
        self.classes = classes
        self._found = Detections(
            np.array([box for _, _, box, _ in found], dtype=np.float32).reshape(-1, 4),
            np.array([confidence for _, confidence, _, _ in found], dtype=np.float32),
            np.array([class_id for class_id, _, _, _ in found], dtype=np.int64),
            tuple(outline for _, _, _, outline in found),
            classes,
        )

    def detect(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> Detections:
        return self._found

    def detect_timed(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> tuple[Detections, StageTimes]:
        return self._found, StageTimes(1.0, 2.0, 3.0)


def _set(folder: Path, names: str, labels: str) -> Path:
    (folder / "data.yaml").write_text(f"names: {names}\n")
    for kind in ("images", "labels"):
        (folder / kind / "val").mkdir(parents=True)
    Image.new("RGB", SIZE).save(folder / "images" / "val" / "a.png")
    (folder / "labels" / "val" / "a.txt").write_text(labels)
    return folder


def _judge(name: str, data: Path, detector: Scripted, *, has_masks: bool = False) -> tuple[Judged, Judged | None]:
    labelled = LabelledSet.load(data, "val")
    classes = judging_for(name, labelled.classes, detector.classes)
    opened = Opened(detector, "openvino", Way((64,)), "", has_masks)
    (result,) = judge_photos(opened, labelled, classes, lambda *_: None, lambda: 0.0)
    return result


def test_labels_are_matched_in_pixels_of_the_photo(tmp_path: Path) -> None:
    data = _set(tmp_path, "[dent]", "0 0.5 0.5 0.5 0.5")
    box, mask = _judge("damage", data, Scripted(("scratch", "dent"), (1, 0.8, (50, 25, 150, 75), None)))
    assert box.right.all()
    assert box.right.shape == (1, 10)
    assert mask is None


def test_kinds_that_the_set_lacks_and_the_catch_all_do_not_count(tmp_path: Path) -> None:
    data = _set(tmp_path, "[dent]", "0 0.5 0.5 0.5 0.5")
    box, _ = _judge("damage", data, Scripted(("scratch", "damage"), (0, 0.8, (50, 25, 150, 75), None)))
    assert len(box.confidence) == 0


def test_with_a_catch_all_label_doubles_of_different_kinds_are_one_prediction(tmp_path: Path) -> None:
    data = _set(tmp_path, "[car_damage, dent]", "0 0.5 0.5 0.5 0.5")
    found = [(1, 0.8, (50, 25, 150, 75), None), (0, 0.7, (51, 25, 150, 75), None)]
    box, _ = _judge("damage", data, Scripted(("damage", "dent"), *found))
    assert box.confidence.tolist() == pytest.approx([0.8])
    assert box.right.all()


def test_masks_are_judged_where_both_sides_have_them(tmp_path: Path) -> None:
    data = _set(tmp_path, "[hood]", "0 0 0 0.5 0 0.5 1 0 1")
    half: Outline = ((0, 0), (100, 0), (100, 100), (0, 100))
    _, mask = _judge("car-parts", data, Scripted(("hood",), (0, 0.8, (0, 0, 100, 100), half)), has_masks=True)
    assert mask is not None
    assert mask.right.all()


def test_a_set_of_boxes_alone_has_no_mask_figures(tmp_path: Path) -> None:
    data = _set(tmp_path, "[hood]", "0 0.5 0.5 0.5 0.5")
    assert _judge("car-parts", data, Scripted(("hood",)), has_masks=True)[1] is None


def test_a_set_without_a_known_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="knows none of the set's classes"):
        evaluate_vision("damaged-parts", _set(tmp_path, "[zebra]", ""))


def test_unknown_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="choose one of"):
        open_for_evaluation("cats", tmp_path, weights=None, runtime=Runtime.OPENVINO)


def test_unreadable_photo_is_named(tmp_path: Path) -> None:
    data = _set(tmp_path, "[bonnet]", "")
    (data / "images" / "val" / "a.png").write_bytes(b"no photo")
    with pytest.raises(UsageProblem, match=r"a\.png: the photo cannot be read"):
        evaluate_vision("damaged-parts", data)


def test_the_document_has_what_the_contract_says(shared_data: Path) -> None:
    result = evaluate_vision("damaged-parts", shared_data / "damaged-parts", at_most=4)
    assert set(result) == KEYS | {"left_out_classes", "class_agnostic", "half", "looks"}
    assert result["images"] == 4
    assert result["instances"] == sum(each["instances"] for each in result["per_class"].values()) > 0
    assert set(result["box"]) == {"map50", "map50_95"}
    assert result["mask"] is None
    stages = dict(result["ms_per_photo"])
    assert stages.pop("total") == pytest.approx(sum(stages.values()), abs=0.05)
    assert set(stages) == {"decode", "preprocess", "inference", "postprocess"}
    assert json.loads(json.dumps(result)) == result


def _shipped(monkeypatch: pytest.MonkeyPatch, detector: Scripted, **point: Any) -> None:
    opened = Opened(detector, "openvino", Way((64,), **point), "", False)
    monkeypatch.setattr(evaluate, "open_for_evaluation", lambda *a, **k: opened)


def test_the_damage_models_findings_are_counted_at_its_thresholds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _set(tmp_path, "[dent, scratch]", "0 0.5 0.5 0.5 0.5\n1 0.1 0.1 0.1 0.1")
    dent = (0, 0.8, (50, 25, 150, 75), None)
    weak = (1, 0.3, (10, 5, 30, 15), None)
    _shipped(monkeypatch, Scripted(("dent", "scratch"), dent, weak), confidence=0.2, by_class={"scratch": 0.4})
    found = evaluate_vision("damage", data, undamaged=[data])["found"]
    assert found == {
        "iou": 0.3,
        "recall": 0.5,
        "right_kind": 0.5,
        "precision": 1.0,
        "false_per_undamaged_photo": 1.0,
        "calibration_error": 0.3,
        # Two findings of 0.8: sqrt(2 x 0.16 x 2 / pi) / 2.
        "calibration_error_by_chance": 0.2257,
    }


def test_one_half_of_a_split_can_be_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = _set(tmp_path, "[dent]", "0 0.5 0.5 0.5 0.5")
    half = half_of("a")
    other = ValHalf.CHOOSE if half is ValHalf.REPORT else ValHalf.REPORT
    _shipped(monkeypatch, Scripted(("dent",), (0, 0.8, (50, 25, 150, 75), None)))
    judged = evaluate_vision("damage", data, half=half)
    assert (judged["half"], judged["images"]) == (half.value, 1)
    with pytest.raises(UsageProblem, match="no photo in the half"):
        evaluate_vision("damage", data, half=other)
