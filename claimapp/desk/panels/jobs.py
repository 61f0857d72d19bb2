"""What goes on and what went wrong: a notice for what the person can mend, a row for the job."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from claimapp.desk.actions import Actions
from claimapp.desk.problems import problem_text
from claimapp.desk.session import Failure
from claimapp.desk.words import progress_text, share_done
from claimapp.pipeline.progress import Progress

__all__ = ["JobRow", "Notice"]

_PARTS_OF_BAR = 1000
_BAR_IN_LETTERS = 36


class Notice(QFrame):
    """A sentence on what is wrong and what to do, beside the work; it stays until closed or mended."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.words = _words()
        row = QHBoxLayout(self)
        row.addWidget(self.words, 1)
        row.addWidget(actions.button("dismiss_notice"))
        self.hide()

    def say(self, text: str) -> None:
        """Show a notice."""
        self.words.setText(text)
        self.setAccessibleName(text)
        self.show()


class JobRow(QFrame):
    """The job under way with bar and Cancel, or the one that failed with reason and Retry."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "job")
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.words = _words()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress")
        self.bar.setMinimumWidth(self.fontMetrics().averageCharWidth() * _BAR_IN_LETTERS)
        self._cancel = actions.button("cancel")
        self._retry = actions.button("retry")
        self._close = actions.button("dismiss_job")
        said = QVBoxLayout()
        said.addWidget(self.title)
        said.addWidget(self.words)
        row = QHBoxLayout(self)
        row.addLayout(said, 1)
        for widget in (self.bar, self._cancel, self._retry, self._close):
            row.addWidget(widget)
        self.hide()

    def start(self, title: str) -> None:
        """Show a job that begins."""
        self.title.setText(title)
        self.words.setText("Starting…")
        self.bar.setRange(0, 0)  # moves without a figure until the first progress is told
        self._show(failed=False)

    def progress(self, progress: Progress) -> None:
        """Show how far it is: bar, step, and the photo at hand."""
        self.bar.setRange(0, _PARTS_OF_BAR)
        self.bar.setValue(round(share_done(progress) * _PARTS_OF_BAR))
        self.words.setText(progress_text(progress))

    def stopping(self) -> None:
        """Say that Cancel was heard."""
        self.words.setText("Stopping after the photo at hand…")

    def fail(self, failure: Failure) -> None:
        """Show a job that failed, and why."""
        self.title.setText(f"{failure.title}: failed")
        self.words.setText(problem_text(failure.problem))
        self._show(failed=True)

    def _show(self, *, failed: bool) -> None:
        for widget in (self.bar, self._cancel):
            widget.setVisible(not failed)
        for widget in (self._retry, self._close):
            widget.setVisible(failed)
        self.show()


def _words() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to the buttons; a screen reader reads the row
    return label
