"""Vision models on OpenVINO: the daily path."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimapp.runtime.openvino_network import OpenVinoNetwork
from claimapp.runtime.yolo_detector import YoloDetector

__all__ = ["OpenVinoDetector"]


class OpenVinoDetector(YoloDetector):
    """A YOLOv8 detect or segment model on OpenVINO's CPU engine; `threads` caps its threads, 0 takes all cores."""

    def __init__(
        self,
        xml: Path,
        classes: tuple[str, ...],
        *,
        side_px: int,
        threads: int = 0,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Load `xml` and the `.bin` beside it.

        Raises:
            ModelProblem: if OpenVINO cannot read or compile the model.
            UsageProblem: if OpenVINO is not installed.
        """
        super().__init__(classes, side_px, clock)
        self._network = OpenVinoNetwork(xml, threads=threads, way_out="try again with --runtime torch")

    def _infer(self, planes: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """Run the network; return the head and, from a model with masks, the prototypes (K, h, w)."""
        head, *rest = self._network.run(planes)
        return head, rest[0][0] if rest else None
