"""What a person can choose between, each list once: engines, models, how much time a photo may take."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["ModelName", "Profile", "Runtime", "TextEngine"]


class Profile(StrEnum):
    """How much time a photo may take."""

    FAST = "fast"
    ACCURATE = "accurate"


class Runtime(StrEnum):
    """Engines that run the vision models; each is opened in `claimapp.runtime.open_detector`."""

    OPENVINO = "openvino"
    TORCH = "torch"


class TextEngine(StrEnum):
    """Engines that read print; each is opened in `claimapp.runtime.open_text_reader`."""

    RAPIDOCR = "rapidocr"
    EASYOCR = "easyocr"


class ModelName(StrEnum):
    """The models of models/manifest.json."""

    DAMAGE = "damage"
    DAMAGED_PARTS = "damaged-parts"
    CAR_PARTS = "car-parts"
    CARS = "cars"
    SUBJECT = "subject"
    COST = "cost"

    @property
    def sees(self) -> bool:
        """Whether the model looks at photos."""
        return self is not ModelName.COST
