from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from claimapp import __version__
from claimapp.desk.crash import CrashWindow, crash_report, show_crashes


def test_report_names_versions_and_what_happened() -> None:
    report = crash_report("Traceback: KeyError")
    assert __version__ in report
    assert "Python" in report
    assert report.endswith("Traceback: KeyError")


def test_report_can_be_copied(qtbot: QtBot) -> None:
    window = CrashWindow("what happened")
    qtbot.addWidget(window)
    window.copy()
    assert "what happened" in QApplication.clipboard().text()


def test_uncaught_error_opens_one_crash_window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    parent = QWidget()
    qtbot.addWidget(parent)
    show_crashes(parent)
    for text in ("first", "second"):
        problem = RuntimeError(text)
        sys.excepthook(RuntimeError, problem, None)
    windows = parent.findChildren(CrashWindow)
    assert len(windows) == 1
    assert "first" in windows[0].report.toPlainText()


def test_ctrl_c_that_reaches_a_slot_ends_the_program_with_130(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    codes: list[int] = []
    monkeypatch.setattr(QApplication, "exit", codes.append)
    parent = QWidget()
    qtbot.addWidget(parent)
    show_crashes(parent)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert codes == [130]
    assert parent.findChildren(CrashWindow) == []
