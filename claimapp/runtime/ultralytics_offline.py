"""Where ultralytics may write, and how loud it may be; wanted by the torch runtime and by training."""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from claimapp.runtime.offline import stay_offline

__all__ = ["own_settings_folder", "prepare_ultralytics"]

_ITS_FONTS = ("Arial.ttf", "Arial.Unicode.ttf")


def own_settings_folder() -> Path:
    """Folder for ultralytics' settings where no work folder is at hand: it goes when the program ends."""
    return Path(_kept_until_the_end().name)


@functools.cache
def _kept_until_the_end() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="claimapp-")


def prepare_ultralytics(settings_folder: Path, *, quiet: bool = False) -> None:
    """Keep ultralytics offline and what it writes in our own folder; call before its first import.

    `quiet` also keeps its log off standard output, where `--json` wants nothing but the result.
    """
    settings_folder.mkdir(parents=True, exist_ok=True)
    stay_offline()
    os.environ["YOLO_CONFIG_DIR"] = str(settings_folder.resolve())
    os.environ["MPLCONFIGDIR"] = str((settings_folder / "matplotlib").resolve())  # it draws with matplotlib
    _have_its_fonts(settings_folder)
    if quiet:
        os.environ["YOLO_VERBOSE"] = "false"


def _have_its_fonts(settings_folder: Path) -> None:
    """Lay a font where ultralytics looks for its own: it would ask the network for them, offline or not."""
    package = importlib.util.find_spec("reportlab")
    for folder in (package.submodule_search_locations or ()) if package else ():
        font = Path(folder) / "fonts" / "Vera.ttf"
        for name in _ITS_FONTS:
            wanted = settings_folder / "Ultralytics" / name
            if not wanted.exists():
                wanted.parent.mkdir(exist_ok=True)
                shutil.copyfile(font, wanted)
