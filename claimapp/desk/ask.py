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

    def stop_and_close(self, running: str) -> bool:
        """Whether to stop the job under way and close the window then."""

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
        """Ask with the system's save dialog, which also asks before a file is replaced.

        A name without the ending of a PDF gets it: `CLM-1.2` becomes `CLM-1.2.pdf`.
        """
        chosen, _ = QFileDialog.getSaveFileName(self._parent, "Save report as", str(suggested), "PDF (*.pdf)")
        if not chosen:
            return None
        target = Path(chosen)
        if target.suffix.lower() == ".pdf":
            return target
        target = target.with_name(f"{target.name}.pdf")
        # The system's dialog asked about another name.
        return target if not target.exists() or self._may_replace(target) else None

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

    def stop_and_close(self, running: str) -> bool:
        """Ask with two buttons; Escape stays."""
        box = QMessageBox(self._parent)
        box.setWindowTitle("A job is under way")
        box.setText(f"{running} is under way. Stop it and close the window?")
        box.setInformativeText("The window closes as soon as the job has stopped. What is saved stays as it is.")
        kinds = QMessageBox.StandardButton
        box.setStandardButtons(kinds.Close | kinds.Cancel)
        box.setDefaultButton(kinds.Cancel)
        return int(box.exec()) == int(kinds.Close)

    def tell(self, title: str, text: str) -> None:
        """Show a text with one button."""
        QMessageBox.about(self._parent, title, text)

    def _may_replace(self, target: Path) -> bool:
        kinds = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._parent, "Save report as", f"{target.name} is there already. Replace it?", kinds.Yes | kinds.No
        )
        return answer == kinds.Yes
