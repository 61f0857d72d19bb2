"""The reference engine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from claimapp.domain.choices import Runtime
from claimapp.errors import ModelProblem
from claimapp.runtime.manifest import Manifest, Way
from claimapp.runtime.open_detector import open_detector
from claimapp.runtime.torch_detector import TorchDetector
from claimapp.shipped import models_folder


def test_a_missing_file_is_not_looked_for_on_the_network(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match=r"yolov8n\.pt: the file is missing"):
        TorchDetector(tmp_path / "yolov8n.pt", side_px=64)


@pytest.mark.torch
def test_a_file_that_is_no_checkpoint_is_a_model_problem(tmp_path: Path) -> None:
    (tmp_path / "junk.pt").write_bytes(b"not a checkpoint")
    with pytest.raises(ModelProblem, match=r"junk\.pt: the file is no checkpoint"):
        TorchDetector(tmp_path / "junk.pt", side_px=64)


@pytest.mark.torch
def test_both_engines_find_the_same_parts_on_the_sample_claim(sample_claim: Path) -> None:
    photo = sorted(sample_claim.rglob("*.jpg"))[0]
    pixels_rgb = np.asarray(Image.open(photo).convert("RGB"))
    entry = Manifest.load(models_folder()).model("car-parts")
    found = [
        open_detector(entry, runtime=Runtime(runtime), way=Way((256,))).detect(pixels_rgb, min_confidence=0.3)
        for runtime in ("openvino", "torch")
    ]
    assert len(found[0]) > 0
    assert found[0].class_id.tolist() == found[1].class_id.tolist()
    assert found[0].confidence == pytest.approx(found[1].confidence, abs=0.02)
    assert found[0].box_xyxy_px == pytest.approx(found[1].box_xyxy_px, abs=0.01 * max(pixels_rgb.shape))
    assert all(outline is not None for outline in found[1].outlines)
