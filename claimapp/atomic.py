"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from claimapp.errors import OutputProblem

__all__ = ["make_folder", "replace_bytes", "replace_text"]

_CHOOSE_ANOTHER = "choose another folder with -o, or make it writable"
_SCRATCH = ".claimapp-"  # not the target's own name: that may already be as long as the file system allows


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

    Folders above are made.

    Raises:
        OutputProblem: if the folder or the file cannot be written; the old file stays.
    """
    scratch: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=_SCRATCH, delete=False) as stream:
            scratch = Path(stream.name)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        scratch.chmod(_mode_of(target))
        scratch.replace(target)
        scratch = None
    except OSError as problem:
        raise OutputProblem(
            f"the file cannot be written ({_reason(problem)})", hint=_CHOOSE_ANOTHER, where=str(target)
        ) from problem
    finally:
        # Also when a person interrupts; what cannot be removed must not hide why the writing failed.
        if scratch is not None:
            with contextlib.suppress(OSError):
                scratch.unlink(missing_ok=True)
    return target


def _mode_of(target: Path) -> int:
    """Permissions of the file that is replaced, or those that a new file gets here: a claim is personal information."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=_SCRATCH) as folder:
        probe = Path(folder) / "probe"
        probe.touch()
        return stat.S_IMODE(probe.stat().st_mode)


def replace_text(target: Path, content: str) -> Path:
    r"""Put UTF-8 text at `target` in one step; errors as `replace_bytes`.

    A character that UTF-8 cannot hold (from a file name in an older encoding) is written as `\udce9`.
    """
    return replace_bytes(target, content.encode("utf-8", errors="backslashreplace"))


def _reason(problem: OSError) -> str:
    return (problem.strerror or type(problem).__name__).lower()
