"""How a run tells where it is and asks whether to go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Cancelled", "Progress", "Step", "Told", "go_on", "tell_nobody"]


class Step(StrEnum):
    """The steps of one claim, in order, in the words that a person sees."""

    PHOTOS = "Looking at photos"
    DAMAGES = "Listing damages"
    COST = "Working out the cost"
    WRITING = "Writing report"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` things of a step; `what` names the one at hand (a photo's file)."""

    step: Step
    done: int
    total: int
    what: str = ""


Told = Callable[[Progress], None]
Cancelled = Callable[[], bool]


def tell_nobody(progress: Progress) -> None:
    """Progress listener for those who do not want any."""


def go_on() -> bool:
    """Cancel question that is always answered with no."""
    return False
