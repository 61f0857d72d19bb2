"""Checkpoint to the two files of the daily path."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claimapp.errors import ModelProblem
from claimapp.training.export import export_openvino, slim_checkpoint


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """An untrained network as a training leaves it: float32, optimizer, folders of its machine."""
    import torch
    from ultralytics.nn.tasks import DetectionModel

    network: Any = DetectionModel("yolov8n.yaml", nc=2, verbose=False)  # type: ignore[no-untyped-call]  # no stubs
    network.names = {0: "dent", 1: "scratch"}
    network.args = {"save_dir": "/somewhere/secret"}
    path = tmp_path / "best.pt"
    settings = {"task": "detect", "imgsz": 64, "project": "/somewhere/secret", "data": "/somewhere/secret/data.yaml"}
    torch.save({"model": network, "ema": None, "optimizer": {"state": 1}, "train_args": settings}, path)
    return path


@pytest.mark.torch
def test_slim_checkpoint_keeps_the_network_and_forgets_the_machine(checkpoint: Path, tmp_path: Path) -> None:
    slim = tmp_path / "slim.pt"
    assert slim_checkpoint(checkpoint, slim) == ("detect", ("dent", "scratch"))
    assert slim.stat().st_size < 0.6 * checkpoint.stat().st_size
    assert b"secret" in checkpoint.read_bytes()
    assert b"secret" not in slim.read_bytes()


@pytest.mark.torch
def test_export_takes_any_canvas_and_says_nothing_of_its_origin(checkpoint: Path, tmp_path: Path) -> None:
    import openvino

    xml, binary = export_openvino(checkpoint, tmp_path / "out", "tiny", 64)
    assert (xml.name, binary.name) == ("tiny.xml", "tiny.bin")
    assert binary.stat().st_size < 7_000_000  # float16
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["tiny.bin", "tiny.xml"]
    assert str(tmp_path) not in xml.read_text()
    model = openvino.Core().read_model(xml)
    assert model.inputs[0].partial_shape.to_string() == "[?,3,?,?]"


def test_missing_checkpoint_is_a_model_problem(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="missing"):
        slim_checkpoint(tmp_path / "none.pt", tmp_path / "slim.pt")
