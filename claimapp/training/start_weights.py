"""Weights to start a training from, put together from checkpoints that each know a part of the task."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from claimapp.runtime.checkpoint import read_checkpoint

__all__ = ["put_together"]


def put_together(classes: tuple[str, ...], sources: list[Path], target: Path) -> dict[str, int]:
    """Write a YOLOv8 segmentation checkpoint of nano or small size, filled from `sources`, first come first served.

    Layers are taken by name and shape. The last layer of the class scores is taken row by
    row, by class name; a class that no source knows starts from the mean of those it knows.
    Returns how many tensors each source gave.

    Raises:
        ModelProblem: if a source is missing, no ultralytics checkpoint, or could run code.
    """
    import torch
    from ultralytics.nn import tasks

    networks = [_network(path) for path in sources]
    plan: Any = tasks.yaml_model_load("yolov8-seg.yaml")  # type: ignore[no-untyped-call]  # no stubs
    plan["scale"] = networks[0].yaml["scale"]
    model: Any = tasks.SegmentationModel(plan, ch=3, nc=len(classes), verbose=False)  # type: ignore[no-untyped-call]
    model.names = dict(enumerate(classes))
    model.args = {"task": "segment"}
    wanted, given = model.state_dict(), {path.name: 0 for path in sources}
    taken: dict[str, Any] = {}
    for path, network in zip(sources, networks, strict=True):
        known = network.float().state_dict()
        for name, tensor in wanted.items():
            if name in taken or name not in known:
                continue
            if _scores_classes(name):
                if len(sources) == 1 or path == sources[0]:
                    taken[name] = _rows_by_name(tensor, known[name], classes, network.names)
                    given[path.name] += 1
            elif known[name].shape == tensor.shape:
                taken[name] = known[name]
                given[path.name] += 1
    model.load_state_dict(wanted | taken)
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"model": model, "ema": None, "epoch": -1, "optimizer": None, "train_args": {"task": "segment"}}, target)
    return given


def _network(path: Path) -> Any:
    checkpoint = read_checkpoint(path)
    return checkpoint.get("ema") or checkpoint["model"]


def _scores_classes(name: str) -> bool:
    """Tell the last layer of the class scores (`model.22.cv3.0.2.weight`)."""
    return ".cv3." in name and name.rsplit(".", 2)[1] == "2"


def _rows_by_name(fresh: Any, known: Any, classes: tuple[str, ...], names: dict[int, str]) -> Any:
    """Rows of the classes that both know; the mean of them for the others, all as they were if there is none."""
    number_of = {name: number for number, name in names.items()}
    shared = [number_of[name] for name in classes if name in number_of]
    if not shared or known.shape[1:] != fresh.shape[1:]:
        return fresh
    mean = known[shared].mean(0)
    rows = [known[number_of[name]] if name in number_of else mean for name in classes]
    return _stacked(rows)


def _stacked(rows: list[Any]) -> Any:
    import torch

    return torch.stack(rows)
