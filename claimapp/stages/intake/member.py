"""One file inside another: a photo in an archive, at a mail, on a page of a PDF."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MAX_FILE_BYTES", "MAX_PHOTO_PIXELS", "Member", "named_once"]

MAX_PHOTO_PIXELS = 65_000_000
"""Phones take 12 to 64 megapixels. 65 are 200 MB once decoded, and a photo lies in memory three times at its worst;
with a worker on each core, more would stop the computer and not only the claim."""

MAX_FILE_BYTES = 200_000_000
"""The largest photo allowed is 195 MB when it is not compressed at all; what is larger is no photo of a claim."""


@dataclass(frozen=True, slots=True)
class Member:
    """`locator` finds it again in its container, `name` is for people.

    `bytes_declared` is its unpacked size as the container says, `turn_deg` how it is turned
    clockwise where it is shown, `problem` why it cannot be used ("" where it can).
    """

    locator: str
    name: str
    bytes_declared: int = 0
    turn_deg: int = 0
    problem: str = ""


def named_once(name: str, taken: set[str]) -> str:
    """Return a name that is not in `taken` yet (`a.jpg`, `a-2.jpg`) and put it there."""
    stem, dot, ending = name.rpartition(".")
    if not stem or "/" in ending:
        stem, dot, ending = name, "", ""
    number, fresh = 1, name
    while fresh in taken:
        number += 1
        fresh = f"{stem}-{number}{dot}{ending}"
    taken.add(fresh)
    return fresh
