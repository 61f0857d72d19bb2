"""How every command talks: results on stdout, progress and messages on stderr, one sentence an error."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from claimapp.errors import ClaimAppError, Interrupted
from claimapp.logs import log_error, show_on_stderr
from claimapp.pipeline.progress import Progress
from claimapp.settings import Settings, load_settings
from claimapp.words.language import speak

__all__ = [
    "INTERRUPTED",
    "PARTLY_FAILED",
    "Talk",
    "cancel_on_ctrl_c",
    "print_json",
    "reporting_errors",
    "settings_told",
]

PARTLY_FAILED = 1
"""Exit code: done, but part of the input failed, and each such part was named."""

INTERRUPTED = Interrupted.exit_code
"""Exit code: a person stopped it; what was finished is kept."""


class Talk:
    """Messages of one command; `quiet` keeps stderr for errors alone, `verbose` adds the log and tracebacks."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        show_on_stderr(quiet=quiet, verbose=verbose)
        self._stderr = Console(stderr=True, highlight=False, soft_wrap=True)

    def note(self, text: str) -> None:
        """Say something on stderr, unless quiet."""
        if not self.quiet:
            self._stderr.print(text, markup=False)

    def failure(self, text: str) -> None:
        """Say on stderr what failed, even when quiet."""
        self._stderr.print(text, markup=False)

    @contextmanager
    def progress(self) -> Iterator[Callable[[Progress], None]]:
        """Show a bar on stderr while the block runs; nothing where stderr is no terminal or quiet was asked."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda progress: None
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[what]}"),
        )
        with Bar(*columns, console=self._stderr, transient=True) as bar:
            task = bar.add_task("", total=1, what="")

            def told(progress: Progress) -> None:
                bar.update(
                    task,
                    description=progress.step.value,
                    completed=progress.done,
                    total=progress.total,
                    what=progress.what,
                )

            yield told


def print_json(content: Any) -> None:
    """Print one JSON document on stdout."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def settings_told(**told: object) -> Settings:
    """Read the settings with what the command was told, and speak their language from here on.

    Raises:
        UsageProblem: if a setting of the file or of a variable is not allowed.
    """
    settings = load_settings(told=told)
    speak(settings.language)
    return settings


@contextmanager
def reporting_errors(talk: Talk) -> Iterator[None]:
    """Turn our errors into one sentence on stderr and the right exit code."""
    try:
        yield
    except ClaimAppError as problem:
        log_error(problem, "command")
        if talk.verbose:
            traceback.print_exc()
        talk.failure(f"claimapp: {problem}")
        _leave(problem.exit_code)
    except KeyboardInterrupt:
        talk.failure("claimapp: stopped")
        _leave(INTERRUPTED)
    except typer.Exit:
        raise
    except Exception as problem:  # noqa: BLE001  # the program's edge: a person gets a sentence, -v the traceback
        log_error(problem, "command, by a fault of the program")
        if talk.verbose:
            traceback.print_exc()
        fault = f"{type(problem).__name__}: {problem}"
        talk.failure(f"claimapp: a fault of the program ({fault}); run it again with -v and report what it prints")
        _leave(PARTLY_FAILED)


def _leave(code: int) -> NoReturn:
    raise typer.Exit(code)


@contextmanager
def cancel_on_ctrl_c(talk: Talk, *, after: str = "the photo at hand") -> Iterator[Callable[[], bool]]:
    """Give the question "cancelled?": the first Ctrl-C answers it with yes, the second ends the program at once."""
    asked = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            os._exit(INTERRUPTED)
        asked.set()
        talk.failure(f"stopping after {after}; press Ctrl-C again to end at once")

    before = signal.signal(signal.SIGINT, on_signal)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)
