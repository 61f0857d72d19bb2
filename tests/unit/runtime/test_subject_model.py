"""The small network that tells what a photo is of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from claimapp.domain.photo import PhotoSubject
from claimapp.errors import EngineProblem, ModelProblem
from claimapp.runtime.manifest import Manifest, ModelEntry, sha256_of
from claimapp.runtime.openvino_network import OpenVinoNetwork
from claimapp.runtime.subject_model import OpenVinoSubject, open_subject_model
from claimapp.shipped import models_folder, sample_claim_folder
from claimapp.stages.intake.decode import decode_file

SUBJECTS = (PhotoSubject.CAR, PhotoSubject.DOCUMENT, PhotoSubject.SOMETHING_ELSE)


def _network(folder: Path, *, shares: int) -> Path:
    """Shares by the photo's mean red, green and blue: softmax over `shares` of them."""
    import openvino
    from openvino import opset13 as ops

    planes = ops.parameter([-1, 3, -1, -1], np.float32)
    mean = ops.reduce_mean(planes, np.array([2, 3]), keep_dims=False)
    mixed = ops.matmul(mean, 20 * np.eye(3, shares, dtype=np.float32), transpose_a=False, transpose_b=False)
    xml = folder / "subject.xml"
    openvino.save_model(openvino.Model([ops.result(ops.softmax(mixed, axis=1))], [planes], "subject"), xml)
    return xml


def _photo(*rgb: int) -> np.ndarray:
    return np.full((60, 80, 3), rgb, dtype=np.uint8)


def test_shares_are_given_by_subject_and_make_one(tmp_path: Path) -> None:
    model = OpenVinoSubject(OpenVinoNetwork(_network(tmp_path, shares=3)), SUBJECTS, side_px=64)
    for number, subject in enumerate(SUBJECTS):
        shares = model.shares(_photo(*(255 if each == number else 0 for each in range(3))))
        assert max(shares, key=lambda each: shares[each]) is subject
        assert sum(shares.values()) == pytest.approx(1)


def test_a_network_with_other_shares_is_refused(tmp_path: Path) -> None:
    model = OpenVinoSubject(OpenVinoNetwork(_network(tmp_path, shares=2)), SUBJECTS, side_px=64)
    with pytest.raises(EngineProblem, match="no shares"):
        model.shares(_photo(1, 2, 3))


def test_shares_that_are_none_are_refused() -> None:
    class Told:
        def __init__(self, *shares: float) -> None:
            self.shares = np.array([shares], dtype=np.float32)

        def run(self, planes: np.ndarray) -> list[np.ndarray]:
            return [self.shares]

    for shares in ((0.5, 0.2, 0.1), (float("nan"), 0.5, 0.5), (1.2, -0.1, -0.1)):
        with pytest.raises(EngineProblem, match="no shares"):
            OpenVinoSubject(Told(*shares), SUBJECTS, side_px=64).shares(_photo(1, 2, 3))  # type: ignore[arg-type]


def _entry(folder: Path, *classes: str) -> ModelEntry:
    xml = _network(folder, shares=3)
    files = {"xml": xml.name, "bin": f"{xml.stem}.bin"}
    sha256 = {name: sha256_of(folder / name) for name in files.values()}
    return ModelEntry("subject", "1", "classify", folder, files, sha256, classes, 64, 0.7)


def test_a_model_of_the_manifest_is_opened(tmp_path: Path) -> None:
    shares = open_subject_model(_entry(tmp_path, *SUBJECTS)).shares(_photo(0, 255, 0))
    assert shares[PhotoSubject.DOCUMENT] > 0.9


def test_a_model_that_would_leave_car_photos_unsearched_is_refused(tmp_path: Path) -> None:
    entry = _entry(tmp_path, *SUBJECTS)
    for wrong in (replace(entry, confidence=0.0), replace(entry, classes=("document", "something-else"))):
        with pytest.raises(ModelProblem, match="unsearched"):
            open_subject_model(wrong)


def test_an_altered_file_and_an_unknown_subject_are_model_problems(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="no word for"):
        open_subject_model(_entry(tmp_path, "car", "document", "cloud"))
    entry = _entry(tmp_path, *SUBJECTS)
    (tmp_path / "subject.bin").write_bytes(b"altered")
    with pytest.raises(ModelProblem, match="altered"):
        open_subject_model(entry)


def test_the_shipped_one_knows_cars_from_a_printed_page() -> None:
    model = open_subject_model(Manifest.load(models_folder()).model("subject"))
    car = model.shares(decode_file(sample_claim_folder() / "01_front_left.jpg").pixels_rgb)
    assert car[PhotoSubject.CAR] > 0.95
    page = np.full((800, 600, 3), 250, dtype=np.uint8)
    page[60:740:20, 60:540] = 40  # lines of print
    page[60:740:20, ::7] = 250
    assert model.shares(page)[PhotoSubject.CAR] < 0.3
