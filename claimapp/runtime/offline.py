"""Nothing leaves the machine: what the engines would send, or write into a person's home, is stopped here."""

from __future__ import annotations

import os
import sys

__all__ = ["stay_offline"]

_TOLD_TO_STAY_OFFLINE = {
    "YOLO_OFFLINE": "true",  # ultralytics: no look whether there is a network, no usage events
    "YOLO_AUTOINSTALL": "false",  # ultralytics: no pip of its own
    "ULTRALYTICS_SAFE_LOAD": "true",  # ultralytics: a checkpoint is a network and no program (runtime/checkpoint.py)
    "HF_HUB_OFFLINE": "1",  # huggingface_hub, should anything bring it in
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",  # the convention that several libraries read
}


def stay_offline() -> None:
    """Block usage statistics and downloads of all engines for this process and those it starts.

    `openvino_telemetry` posts to an analytics service and leaves an identifier in the home
    folder as soon as openvino is imported. A module that is None in `sys.modules` fails to
    import, and openvino then takes its own empty stand-in.

    The packages `runtime` and `training` call this before any of their modules is read, and
    only they may import engines (import-linter holds that): so no engine can be there earlier.
    """
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # Python's own way to forbid an import
    os.environ.update(_TOLD_TO_STAY_OFFLINE)
