"""The log of a run: one file with a line a claim, photo, job and error, for whoever is asked for help.

It names no person and no vehicle: photos are `p1`, claims a short hash of their folder's name
(`claim_mark`), errors their kind and the place in the code. A module logs with
`logging.getLogger(__name__)` and puts nothing into a line that was read from a claim.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import platform
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO

__all__ = ["FOLDER_VARIABLE", "claim_mark", "job", "join_log", "log_error", "log_folder", "show_on_stderr", "start_log"]

FOLDER_VARIABLE = "CLAIMAPP_LOG_FOLDER"
"""Environment variable that names another folder for logs."""
_FILE_VARIABLE = "CLAIMAPP_LOG_FILE"  # for the processes that a run starts: they write into its file

_KEPT = 20
_FORM = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_MARK_DIGITS = 8

_log = logging.getLogger(__name__)


def log_folder() -> Path:
    """Folder of the logs: in the user's data folder, or where CLAIMAPP_LOG_FOLDER says; not yet made."""
    if chosen := os.environ.get(FOLDER_VARIABLE):
        return Path(chosen)
    import platformdirs

    return platformdirs.user_data_path("claimapp", appauthor=False) / "logs"


def claim_mark(claim_folder: Path) -> str:
    """Eight hexadecimal digits for a claim: the same claim has the same, and they do not give its name away."""
    return hashlib.sha256(claim_folder.resolve().name.encode("utf-8", errors="replace")).hexdigest()[:_MARK_DIGITS]


def start_log(command: str, version: str, *, folder: Path | None = None) -> Path:
    """Send the log of this run into a file of its own, made with its first line; return its path.

    `command` stands in the file's name. Of earlier runs the last ones are kept, 20 files in all.
    """
    file = (log_folder() if folder is None else folder) / f"{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}-{command}.log"
    os.environ[_FILE_VARIABLE] = str(file)
    _attach(_RunFile(file, f"claimapp {version}, Python {platform.python_version()}, {platform.system()}: {command}"))
    return file


def join_log() -> None:
    """Let a process that a run started write into the run's file; does nothing in any other."""
    given = os.environ.get(_FILE_VARIABLE)
    if given and not any(isinstance(handler, _RunFile) for handler in logging.getLogger("claimapp").handlers):
        _attach(_RunFile(Path(given), ""))


def show_on_stderr(*, quiet: bool, verbose: bool) -> None:
    """Show warnings on stderr; `verbose` every line, `quiet` none but errors that nobody tells otherwise."""
    logger = logging.getLogger("claimapp")
    for handler in [handler for handler in logger.handlers if isinstance(handler, _Stderr)]:
        logger.removeHandler(handler)
    shown = _Stderr(logging.ERROR if quiet else logging.INFO if verbose else logging.WARNING)
    shown.setFormatter(logging.Formatter("claimapp: %(message)s"))
    shown.addFilter(lambda record: not getattr(record, "told", False))
    _attach(shown)


@contextmanager
def job(what: str) -> Iterator[None]:
    """Log that a job begins and how it ends, with its seconds; `what` is in our own words: `assess claim 1a2b3c4d`."""
    started = time.monotonic()
    _log.info("%s: begun", what)
    try:
        yield
    except BaseException as problem:
        log_error(problem, what)
        raise
    _log.info("%s: done in %.1f s", what, time.monotonic() - started)


def log_error(problem: BaseException, what: str) -> None:
    """Log an error's kind and the places in the code that it came through, not its words: they may name a person."""
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(problem.__traceback__))
    )
    cause = f" from {type(problem.__cause__).__name__}" if problem.__cause__ else ""
    _log.error("%s: %s%s at %s", what, type(problem).__name__, cause, places or "no place", extra={"told": True})


def _attach(handler: logging.Handler) -> None:
    logger = logging.getLogger("claimapp")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)


class _RunFile(logging.FileHandler):
    """A run's file, opened with its first line; where it cannot be written the run goes on without."""

    def __init__(self, file: Path, heading: str) -> None:
        super().__init__(file, encoding="utf-8", errors="backslashreplace", delay=True)
        self._file, self._heading = file, heading
        self._refused = False
        self.setFormatter(logging.Formatter(_FORM))

    def emit(self, record: logging.LogRecord) -> None:
        if self._refused:
            return
        if self.stream is None:
            try:
                self.stream = self._opened()
            except OSError as problem:
                self._refused = True
                reason = (problem.strerror or type(problem).__name__).lower()
                sys.stderr.write(f"claimapp: there is no log of this run, {self._file.parent}: {reason}\n")
                return
        super().emit(record)

    def _opened(self) -> TextIOWrapper:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        stream = self._file.open("a", encoding="utf-8", errors="backslashreplace")
        if self._heading:
            stream.write(f"{self._heading}\n")
            for old in sorted(self._file.parent.glob("*.log"))[:-_KEPT]:
                with contextlib.suppress(OSError):  # open in another program: it goes with the next run
                    old.unlink()
        return stream


class _Stderr(logging.StreamHandler[IO[str]]):
    """Writes to what stderr is at the moment, not to what it was when the program began."""

    def __init__(self, level: int) -> None:
        super().__init__(sys.stderr)
        self.setLevel(level)

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)
