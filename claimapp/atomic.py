"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from claimapp.errors import OutputProblem

__all__ = ["make_folder", "replace_bytes", "replace_text"]

_CHOOSE_ANOTHER = "choose another folder with -o, or make it writable"


def make_folder(folder: Path) -> Path:
    """Make a folder with its parents, check that it can be written to, and return it.

    Raises:
        OutputProblem: if it cannot be made, is a file, or is read-only.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise OutputProblem(
            f"the output folder cannot be written ({_reason(problem)})", hint=_CHOOSE_ANOTHER, where=str(folder)
        ) from problem
    return folder


def replace_bytes(target: Path, content: bytes) -> Path:
    """Put `content` at `target` in one step: readers see the old file or the new one, never half.

    Raises:
        OutputProblem: if the folder or the file cannot be written; the old file stays.
    """
    scratch: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as stream:
            scratch = Path(stream.name)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        scratch.chmod(0o644)
        scratch.replace(target)
    except OSError as problem:
        if scratch is not None:
            scratch.unlink(missing_ok=True)
        raise OutputProblem(
            f"the file cannot be written ({_reason(problem)})", hint=_CHOOSE_ANOTHER, where=str(target)
        ) from problem
    return target


def replace_text(target: Path, content: str) -> Path:
    """Put UTF-8 text at `target` in one step; errors as `replace_bytes`."""
    return replace_bytes(target, content.encode("utf-8"))


def _reason(problem: OSError) -> str:
    return (problem.strerror or type(problem).__name__).lower()
