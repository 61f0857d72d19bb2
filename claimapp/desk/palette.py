"""The command palette: type a few letters of what you want to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from claimapp.desk.actions import Actions

__all__ = ["CommandPalette", "match_score"]

_WIDTH_IN_LETTERS = 60
_ROWS = 12


def match_score(typed: str, title: str) -> int | None:
    """Rate how well letters typed in order fit a title: lower is better, None is no match.

    Every letter must occur in order, case and blanks aside. Gaps between them cost, and
    a match that starts a word costs less. Nothing typed matches everything equally.
    """
    text = title.casefold()
    at, cost = -1, 0
    for letter in typed.casefold().replace(" ", ""):
        found = text.find(letter, at + 1)
        if found < 0:
            return None
        starts_word = found == 0 or not text[found - 1].isalnum()
        cost += 0 if starts_word else found - at
        at = found
    return cost


class CommandPalette(QDialog):
    """A list of all actions that narrows while typing; Enter does the first that is enabled."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Find an action")
        self._actions = actions
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type what you want to do")
        self.field.setAccessibleName("Action to find")
        label = QLabel("&Action")
        label.setBuddy(self.field)
        self.list = QListWidget()
        self.list.setAccessibleName("Matching actions")
        self.list.setUniformItemSizes(True)
        layout = QVBoxLayout(self)
        for widget in (label, self.field, self.list):
            layout.addWidget(widget)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * _WIDTH_IN_LETTERS, metrics.lineSpacing() * (_ROWS + 6))
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._do)
        self.list.itemActivated.connect(lambda item: self._do())
        self.field.installEventFilter(self)
        self._narrow("")

    def shown_titles(self) -> list[str]:
        """Return the titles on the list, best match first."""
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole).text() for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: arrow keys move on the list while the text field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        rated = [
            (score, number, action)
            for number, (spec, action) in enumerate(self._actions.all())
            if spec.id != "palette" and (score := match_score(typed, action.text())) is not None
        ]
        rated.sort(key=lambda row: (not row[2].isEnabled(), row[0], row[1]))
        self.list.clear()
        for _, _, action in rated:
            self.list.addItem(_item(action))
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        item = self.list.currentItem()
        action = item.data(Qt.ItemDataRole.UserRole) if item else None
        if isinstance(action, QAction) and action.isEnabled():
            self.accept()
            action.trigger()


def _item(action: QAction) -> QListWidgetItem:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    item = QListWidgetItem(f"{action.text()}    {key}" if key else action.text())
    item.setData(Qt.ItemDataRole.UserRole, action)
    if not action.isEnabled():
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    return item
