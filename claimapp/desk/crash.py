"""The crash window: a bug is shown once, with a report to copy; the report stays on this computer."""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from claimapp import __version__
from claimapp.errors import Interrupted

__all__ = ["CrashWindow", "crash_report", "show_crashes"]

_LETTERS_WIDE = 90
_LINES_HIGH = 24


def crash_report(what: str) -> str:
    """Return the text to copy: versions and the traceback; nothing of the claim is added."""
    return (
        f"claimapp {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n\n{what}"
    )


class CrashWindow(QDialog):
    """One bug with its report."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("claimapp has a fault")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = QLabel(
            "This is a fault of the program, not of your claim. What is saved is safe; save now if you can.\n"
            "Nothing is sent anywhere: copy the report below if you want to pass it on. "
            "Read it first, it may hold names of files."
        )
        words.setWordWrap(True)
        self.report = QPlainTextEdit(crash_report(what))
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName("Report of the fault")
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy report", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (words, self.report, buttons):
            layout.addWidget(widget)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * _LETTERS_WIDE, metrics.lineSpacing() * _LINES_HIGH)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QApplication.clipboard().setText(self.report.toPlainText())


def show_crashes(parent: QWidget) -> None:
    """Show what no one caught, in a slot for one, in a crash window; one at a time."""

    def show(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, problem, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(Interrupted.exit_code)
        elif not parent.findChildren(CrashWindow):
            CrashWindow("".join(traceback.format_exception(kind, problem, trace)), parent).show()

    sys.excepthook = show
