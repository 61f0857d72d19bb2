"""The way out is closed before any engine can be there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from claimapp.runtime.offline import stay_offline


def test_usage_statistics_cannot_be_imported() -> None:
    stay_offline()
    with pytest.raises(ImportError):
        __import__("openvino_telemetry")


@pytest.mark.parametrize("name", ["YOLO_OFFLINE", "HF_HUB_OFFLINE", "DO_NOT_TRACK"])
def test_engines_and_their_child_processes_are_told(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")
    stay_offline()
    assert os.environ[name]


@pytest.mark.parametrize("package", ["claimapp.runtime", "claimapp.training"])
def test_importing_either_package_with_engines_is_enough(package: str) -> None:
    ask = f"import {package}, sys; print(sys.modules['openvino_telemetry'])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None"
