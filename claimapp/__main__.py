"""The program: `claimapp`, or `python -m claimapp`. Ctrl-C ends it in one sentence from its first moment on."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

__all__ = ["run"]

_INTERRUPTED = 130  # errors.Interrupted's, which is not read yet


def run() -> None:
    """Listen for Ctrl-C before anything else is read, then run the command line."""
    signal.signal(signal.SIGINT, _stop)
    from claimapp.cli.main import run as run_commands

    run_commands()


def _stop(number: int, frame: FrameType | None) -> None:
    """End with exit code 130, at once unless a folder is held: then what is open is closed on the way.

    No KeyboardInterrupt: typer would say "Aborted", and what is raised while Qt is read is swallowed.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a second Ctrl-C ends at once
    sys.stderr.write("claimapp: stopped\n")
    lock = sys.modules.get("claimapp.store.lock")
    if lock is not None and lock.is_holding():
        raise SystemExit(_INTERRUPTED)
    sys.stderr.flush()
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    run()
