"""A finished PDF handed to the system's own printing: CUPS (`lp`) or, on Windows, the PDF reader's print verb."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimapp.errors import PrintProblem

__all__ = ["print_pdf"]

Runs = Callable[..., "subprocess.CompletedProcess[str]"]
"""How a command is run; subprocess.run but for tests."""

_PATIENCE_S = 60
_OPEN_INSTEAD = "open the PDF and print it from there"


def print_pdf(
    path: Path, printer: str | None, *, run: Runs = subprocess.run, system: str = sys.platform, start: Any = None
) -> str:
    """Hand `path` to a printer (None: the system's default one) and return what the system says, as a sentence.

    No shell is involved. `run`, `system` and `start` (os.startfile) are seams for tests.

    Raises:
        PrintProblem: if the file is not there, the system has no printing, or it refuses.
    """
    if not path.is_file():
        raise PrintProblem("there is no report to print", hint="make the report first", where=str(path))
    whole = path.resolve()
    if system == "win32":
        return _by_windows(whole, printer, start or getattr(os, "startfile", None))
    return _by_lp(whole, printer, run)


def _by_lp(path: Path, printer: str | None, run: Runs) -> str:
    to = ["-d", printer] if printer else []
    command = ["lp", *to, "-t", path.name, str(path)]
    try:
        done = run(command, capture_output=True, text=True, errors="replace", timeout=_PATIENCE_S, check=False)
    except FileNotFoundError as problem:
        raise PrintProblem(
            "this computer has no print command (lp)", hint=f"install CUPS, or {_OPEN_INSTEAD}", where=str(path)
        ) from problem
    except subprocess.TimeoutExpired as problem:
        raise PrintProblem(
            f"the print command gave no answer for {_PATIENCE_S} seconds", hint=_OPEN_INSTEAD, where=str(path)
        ) from problem
    except OSError as problem:
        raise PrintProblem(
            f"the print command cannot be run ({problem.strerror or problem})", hint=_OPEN_INSTEAD, where=str(path)
        ) from problem
    if done.returncode != 0:
        said = _first_line(done.stderr) or f"exit code {done.returncode}"
        raise PrintProblem(
            f"{_name(printer)} was refused ({said})",
            hint=f"name a printer that `lpstat -p` lists, or {_OPEN_INSTEAD}",
            where=str(path),
        )
    said = _first_line(done.stdout)
    return f"handed to {_name(printer)}" + (f": {said}" if said else "")


def _by_windows(path: Path, printer: str | None, start: Any) -> str:
    if start is None:
        raise PrintProblem("this system has no way to print a PDF", hint=_OPEN_INSTEAD, where=str(path))
    try:
        if printer:
            start(str(path), "printto", f'"{printer}"')
        else:
            start(str(path), "print")
    except OSError as problem:
        raise PrintProblem(
            f"Windows cannot print the report on {_name(printer)} ({problem.strerror or problem})",
            hint=f"choose a program that prints PDF files, or {_OPEN_INSTEAD}",
            where=str(path),
        ) from problem
    return f"handed to {_name(printer)}"


def _name(printer: str | None) -> str:
    return f"the printer {printer}" if printer else "the default printer"


def _first_line(text: str | None) -> str:
    lines = (text or "").strip().splitlines()
    return lines[0].strip() if lines else ""
