"""A trained checkpoint -> the two files that the daily path runs."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from claimapp.runtime.checkpoint import read_checkpoint
from claimapp.runtime.ultralytics_offline import prepare_ultralytics

__all__ = ["export_openvino", "save_network", "slim_checkpoint"]

_KEPT_TRAIN_ARGS = ("task", "imgsz", "epochs", "batch", "lr0", "fliplr", "seed")
"""Of a checkpoint's settings these stay; the rest names folders of the machine that trained it."""


def export_openvino(weights: Path, target_folder: Path, name: str, side_px: int) -> tuple[Path, Path]:
    """Write `name`.xml and `name`.bin (weights in float16) and return their paths.

    The network is traced at `side_px` but takes any side that is a multiple of 32. The same
    weights and library versions give the same bytes: dates and paths are left out.

    Raises:
        ModelProblem: if the checkpoint cannot be read.
    """
    target_folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        prepare_ultralytics(Path(scratch) / "settings", quiet=True)
        from ultralytics import YOLO  # type: ignore[attr-defined]  # exported lazily

        copy = Path(scratch) / f"{name}.pt"
        slim_checkpoint(weights, copy)
        with warnings.catch_warnings():
            # torch announces the end of jit.trace, which is ultralytics' matter.
            warnings.simplefilter("ignore", FutureWarning)
            exported = Path(
                YOLO(str(copy)).export(format="openvino", imgsz=side_px, dynamic=True, quantize=16, verbose=False)
            )
        xml, binary = target_folder / f"{name}.xml", target_folder / f"{name}.bin"
        shutil.copyfile(exported / f"{name}.bin", binary)
        _copy_without_origin(exported / f"{name}.xml", xml)
    return xml, binary


def save_network(network: Any, target_folder: Path, name: str) -> Path:
    """Write a network of OpenVINO's as `name`.xml and `name`.bin (weights in float16); return the first's path.

    The same network gives the same bytes.
    """
    import openvino

    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / f"{name}.xml"
        openvino.save_model(network, made, compress_to_fp16=True)
        shutil.copyfile(made.with_suffix(".bin"), target_folder / f"{name}.bin")
        _copy_without_origin(made, target_folder / made.name)
    return target_folder / f"{name}.xml"


def slim_checkpoint(weights: Path, target: Path) -> tuple[str, tuple[str, ...]]:
    """Write a checkpoint with the network alone, in float16; return its task and class names.

    Optimizer, moving average, loss and the names of folders are dropped; the moving average
    takes the network's place where there is one, as in ultralytics' own stripping.

    Raises:
        ModelProblem: if the file is no ultralytics checkpoint, or one that could run code.
    """
    checkpoint = read_checkpoint(weights)
    import torch

    network: Any = checkpoint.get("ema") or checkpoint["model"]
    settings = {key: value for key, value in checkpoint.get("train_args", {}).items() if key in _KEPT_TRAIN_ARGS}
    network.half()
    network.args = dict(settings)
    network.criterion = None
    network.pt_path = target.name
    network.task = settings.get("task", getattr(network, "task", "detect"))
    for parameter in network.parameters():
        parameter.requires_grad = False
    slim = {"epoch": -1, "model": network, "ema": None, "optimizer": None, "train_args": settings, "date": None}
    torch.save(slim | {"version": checkpoint.get("version")}, target)
    return str(network.task), tuple(str(network.names[number]) for number in sorted(network.names))


def _copy_without_origin(exported: Path, target: Path) -> None:
    """Copy the network's XML without the block that says when and where it was made."""
    tree = ElementTree.parse(exported)
    root = tree.getroot()
    for block in root.findall("rt_info"):
        root.remove(block)
    tree.write(target, encoding="utf-8", xml_declaration=True)
