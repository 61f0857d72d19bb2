"""A network on OpenVINO."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from claimapp.errors import EngineProblem, ModelProblem
from claimapp.runtime.openvino_network import OpenVinoNetwork


def _doubling(folder: Path) -> Path:
    import openvino
    from openvino import opset13 as ops

    planes = ops.parameter([-1, 3, -1, -1], np.float32)
    xml = folder / "doubling.xml"
    openvino.save_model(openvino.Model([ops.result(ops.multiply(planes, np.float32(2)))], [planes], "doubling"), xml)
    return xml


def test_photos_of_any_size_go_through_and_outputs_are_kept(tmp_path: Path) -> None:
    network = OpenVinoNetwork(_doubling(tmp_path), threads=1)
    first = np.full((1, 3, 32, 64), 0.25, dtype=np.float32)
    (small,) = network.run(first)
    (large,) = network.run(np.full((1, 3, 64, 64), 0.5, dtype=np.float32))
    assert small.shape == (1, 3, 32, 64)
    assert (small == 0.5).all()  # not overwritten by the second photo
    assert (large == 1).all()


def test_planes_of_another_form_break_the_engine(tmp_path: Path) -> None:
    with pytest.raises(EngineProblem):
        OpenVinoNetwork(_doubling(tmp_path)).run(np.zeros((1, 5, 8, 8), dtype=np.float32))


def test_a_file_that_is_no_network_is_a_model_problem(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<net/>")
    with pytest.raises(ModelProblem):
        OpenVinoNetwork(tmp_path / "a.xml")
