"""For programs of others: look at photos from Python, arrays or files in, plain values out (docs/python.md)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimapp.app.assess import AssessOptions, engines_for
from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.geometry import Size
from claimapp.errors import PhotoProblem
from claimapp.pipeline.engines import Engines
from claimapp.pipeline.see import see_decoded
from claimapp.settings import Settings
from claimapp.stages.intake.decode import Decoded, decode_file

__all__ = ["Eyes"]

_RGB = 3


@dataclass(frozen=True, slots=True)
class Eyes:
    """The models, opened once; `see` may be called as often as wanted, by one thread at a time."""

    engines: Engines

    @classmethod
    def open(cls, settings: Settings | None = None) -> Eyes:
        """Open the models that the settings name, the shipped ones by default; this takes a second or two.

        Raises:
            ModelProblem: if a model is missing or altered.
            UsageProblem: if the runtime's library is not installed.
        """
        return cls(engines_for(AssessOptions(settings or Settings())))

    def see(self, photo: Path | str | NDArray[np.uint8], *, name: str = "") -> PhotoSeen:
        """Look at one photo: its findings (kind, confidence, box, outline, part, side) and the parts seen on it.

        An array is the upright photo, (height, width, 3) uint8 RGB; boxes are in its pixels.
        `name` is the photo's in the outcome; a file has its own. What lies on another car
        in the background is left out.

        Raises:
            PhotoProblem: if the file cannot be decoded, or the array is of another shape or type.
            EngineProblem: if a model breaks on it.
        """
        if isinstance(photo, np.ndarray):
            decoded = _as_decoded(photo, name or "array")
            return see_decoded(decoded, file=name or "array", photo_id="p1", engines=self.engines).seen
        file = Path(photo)
        return see_decoded(decode_file(file), file=name or file.name, photo_id="p1", engines=self.engines).seen


def _as_decoded(pixels_rgb: NDArray[np.uint8], name: str) -> Decoded:
    if pixels_rgb.dtype != np.uint8 or pixels_rgb.ndim != _RGB or pixels_rgb.shape[2] != _RGB or not pixels_rgb.size:
        raise PhotoProblem(
            f"an array of {pixels_rgb.dtype} and shape {pixels_rgb.shape} is no photo",
            hint="give uint8 RGB of shape (height, width, 3)",
            where=name,
        )
    whole = np.ascontiguousarray(pixels_rgb)
    height, width = whole.shape[:2]
    return Decoded(whole, Size(width, height), hashlib.sha256(whole.tobytes()).hexdigest(), None)
