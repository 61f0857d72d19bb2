"""A model of the manifest -> a running detector on the engine that was asked for."""

from __future__ import annotations

from claimapp.domain.choices import Runtime
from claimapp.runtime.manifest import ModelEntry, Way
from claimapp.runtime.many_looks import ManyLooks
from claimapp.runtime.timed import TimedDetector
from claimapp.runtime.yolo_detector import YoloDetector

__all__ = ["open_detector"]


def open_detector(
    entry: ModelEntry, *, runtime: Runtime = Runtime.OPENVINO, way: Way | None = None, threads: int = 0
) -> TimedDetector:
    """Check the files that the engine needs against the manifest and load them.

    `way` says how it looks at a photo, None takes the entry's quick one; `threads` caps the
    engine's threads, 0 takes all cores. The engine's library is imported here, not before.

    Raises:
        UsageProblem: if the engine's library is not installed.
        ModelProblem: if a file is missing, altered or unreadable.
    """
    way = way or entry.way()
    one = _open(entry, runtime, way.sides_px[0], threads)
    return one if way.looks == 1 else ManyLooks(one, way.sides_px, mirrored=way.mirrored)


def _open(entry: ModelEntry, runtime: Runtime, side: int, threads: int) -> YoloDetector:
    if runtime is Runtime.OPENVINO:
        from claimapp.runtime.openvino_detector import OpenVinoDetector

        xml, _ = entry.checked("xml", "bin")
        return OpenVinoDetector(xml, entry.classes, side_px=side, threads=threads)
    from claimapp.runtime.torch_detector import TorchDetector

    (weights,) = entry.checked("weights")
    return TorchDetector(weights, side_px=side, threads=threads)
