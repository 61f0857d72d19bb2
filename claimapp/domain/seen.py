"""What a vision model points at, before anybody says what it means."""

from __future__ import annotations

from dataclasses import dataclass

from claimapp.domain.geometry import Box, Outline

__all__ = ["Seen"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One detection: the model's own class name, confidence 0 to 1, box and outline in pixels of the upright photo."""

    label: str
    confidence: float
    box: Box
    outline: Outline | None = None
