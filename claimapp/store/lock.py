"""One run at a time writes into an output folder: a lock file that says who does."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import platform
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from claimapp.errors import OutputProblem

__all__ = ["LOCK_NAME", "is_holding", "locked"]

LOCK_NAME = ".claimapp.lock"

_log = logging.getLogger(__name__)
_SAME_START_S = 2.0
"""Start times of one process as read twice differ by the clock's own steps; another process of the number is later."""
_TRIES = 5
"""How often a lock that goes away while it is looked at is tried again."""

_held: dict[Path, int] = {}
"""Folders that this process holds, and the thread that does: a use case may call another on the same folder."""
_holding = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds a folder; `started` is the process's start in seconds since 1970."""

    host: str
    pid: int
    started: float
    since: str
    doing: str

    @classmethod
    def this_process(cls, doing: str) -> _Holder:
        pid = os.getpid()
        since = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        return cls(platform.node(), pid, psutil.Process(pid).create_time(), since, doing)

    def is_gone(self) -> bool:
        """Whether it ran on this machine and does no more; of another machine nothing is known."""
        if self.host != platform.node():
            return False
        try:
            return abs(psutil.Process(self.pid).create_time() - self.started) > _SAME_START_S
        except psutil.NoSuchProcess:
            return True
        except psutil.AccessDenied:
            return False


@contextmanager
def locked(folder: Path, doing: str) -> Iterator[None]:
    """Hold `folder` while the block runs; it is made if it is not there, and goes again if nothing came into it.

    `doing` says what for, in the words of the one who finds it held ("assess"). A lock whose
    process is no more is taken over, with a word in the log. The same thread may hold a folder
    twice.

    Raises:
        OutputProblem: if another run holds the folder, or it cannot be written.
    """
    place = folder.resolve()
    with _holding:
        again = _held.get(place) == threading.get_ident()
    if again:
        yield
        return
    made = _make(folder)
    file = folder / LOCK_NAME
    try:
        _take(file, doing)
        with _holding:
            _held[place] = threading.get_ident()
        try:
            yield
        finally:
            with _holding:
                del _held[place]
            # Whatever ended the block matters more than a lock that stays: the next run takes it over.
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
    finally:
        for empty in made:
            with contextlib.suppress(OSError):
                empty.rmdir()


def is_holding() -> bool:
    """Whether this process holds any folder; safe to ask from a signal's handler."""
    return bool(_held)


def _make(folder: Path) -> list[Path]:
    """Make the folder with those above it; return what was made, the innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise _unwritable(folder, problem) from problem
    return missing


def _take(file: Path, doing: str) -> None:
    text = json.dumps(asdict(_Holder.this_process(doing)))
    for _ in range(_TRIES):
        try:
            with file.open("x", encoding="utf-8") as stream:
                stream.write(text)
            return
        except FileExistsError:
            pass
        except OSError as problem:
            raise _unwritable(file.parent, problem) from problem
        _clear(file)
    raise _busy(file, "another run, which comes and goes")


def _clear(file: Path) -> None:
    """Take a lock away whose process is no more; refuse if it may still run."""
    try:
        found = file.read_text(encoding="utf-8")
        holder = _Holder(**json.loads(found))
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError) as problem:
        raise _busy(file, "a run that does not say which it is") from problem
    if not holder.is_gone():
        raise _busy(
            file, f"`{holder.doing}` in process {holder.pid} on {holder.host or 'this machine'} since {holder.since}"
        )
    # Moved, not deleted: of two runs that find the same dead lock only one can move it.
    aside = file.with_name(f"{LOCK_NAME}-{os.getpid()}")
    try:
        file.rename(aside)
        if aside.read_text(encoding="utf-8") == found:
            _log.warning("took over the lock of process %s, which ended without removing it", holder.pid)
        elif not file.exists():
            aside.rename(file)  # another run was quicker and holds it by now
        aside.unlink(missing_ok=True)
    except FileNotFoundError:
        return
    except OSError as problem:
        raise _unwritable(file.parent, problem) from problem


def _busy(file: Path, who: str) -> OutputProblem:
    return OutputProblem(
        f"the output folder is in use by {who}",
        hint=f"wait for it, choose another folder with -o, or delete {LOCK_NAME} in it if that run is no more",
        where=str(file.parent),
    )


def _unwritable(folder: Path, problem: OSError) -> OutputProblem:
    reason = (problem.strerror or type(problem).__name__).lower()
    return OutputProblem(
        f"the output folder cannot be written ({reason})",
        hint="choose another folder with -o, or make it writable",
        where=str(folder),
    )
