"""Both engines can be measured."""

from __future__ import annotations

import pytest

from claimapp.runtime.openvino_detector import OpenVinoDetector
from claimapp.runtime.timed import TimedDetector
from claimapp.runtime.torch_detector import TorchDetector


@pytest.mark.parametrize("engine", [OpenVinoDetector, TorchDetector])
def test_every_engine_has_what_a_timed_detector_has(engine: type) -> None:
    wanted = {name for name in dir(TimedDetector) if not name.startswith("_")}
    assert wanted == {"classes", "detect", "detect_timed"}
    assert wanted <= set(dir(engine))
