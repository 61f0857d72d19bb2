"""eight_bit.py: a network in eight bits sees what the float one sees, and overflows on no processor."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claimapp.domain.choices import ModelName
from claimapp.errors import UsageProblem
from claimapp.runtime.manifest import Manifest
from claimapp.runtime.openvino_detector import OpenVinoDetector
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.eight_bit import calibration_photos, in_eight_bits
from claimapp.training.export import export_openvino, save_network

_SIDE_PX = 128


def _set(folder: Path, photos: int) -> Path:
    (folder / "images" / "train").mkdir(parents=True)
    for number in range(photos):
        (folder / "images" / "train" / f"{number:04}.jpg").touch()
    return folder


def test_photos_are_spread_evenly_over_all_sets(tmp_path: Path) -> None:
    sets = [_set(tmp_path / "a", 600), _set(tmp_path / "b", 299)]
    photos = calibration_photos(sets)
    assert [photo.stem for photo in photos[:3]] == ["0000", "0003", "0006"]
    assert len(photos) == 300
    assert sum(photo.is_relative_to(sets[1]) for photo in photos) == 100


def test_of_few_photos_all_are_taken(tmp_path: Path) -> None:
    assert len(calibration_photos([_set(tmp_path / "a", 7)])) == 7


def test_without_photos_there_is_nothing_to_go_by(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="no photo"):
        calibration_photos([_set(tmp_path / "a", 0)])
    with pytest.raises(UsageProblem, match="no photos"):
        in_eight_bits(tmp_path / "a.xml", (), 64)


@pytest.mark.torch
def test_it_sees_what_the_float_network_sees_with_weights_of_seven_bits(tmp_path: Path, sample_claim: Path) -> None:
    entry = Manifest.load(models_folder()).model(ModelName.CARS)
    xml, _ = export_openvino(entry.path("weights"), tmp_path, "cars", _SIDE_PX)
    photos = sorted(sample_claim.glob("*.jpg"))
    network = in_eight_bits(xml, photos, _SIDE_PX)

    weights = [op.data for op in network.get_ops() if op.get_type_name() == "Constant" and op.data.dtype == np.int8]
    assert len(weights) > 50
    assert max(int(np.abs(each.astype(int)).max()) for each in weights) <= 64

    made = save_network(network, tmp_path, "whole")
    pixels = decode_file(photos[0]).pixels_rgb
    one, other = (
        OpenVinoDetector(file, entry.classes, side_px=_SIDE_PX).detect(pixels, min_confidence=0.3)
        for file in (xml, made)
    )
    assert len(one) > 0
    assert one.classes[int(one.class_id[0])] == other.classes[int(other.class_id[0])] == "car"
    assert other.confidence[0] == pytest.approx(one.confidence[0], abs=0.1)
    assert other.box_xyxy_px[0] == pytest.approx(one.box_xyxy_px[0], abs=0.05 * max(pixels.shape))
