"""Questions to the person that stop everything else: files, and unsaved changes. Tests answer in their place."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

__all__ = ["Answer", "Asking", "Dialogs"]


class Answer(Enum):
    """What to do with unsaved changes."""

    SAVE = auto()
    DISCARD = auto()
    STAY = auto()


class Asking(Protocol):
    """The questions that the window asks."""

    def claim_folder(self, start: Path | None) -> Path | None:
        """Which folder to open; None if the person thought better of it."""

    def report_target(self, suggested: Path) -> Path | None:
        """Where to write the PDF; None if the person thought better of it."""

    def unsaved(self, title: str) -> Answer:
        """What to do with the unsaved changes of a claim."""

    def tell(self, title: str, text: str) -> None:
        """Show a longer text."""


class Dialogs:
    """The questions as dialogs of the system and of Qt."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def claim_folder(self, start: Path | None) -> Path | None:
        """Ask with the system's folder dialog."""
        chosen = QFileDialog.getExistingDirectory(self._parent, "Open claim folder", str(start or Path.home()))
        return Path(chosen) if chosen else None

    def report_target(self, suggested: Path) -> Path | None:
        """Ask with the system's save dialog, which also asks before a file is replaced."""
        chosen, _ = QFileDialog.getSaveFileName(self._parent, "Save report as", str(suggested), "PDF (*.pdf)")
        if not chosen:
            return None
        target = Path(chosen)
        return target if target.suffix else target.with_suffix(".pdf")

    def unsaved(self, title: str) -> Answer:
        """Ask with three buttons; Escape stays."""
        box = QMessageBox(self._parent)
        box.setWindowTitle("Unsaved changes")
        box.setText(f"Save the changes to {title}?")
        box.setInformativeText("They are on the screen only. Without saving they are lost.")
        kinds = QMessageBox.StandardButton
        box.setStandardButtons(kinds.Save | kinds.Discard | kinds.Cancel)
        box.setDefaultButton(kinds.Save)
        answers = {int(kinds.Save): Answer.SAVE, int(kinds.Discard): Answer.DISCARD}
        return answers.get(int(box.exec()), Answer.STAY)

    def tell(self, title: str, text: str) -> None:
        """Show a text with one button."""
        QMessageBox.about(self._parent, title, text)
