"""Shares from 0 to 1: confidences, coverages, parts of a whole."""

from __future__ import annotations

import math

from claimapp.errors import BadValue

__all__ = ["check_share"]


def check_share(name: str, value: float | None) -> None:
    """Refuse what is no share from 0 to 1; None (not known) passes.

    Raises:
        BadValue: names the value and what it may be.
    """
    if value is not None and not (math.isfinite(value) and 0 <= value <= 1):
        raise BadValue(f"{name} is {value:g}, but a share lies from 0 to 1")
