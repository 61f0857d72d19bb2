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
from claimapp.runtime.assemble import detections_on_photo
from claimapp.runtime.detector import Detections, PixelsRgb
from claimapp.runtime.letterbox import fit_onto_canvas, letterbox, network_input, photo_size
from claimapp.runtime.timed import StageTimes
from claimapp.runtime.ultralytics_offline import own_settings_folder, prepare_ultralytics
from claimapp.runtime.yolo_output import decode_head

__all__ = ["TorchDetector"]

_NOT_A_MODEL = (
    OSError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, EOFError, ImportError,
    pickle.UnpicklingError,
)  # fmt: skip
"""What ultralytics and pickle raise on a file that is no ultralytics checkpoint."""


class TorchDetector:
    """A YOLOv8 detect or segment checkpoint on torch, on the CPU, in float32.

    ultralytics loads the network and torch runs it; fitting and reading are the same as on
    the daily path, so that two runtimes differ by their arithmetic alone.
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
        self._side_px = side_px
        self._clock = clock
        self._network, names, self.task = _load(weights)
        self._classes = tuple(str(names[number]) for number in sorted(names))
        if threads:
            import torch

            torch.set_num_threads(threads)

    @property
    def classes(self) -> tuple[str, ...]:
        """Names by class number."""
        return self._classes

    def detect(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> Detections:
        """Find things on one photo, best first.

        Raises:
            EngineProblem: if torch breaks on this photo.
        """
        return self.detect_timed(pixels_rgb, min_confidence=min_confidence)[0]

    def detect_timed(self, pixels_rgb: PixelsRgb, *, min_confidence: float) -> tuple[Detections, StageTimes]:
        """Find things as `detect` does, and say how long each step took."""
        started = self._clock()
        fit = fit_onto_canvas(photo_size(pixels_rgb), self._side_px)
        planes = network_input(letterbox(pixels_rgb, fit))
        prepared = self._clock()
        head, prototypes = self._infer(planes)
        inferred = self._clock()
        candidates = decode_head(head, class_count=len(self._classes), min_confidence=min_confidence)
        found = detections_on_photo(candidates, prototypes, fit, self._classes)
        read = self._clock()
        return found, StageTimes(
            preprocess_ms=(prepared - started) * 1e3,
            inference_ms=(inferred - prepared) * 1e3,
            postprocess_ms=(read - inferred) * 1e3,
        )

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
