"""The daily engine, on a network of a few lines."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from claimapp.errors import ModelProblem
from claimapp.runtime.openvino_detector import OpenVinoDetector

GREY = np.full((480, 640, 3), 90, dtype=np.uint8)


@pytest.fixture
def tiny_model(tmp_path: Path) -> Path:
    """A network that always finds one dent, scored by how red the photo's mean is, at a fixed place."""
    import openvino as ov
    from openvino import opset13 as ops

    planes = ops.parameter([-1, 3, -1, -1], np.float32, name="planes")
    red = ops.reduce_mean(ops.slice(planes, [0], [1], [1], [1]), ops.constant(np.array([1, 2, 3])), keep_dims=False)
    score = ops.reshape(red, ops.constant(np.array([1, 1, 1])), special_zero=False)
    box = ops.constant(np.array([[[336], [256], [100], [50]]], dtype=np.float32))
    model = ov.Model([ops.concat([box, score], 1)], [planes], "tiny")
    ov.save_model(model, tmp_path / "tiny.xml", compress_to_fp16=False)
    return tmp_path / "tiny.xml"


def _red(width: int, height: int) -> np.ndarray:
    photo = np.full((height, width, 3), 114, dtype=np.uint8)
    photo[:, :, 0] = 255
    return photo


def test_finds_on_the_photo_what_the_network_says_of_the_canvas(tiny_model: Path) -> None:
    detector = OpenVinoDetector(tiny_model, ("dent",), side_px=640, threads=1)
    found = detector.detect(_red(1280, 960), min_confidence=0.5)
    assert detector.classes == ("dent",)
    assert found.box_xyxy_px.tolist() == [[540, 430, 740, 530]]
    assert found.class_id.tolist() == [0]
    assert found.outlines == (None,)
    assert 0.8 < found.confidence[0] < 1.0


def test_red_and_blue_are_not_swapped(tiny_model: Path) -> None:
    detector = OpenVinoDetector(tiny_model, ("dent",), side_px=640)
    assert len(detector.detect(_red(640, 480)[:, :, ::-1], min_confidence=0.6)) == 0


def test_photos_of_any_shape_can_follow_each_other(tiny_model: Path) -> None:
    detector = OpenVinoDetector(tiny_model, ("dent",), side_px=640)
    counts = [len(detector.detect(_red(*size), min_confidence=0.3)) for size in [(640, 480), (600, 900), (50, 50)]]
    assert counts == [1, 1, 1]


def test_an_earlier_result_is_not_overwritten_by_the_next_photo(tiny_model: Path) -> None:
    detector = OpenVinoDetector(tiny_model, ("dent",), side_px=640)
    first = detector.detect(_red(640, 480), min_confidence=0.1)
    before = first.confidence.copy()
    detector.detect(GREY, min_confidence=0.1)
    assert (first.confidence == before).all()


def test_times_are_those_of_the_clock(tiny_model: Path) -> None:
    ticks = itertools.count()
    detector = OpenVinoDetector(tiny_model, ("dent",), side_px=64, clock=lambda: float(next(ticks)))
    _, times = detector.detect_timed(GREY, min_confidence=0.5)
    assert (times.preprocess_ms, times.inference_ms, times.postprocess_ms) == (1000, 1000, 2000)  # read, then drawn


def test_a_file_that_is_no_network_is_a_model_problem(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<net/>")
    with pytest.raises(ModelProblem, match=r"broken\.xml"):
        OpenVinoDetector(broken, ("dent",), side_px=64)
