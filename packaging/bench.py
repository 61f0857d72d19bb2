"""Speed as ratios against a peer in the same run; times alone say nothing on another machine.

    python packaging/bench.py

1. A photo through the damage model: OpenVINO (the daily engine) against torch (the reference).
2. A claim folder: a second claim in the same process against the first, which opens the models.
3. The window: a process that paints it against one that paints an empty Qt window.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from claimapp.app.assess import AssessOptions, assess_with, engines_for
from claimapp.domain.choices import Runtime
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
    daily, reference = (open_detector(entry, runtime=Runtime(runtime)) for runtime in ("openvino", "torch"))
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


_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow(); window.show(); app.processEvents()
"""
_OURS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from claimapp.desk.main import _window
app = QApplication([])
window = _window("light", {}, memory=Path(sys.argv[1])); window.show(); app.processEvents()
window.close()
"""


def window_against_bare_qt() -> str:
    """Start both in turn, whole processes with the interpreter, offscreen."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    pairs = []
    with tempfile.TemporaryDirectory() as scratch:

        def start(code: str) -> float:
            command = [sys.executable, "-c", code, str(Path(scratch) / "window.ini")]
            return seconds(lambda: subprocess.run(command, env=environment, check=True, capture_output=True))

        for turn in range(RUNS + 1):
            ours, bare = start(_OURS), start(_BARE)
            if turn:
                pairs.append((ours, bare))
    ratio = statistics.median(ours / bare for ours, bare in pairs)
    ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    return f"first window: ours / empty Qt window = {ratio:.2f} ({ours:.2f} s / {bare:.2f} s)"


def main() -> int:
    """Print the ratios."""
    for line in (engines_side_by_side(), second_claim_against_first(), window_against_bare_qt()):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
