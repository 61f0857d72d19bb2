"""The first screen: what to do, the claims opened last, and a sample one click away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from claimapp.desk.actions import Actions
from claimapp.desk.panels.heading import heading

__all__ = ["StartPage"]

_LETTERS_WIDE = 70
_LARGER = 1.6  # the headline over the body text
_ROWS = 5


class StartPage(QWidget):
    """Shown while no claim is open."""

    def __init__(self, actions: Actions, open_claim: Callable[[Path], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        headline = QLabel("Open a claim folder, or drop it here")
        font = headline.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        headline.setFont(font)
        words = QLabel(
            "A claim folder holds the photos of one vehicle, as they came: any names, subfolders too, the licence disc "
            "among them. claimapp lists the damages, works out the repair cost and writes a report for you to check "
            "and sign. Everything stays on this computer."
        )
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        buttons = QHBoxLayout()
        main = actions.button("open")
        main.setProperty("main", "true")
        buttons.addWidget(main)
        buttons.addWidget(actions.button("sample"))
        buttons.addStretch(1)
        self.recent = QListWidget()
        self.recent.setAccessibleName("Claims opened last")
        self.recent.setMaximumHeight(round(self.fontMetrics().lineSpacing() * 1.7 * _ROWS))
        self.recent_heading = heading("Claims opened &last", self.recent)
        self.recent.itemActivated.connect(lambda item: open_claim(Path(item.data(Qt.ItemDataRole.UserRole))))
        column = QWidget()
        column.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LETTERS_WIDE)
        inner = QVBoxLayout(column)
        inner.setSpacing(self.fontMetrics().height())
        inner.addWidget(headline)
        inner.addWidget(words)
        inner.addLayout(buttons)
        inner.addWidget(self.recent_heading)
        inner.addWidget(self.recent)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column, 4)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)

    def show_recent(self, folders: tuple[Path, ...]) -> None:
        """Show the claims opened last, newest first; none hides the list."""
        self.recent.clear()
        for folder in folders:
            item = QListWidgetItem(f"{folder.name}    {folder.parent}")
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
            item.setToolTip(str(folder))
            self.recent.addItem(item)
        self.recent_heading.setVisible(bool(folders))
        self.recent.setVisible(bool(folders))
