"""Vision models on torch: the reference that the daily path is checked against, and the way to try a checkpoint."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimapp.errors import EngineProblem, ModelProblem, UsageProblem
from claimapp.runtime.ultralytics_offline import own_settings_folder, prepare_ultralytics
from claimapp.runtime.yolo_detector import YoloDetector

__all__ = ["TorchDetector"]

_NOT_A_MODEL = (
    OSError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, EOFError, ImportError,
    pickle.UnpicklingError,
)  # fmt: skip
"""What ultralytics and pickle raise on a file that is no ultralytics checkpoint."""


class TorchDetector(YoloDetector):
    """A YOLOv8 detect or segment checkpoint on torch, on the CPU, in float32.

    ultralytics loads the network and torch runs it.
    `threads` caps torch's threads for the whole process; 0 leaves them as they are.
    """

    def __init__(
        self, weights: Path, *, side_px: int, threads: int = 0, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        """Load a `.pt` checkpoint; nothing is downloaded.

        Raises:
            ModelProblem: if the file is missing or no ultralytics checkpoint.
            UsageProblem: if torch or ultralytics is not installed.
        """
        self._network, names, self.task = _load(weights)
        super().__init__(tuple(str(names[number]) for number in sorted(names)), side_px, clock)
        if threads:
            import torch

            torch.set_num_threads(threads)

    def _infer(self, planes: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """Run the network; return the head and, from a model with masks, the prototypes (K, h, w)."""
        import torch

        try:
            with torch.inference_mode():
                output = self._network(torch.from_numpy(planes))[0]
        except (RuntimeError, ValueError) as problem:
            raise EngineProblem(
                "the torch engine broke on this photo", hint="try again with --runtime openvino"
            ) from problem
        # A detect head is one tensor, a segment head a pair of head and prototypes.
        if isinstance(output, tuple):
            return output[0].numpy(), output[1][0].numpy()
        return output.numpy(), None


def _load(weights: Path) -> tuple[Any, dict[int, str], str]:
    """Return network, class names by number and task of a checkpoint."""
    where = f"model file {weights.name}"
    if not weights.is_file():
        # Asked for before ultralytics is, which would look for the file on the network.
        raise ModelProblem("the file is missing", hint="give the path of a .pt checkpoint", where=where)
    prepare_ultralytics(own_settings_folder(), quiet=True)
    try:
        from ultralytics import YOLO  # type: ignore[attr-defined]  # exported lazily
    except ImportError as problem:
        raise UsageProblem("torch is not installed", hint="install it, or choose the runtime openvino") from problem
    try:
        model: Any = YOLO(str(weights))
        return model.model.float().fuse().eval(), dict(model.names), str(model.task)
    except _NOT_A_MODEL as problem:
        raise ModelProblem(
            "the file is no checkpoint that ultralytics reads", hint="give the path of a .pt checkpoint", where=where
        ) from problem
