"""A model of the manifest -> a running detector on the engine that was asked for."""

from __future__ import annotations

from claimapp.domain.choices import Runtime
from claimapp.runtime.manifest import ModelEntry
from claimapp.runtime.timed import TimedDetector

__all__ = ["open_detector"]


def open_detector(
    entry: ModelEntry, *, runtime: Runtime = Runtime.OPENVINO, side_px: int | None = None, threads: int = 0
) -> TimedDetector:
    """Check the files that the engine needs against the manifest and load them.

    `side_px` overrides the manifest's square (a multiple of 32), `threads` caps the engine's
    threads, 0 takes all cores. The engine's library is imported here, not before.

    Raises:
        UsageProblem: if the engine's library is not installed.
        ModelProblem: if a file is missing, altered or unreadable.
    """
    side = side_px or entry.side_px
    if runtime is Runtime.OPENVINO:
        from claimapp.runtime.openvino_detector import OpenVinoDetector

        xml, _ = entry.checked("xml", "bin")
        return OpenVinoDetector(xml, entry.classes, side_px=side, threads=threads)
    from claimapp.runtime.torch_detector import TorchDetector

    (weights,) = entry.checked("weights")
    return TorchDetector(weights, side_px=side, threads=threads)
