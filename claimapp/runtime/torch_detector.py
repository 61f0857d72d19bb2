"""Vision models on torch: the reference that the daily path is checked against, and the way to try a checkpoint."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimapp.errors import EngineProblem
from claimapp.runtime.checkpoint import read_checkpoint
from claimapp.runtime.yolo_detector import YoloDetector

__all__ = ["TorchDetector"]


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
            ModelProblem: if the file is missing, no ultralytics checkpoint, or one that could run code.
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
    read_checkpoint(weights)
    from ultralytics import YOLO  # type: ignore[attr-defined]  # exported lazily

    model: Any = YOLO(str(weights.resolve()))
    return model.model.float().fuse().eval(), dict(model.names), str(model.task)
