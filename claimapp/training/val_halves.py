"""Cut photos by their names: a val split in two (one half chooses, the other reports), a fifth off a train split."""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum

__all__ = ["ValHalf", "half_of", "in_held_back_fifth"]


class ValHalf(StrEnum):
    """What a val photo is used for."""

    CHOOSE = "choose"
    REPORT = "report"


_CLAIM = re.compile(r"(c\d+)_\d+")
_EXPORTED = re.compile(r"(.+?)(?:\.rf\.[0-9a-f]+)")
_HELD_BACK_OF = 5


def half_of(stem: str) -> ValHalf:
    """Half that the photo with this file name (no ending) belongs to, the same for ever.

    Photos of one claim (`c0221_03459`) go together, and so do copies of one photo that an
    export told apart (`0003_jpg.rf.3ce3...`): figures are reported on cars that chose nothing.
    """
    return ValHalf.CHOOSE if _digest(stem)[0] % 2 == 0 else ValHalf.REPORT


def in_held_back_fifth(stem: str) -> bool:
    """Tell whether the photo with this file name (no ending) is of the fifth that a set without val holds back.

    By name and not by count: a photo stays where it is when others are added, so that weights
    which learned from it are never judged on it. Claims and copies go together as in `half_of`.
    """
    return int.from_bytes(_digest(stem)[-4:]) % _HELD_BACK_OF == 0


def _digest(stem: str) -> bytes:
    group = _CLAIM.fullmatch(stem) or _EXPORTED.match(stem)
    return hashlib.sha256((group[1] if group else stem).encode()).digest()
