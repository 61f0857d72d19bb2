"""Speed as ratios against a peer in the same run; times alone say nothing on another machine.

    python packaging/bench.py

1. A photo through the damage model: OpenVINO (the daily engine) against torch (the reference).
2. A claim folder: a second claim in the same process against the first, which opens the models.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from claimapp.app.assess import AssessOptions, assess_with, engines_for
from claimapp.pipeline.engines import Engines
from claimapp.runtime.manifest import Manifest
from claimapp.runtime.open_detector import open_detector
from claimapp.shipped import models_folder, sample_claim_folder
from claimapp.stages.intake.decode import decode_file

RUNS = 7


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def engines_side_by_side() -> str:
    """Run the same photo on both engines in turn, and compare pair by pair."""
    entry = Manifest.load(models_folder()).model("damage")
    pixels = decode_file(sample_claim_folder() / "02_bumper_close.jpg").pixels_rgb
    daily, reference = (open_detector(entry, runtime=runtime) for runtime in ("openvino", "torch"))
    pairs = []
    for turn in range(RUNS + 1):
        ours, peer = (seconds(lambda d=d: d.detect(pixels, min_confidence=0.2)) for d in (daily, reference))  # type: ignore[misc]
        if turn:  # the first turn warms both up
            pairs.append((ours, peer))
    ratio = statistics.median(ours / peer for ours, peer in pairs)
    ours, peer = (statistics.median(column) for column in zip(*pairs, strict=True))
    return f"one photo, damage model: openvino / torch = {ratio:.2f} ({ours * 1000:.0f} ms / {peer * 1000:.0f} ms)"


def second_claim_against_first() -> str:
    """Assess the sample claim twice in one process; only the first opens the models."""
    opened: list[Engines] = []
    options = AssessOptions()

    def engines() -> Engines:
        if not opened:
            opened.append(engines_for(options))
        return opened[0]

    with tempfile.TemporaryDirectory() as scratch:
        first, second = (
            seconds(lambda n=n: assess_with(engines, sample_claim_folder(), Path(scratch) / str(n), options=options))  # type: ignore[misc]
            for n in (1, 2)
        )
    return f"sample claim: second / first = {second / first:.2f} ({second:.2f} s / {first:.2f} s)"


def main() -> int:
    """Print both ratios."""
    for line in (engines_side_by_side(), second_claim_against_first()):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
