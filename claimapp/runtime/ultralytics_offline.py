"""Keep ultralytics offline; wanted by the torch runtime and by training."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

__all__ = ["own_settings_folder", "prepare_ultralytics"]


def own_settings_folder() -> Path:
    """Folder for ultralytics' settings where no work folder is at hand: in the user's cache, not yet made."""
    return platformdirs.user_cache_path("claimapp") / "ultralytics"


def prepare_ultralytics(settings_folder: Path, *, quiet: bool = False) -> None:
    """Keep ultralytics offline and its settings in our own folder; call before its first import.

    `quiet` also keeps its log off standard output, where `--json` wants nothing but the result.
    """
    settings_folder.mkdir(parents=True, exist_ok=True)
    os.environ["YOLO_OFFLINE"] = "true"
    os.environ["YOLO_AUTOINSTALL"] = "false"
    os.environ["YOLO_CONFIG_DIR"] = str(settings_folder.resolve())
    if quiet:
        os.environ["YOLO_VERBOSE"] = "false"
