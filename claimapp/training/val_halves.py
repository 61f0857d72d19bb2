"""Cut a val split in two by the photos' names: one half chooses thresholds, the other reports figures."""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum

__all__ = ["ValHalf", "half_of"]


class ValHalf(StrEnum):
    """What a val photo is used for."""

    CHOOSE = "choose"
    REPORT = "report"


_CLAIM = re.compile(r"(c\d+)_\d+")
_EXPORTED = re.compile(r"(.+?)(?:\.rf\.[0-9a-f]+)")


def half_of(stem: str) -> ValHalf:
    """Half that the photo with this file name (no ending) belongs to, the same for ever.

    Photos of one claim (`c0221_03459`) go together, and so do copies of one photo that an
    export told apart (`0003_jpg.rf.3ce3...`): figures are reported on cars that chose nothing.
    """
    group = _CLAIM.fullmatch(stem) or _EXPORTED.match(stem)
    digest = hashlib.sha256((group[1] if group else stem).encode()).digest()
    return ValHalf.CHOOSE if digest[0] % 2 == 0 else ValHalf.REPORT
