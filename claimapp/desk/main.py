"""Start of the window: checks before Qt is loaded, then the window itself."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from claimapp.errors import Interrupted, JobFailed, OutputProblem, SetupProblem, UsageProblem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from claimapp.desk.window import MainWindow

__all__ = ["check_display", "run_desk"]

_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
_THEMES = ("system", "light", "dark", "contrast")
_XCB_LIBRARIES = {"libxcb-cursor.so.0": "libxcb-cursor0", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0"}
"""What Qt's X11 part needs and a bare Debian or Ubuntu lacks, with the package to install; Qt itself would abort."""

_SCREENSHOT_SIZE = (1440, 900)
_SCREENSHOT_POLL_MS = 50

_WAKE_UP_MS = 500
"""How often Python looks whether Ctrl-C was pressed in the terminal: Qt's loop alone never lets it."""


def run_desk(
    claim: Path | None, *, out: Path | None = None, theme: str = "system", screenshot: Path | None = None
) -> int:
    """Open the window and return the exit code when it is closed: 0, or 130 after Ctrl-C in the terminal.

    `claim` is a claim folder or an assessed one; `out` is where a claim folder's assessment
    is or goes (beside it if left out). With `screenshot` the window is drawn
    to that PNG once everything in it has loaded, and closed; no display is needed then.
    `theme` is for this run only; "system" is what was chosen in the window last.

    Raises:
        UsageProblem: if `theme` is unknown, or there is no display to show a window on.
        SetupProblem: if Qt or a library that it needs is missing.
        OutputProblem: if the picture cannot be written.
        JobFailed: if there is nothing to draw because `claim` did not open.
    """
    if theme not in _THEMES:
        raise UsageProblem(f"there is no theme {theme!r}", hint=f"use one of {', '.join(_THEMES)}", where="--theme")
    if screenshot is not None and not _has_display(os.environ, sys.platform):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    check_display(os.environ, sys.platform)
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as problem:
        raise SetupProblem(
            f"the window's library cannot be loaded ({problem})",
            hint="install PySide6-Essentials and, on Linux, libegl1 and libgl1",
        ) from problem
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("claimapp")
    outs = {claim: out} if claim is not None and out is not None else {}
    if screenshot is not None:
        # A picture of the window neither reads nor writes the person's memory.
        with tempfile.TemporaryDirectory() as scratch:
            window = _window(theme, outs, memory=Path(scratch) / "window.ini")
            return _photograph(app, window, claim, screenshot)
    window = _window(theme, outs, memory=None)
    if claim is not None:
        window.open_path(claim)
    window.show()
    code = _run(app)
    window.shut_down()  # Ctrl-C ends the loop without closing the window; twice does no harm
    return code


def _run(app: QApplication) -> int:
    """Run Qt's loop and return its exit code; Ctrl-C in the terminal ends it."""
    from PySide6.QtCore import QTimer

    awake = QTimer()
    awake.timeout.connect(lambda: None)
    awake.start(_WAKE_UP_MS)
    before = signal.signal(signal.SIGINT, lambda number, frame: app.exit(Interrupted.exit_code))
    try:
        return app.exec()
    finally:
        signal.signal(signal.SIGINT, before)
        awake.stop()


def check_display(environ: Mapping[str, str], platform: str) -> None:
    """Check before Qt is loaded that a window can be shown: Qt would end the process without a word.

    Raises:
        UsageProblem: if there is no display on Linux.
        SetupProblem: if a library of Qt's X11 part is missing there.
    """
    if not platform.startswith("linux") or environ.get("QT_QPA_PLATFORM", "").startswith(_WITHOUT_DISPLAY):
        return
    if not _has_display(environ, platform):
        raise UsageProblem(
            "there is no display to show the window on",
            hint="start it from a desktop session, or use `claimapp assess`, which needs none",
        )
    if not environ.get("WAYLAND_DISPLAY"):
        missing = [package for library, package in _XCB_LIBRARIES.items() if not _loads(library)]
        if missing:
            raise SetupProblem(
                "the window's library lacks parts of the system",
                hint=f"install {' and '.join(missing)} with the system's package manager",
            )


def _has_display(environ: Mapping[str, str], platform: str) -> bool:
    given = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or environ.get("QT_QPA_PLATFORM")
    return not platform.startswith("linux") or bool(given)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _window(theme: str, outs: Mapping[Path, Path], *, memory: Path | None) -> MainWindow:
    """Make the window with the real use cases; `memory` None is the person's own."""
    from platformdirs import user_data_path

    from claimapp.desk.crash import show_crashes
    from claimapp.desk.remembered import Remembered, remembered_file
    from claimapp.desk.theme import Theme
    from claimapp.desk.use_cases import AppUseCases
    from claimapp.desk.window import MainWindow
    from claimapp.desk.worker import WorkerProcess

    remembered = Remembered(memory or remembered_file())
    chosen = remembered.theme() if theme == "system" else Theme(theme)
    data = user_data_path("claimapp", appauthor=False)
    window = MainWindow(
        AppUseCases(outs, remembered=remembered.outs()), WorkerProcess(), remembered, data, theme=chosen
    )
    show_crashes(window)
    return window


def _photograph(app: QApplication, window: MainWindow, claim: Path | None, target: Path) -> int:
    """Open the claim, show the window, wait until nothing is left to load, draw it to `target` and close it."""
    from PySide6.QtCore import QTimer

    told: list[str] = []
    window.session.noticed.connect(told.append)
    window.session.broke.connect(lambda what: told.append(what.partition("\n")[0]))
    window.session.job_failed.connect(lambda failure: told.append(f"{failure.title}: {failure.problem}"))
    if claim is not None:
        window.open_path(claim)
    window.resize(*_SCREENSHOT_SIZE)
    window.show()
    timer = QTimer(window)
    timer.setInterval(_SCREENSHOT_POLL_MS)
    quiet = [0]

    def look() -> None:
        quiet[0] = 0 if window.jobs.busy else quiet[0] + 1
        if quiet[0] >= 2:  # twice in a row: what has loaded may ask for more when it is painted
            timer.stop()
            missing = claim is not None and window.model.claim is None
            drawn = not missing and window.grab().save(str(target), "PNG")
            app.exit(0 if drawn else OutputProblem.exit_code)

    timer.timeout.connect(look)
    timer.start()
    code = _run(app)
    opened = window.model.claim is not None or claim is None
    window.close()
    if code == Interrupted.exit_code:
        return code
    if not opened:
        raise JobFailed(*told[-1:] or ["the claim did not open"])
    if code:
        raise OutputProblem("the picture cannot be written", hint="choose another place", where=str(target))
    return 0
