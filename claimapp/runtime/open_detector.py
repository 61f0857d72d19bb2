"""A model of the manifest -> a running detector on the engine that was asked for."""

from __future__ import annotations

from claimapp.errors import UsageProblem
from claimapp.runtime.manifest import ModelEntry
from claimapp.runtime.timed import TimedDetector

__all__ = ["RUNTIMES", "open_detector"]

RUNTIMES = ("openvino", "torch")
"""Engines by name; the first is the default."""


def open_detector(
    entry: ModelEntry, *, runtime: str = RUNTIMES[0], side_px: int | None = None, threads: int = 0
) -> TimedDetector:
    """Check the files that the engine needs against the manifest and load them.

    `side_px` overrides the manifest's square (a multiple of 32), `threads` caps the engine's
    threads, 0 takes all cores. The engine's library is imported here, not before.

    Raises:
        UsageProblem: if there is no such runtime, or its library is not installed.
        ModelProblem: if a file is missing, altered or unreadable.
    """
    side = side_px or entry.side_px
    if runtime == "openvino":
        from claimapp.runtime.openvino_detector import OpenVinoDetector

        xml, _ = entry.checked("xml", "bin")
        return OpenVinoDetector(xml, entry.classes, side_px=side, threads=threads)
    if runtime == "torch":
        from claimapp.runtime.torch_detector import TorchDetector

        (weights,) = entry.checked("weights")
        return TorchDetector(weights, side_px=side, threads=threads)
    raise UsageProblem(f"there is no runtime {runtime!r}", hint=f"choose one of: {', '.join(RUNTIMES)}")
