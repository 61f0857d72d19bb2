"""Printed text by rapidocr: PP-OCRv6 from its own wheel, on OpenVINO. Nothing is downloaded."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Any

import numpy as np

from claimapp.domain.choices import TextEngine
from claimapp.domain.geometry import Box
from claimapp.errors import EngineProblem, ModelProblem
from claimapp.runtime.detector import PixelsRgb
from claimapp.runtime.text_reader import TextLine

__all__ = ["RapidOcrReader", "open_rapidocr"]

_MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
}
_REINSTALL = "install claimapp again, or use another text engine"
_LEAST_TEXT_SCORE = 0.5  # rapidocr's own default: below it a line is noise


class RapidOcrReader:
    """PP-OCRv6 as a TextReader; safe to share between threads (one reads at a time)."""

    def __init__(self, engine: Any) -> None:
        """Take a built engine; programs call `open_rapidocr`, tests pass a double."""
        self._engine = engine
        self._one_at_a_time = threading.Lock()

    @property
    def name(self) -> str:
        """Engine name as `--text-engine` spells it."""
        return TextEngine.RAPIDOCR

    def read(self, pixels_rgb: PixelsRgb) -> tuple[TextLine, ...]:
        """Read all lines, top to bottom; nothing found gives an empty tuple.

        Raises:
            EngineProblem: if the engine breaks on this picture.
        """
        bgr = np.ascontiguousarray(pixels_rgb[..., ::-1])  # the engine expects OpenCV's order
        try:
            with self._one_at_a_time:
                found = self._engine(bgr)
        except Exception as problem:  # its three stages raise what they like, bare Exception among it
            raise EngineProblem("the text reader rapidocr broke on this photo", hint=_REINSTALL) from problem
        if found.boxes is None or found.txts is None:
            return ()
        lines = [
            TextLine(text, float(score), Box.around(tuple((float(x), float(y)) for x, y in corners)))
            for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        ]
        return tuple(sorted(lines, key=lambda line: line.box.y0))


def open_rapidocr(*, threads: int = 2) -> RapidOcrReader:
    """Build the engine from the wheel's own models, on at most `threads` threads.

    Raises:
        ModelProblem: if rapidocr or one of its model files is missing or cannot be loaded.
    """
    # Its logger writes to stderr at import and at every model: keep it to real failures.
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    try:
        import rapidocr
        from rapidocr import EngineType, RapidOCR
    except ImportError as problem:
        raise ModelProblem("the text engine rapidocr is not installed", hint=_REINSTALL) from problem
    folder = Path(rapidocr.__file__).parent / "models"
    params: dict[str, Any] = {
        "Global.log_level": "critical",
        "Global.text_score": _LEAST_TEXT_SCORE,
        "EngineConfig.openvino.inference_num_threads": threads,
    }
    for stage, file_name in _MODELS.items():
        if not (folder / file_name).is_file():
            raise ModelProblem("the file is missing", hint=_REINSTALL, where=f"model file {file_name}")
        params[f"{stage}.engine_type"] = EngineType.OPENVINO
        # A path given means that the library never looks for a download.
        params[f"{stage}.model_path"] = str(folder / file_name)
    try:
        return RapidOcrReader(RapidOCR(params=params))
    except Exception as problem:  # configuration, ONNX and OpenVINO each have their own base
        raise ModelProblem("the text engine rapidocr cannot be loaded", hint=_REINSTALL) from problem
