"""A network on OpenVINO's CPU engine: planes in, arrays out."""

from __future__ import annotations

import functools
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimapp.errors import EngineProblem, ModelProblem, UsageProblem

__all__ = ["OpenVinoNetwork"]

_ARITHMETIC = "f32"
"""float32 on every processor.

Left to itself the engine takes bfloat16 where the processor has it: faster there, but the same
photo then scores differently on one machine than on another.
"""


class OpenVinoNetwork:
    """A network that takes one photo of any size that suits it.

    It is compiled once, for the shortest wait for one photo. `threads` caps its threads, 0
    lets it take all cores (batch workers cap it, so that eight workers do not start
    sixty-four threads). One photo at a time: threads that share a network wait for each
    other.
    """

    def __init__(self, xml: Path, *, threads: int = 0, way_out: str = "") -> None:
        """Load `xml` and the `.bin` beside it; `way_out` is what a person may try where the engine breaks.

        Raises:
            ModelProblem: if OpenVINO cannot read or compile the model.
            UsageProblem: if OpenVINO is not installed.
        """
        self._way_out = way_out
        self._one_at_a_time = threading.Lock()
        self._request = _compile(xml, threads).create_infer_request()

    def run(self, planes: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Run it on planes (1, 3, height, width), 0 to 1, and return its outputs.

        Raises:
            EngineProblem: if the engine breaks on them.
        """
        with self._one_at_a_time:
            try:
                self._request.infer([planes])
                # Copies: the engine writes the next photo into the same memory.
                return [np.array(tensor.data) for tensor in self._request.output_tensors]
            except (RuntimeError, ValueError) as problem:
                raise EngineProblem("the OpenVINO engine broke on this photo", hint=self._way_out) from problem


@functools.cache
def _engine() -> Any:
    """OpenVINO's one engine, kept to the end of the process.

    Its CPU part puts a stack of its own under the handling of signals and, when the last engine
    goes, frees it without putting the old one back: the next Ctrl-C would then end in a crash.
    """
    import openvino

    return openvino.Core()


def _compile(xml: Path, threads: int) -> Any:
    try:
        engine = _engine()
    except ImportError as problem:
        raise UsageProblem("OpenVINO is not installed", hint="install claimapp again") from problem
    settings: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": _ARITHMETIC}
    if threads:
        settings["INFERENCE_NUM_THREADS"] = threads
    try:
        model = engine.read_model(xml)
        model.reshape([1, 3, -1, -1])  # every photo brings the canvas that fits it
        return engine.compile_model(model, "CPU", settings)
    except RuntimeError as problem:
        raise ModelProblem(
            "OpenVINO cannot load the model",
            hint="install claimapp again",
            where=f"model file {xml.name}",
        ) from problem
