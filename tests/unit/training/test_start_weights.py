"""Weights put together from several checkpoints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claimapp.errors import ModelProblem
from claimapp.training.start_weights import put_together

pytestmark = pytest.mark.torch


def _saved(path: Path, model: Any, names: list[str], fill: float) -> Path:
    import torch

    model.names = dict(enumerate(names))
    for parameter in model.parameters():
        parameter.data.fill_(fill)
    for number, row in enumerate(model.model[-1].cv3[0][2].bias.data):
        row.fill_(fill + number)
    torch.save({"model": model, "train_args": {}}, path)
    return path


def test_layers_come_from_the_first_that_has_them_and_classes_by_name(tmp_path: Path) -> None:
    import torch
    from ultralytics.nn import tasks

    networks: Any = tasks

    detector = networks.DetectionModel("yolov8n.yaml", nc=2, verbose=False)
    outliner = networks.SegmentationModel("yolov8n-seg.yaml", nc=5, verbose=False)
    first = _saved(tmp_path / "first.pt", detector, ["scratch", "dent"], 10.0)
    second = _saved(tmp_path / "second.pt", outliner, list("abcde"), 50.0)
    given = put_together(("damage", "dent"), [first, second], tmp_path / "start.pt")
    assert given["first.pt"] > given["second.pt"] > 0
    started: Any = torch.load(tmp_path / "start.pt", weights_only=False)["model"]
    head = started.model[-1]
    assert float(started.model[0].conv.weight.detach().mean()) == 10.0
    assert float(head.proto.cv1.conv.weight.detach().mean()) == 50.0
    assert head.cv3[0][2].bias.tolist() == [11.0, 11.0]  # the mean of what is known (dent), and dent itself
    assert head.nc == 2
    assert started.names == {0: "damage", 1: "dent"}


def test_a_file_that_is_no_checkpoint_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="missing"):
        put_together(("dent",), [tmp_path / "none.pt"], tmp_path / "start.pt")
