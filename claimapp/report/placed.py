"""Put a finished file in its place: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from claimapp.errors import OutputProblem

__all__ = ["put_in_place"]


def put_in_place(content: bytes, target: Path) -> None:
    """Write `content` to `target` by way of a file beside it, so that no half file is ever seen.

    Folders above are made; an older file is replaced.

    Raises:
        OutputProblem: if the folder or file cannot be written.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        os.replace(beside, target)
    except OSError as problem:
        _forget(beside)
        raise OutputProblem(
            f"the file cannot be written ({problem.strerror or problem})",
            hint="choose another folder, close the file if it is open elsewhere, or free some space",
            where=str(target),
        ) from problem


def _forget(beside: Path) -> None:
    """Drop the unfinished file; what stands in the way of that is the same fault again."""
    try:
        beside.unlink(missing_ok=True)
    except OSError:
        return
