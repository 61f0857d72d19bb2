"""Read-only rows for the window's tables, and the table view that all of them use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

__all__ = ["Column", "Row", "RowsModel", "RowsTable"]

_LEAST_LETTERS = 8
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and whether its cells are figures, which are set right."""

    title: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `key` is the id of the value it shows; `struck` draws it as taken off the list."""

    key: str
    cells: tuple[str, ...]
    tip: str = ""
    struck: bool = False
    faint: frozenset[int] = field(default_factory=frozenset)


class RowsModel(QAbstractTableModel):
    """A table of texts."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Qt override."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Qt override."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt override."""
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip or row.cells[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                side = (
                    Qt.AlignmentFlag.AlignRight if self._columns[index.column()].figures else Qt.AlignmentFlag.AlignLeft
                )
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.FontRole if row.struck or index.column() in row.faint:
                font = QFont()
                font.setStrikeOut(row.struck)
                font.setItalic(index.column() in row.faint)
                return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt override."""
        if orientation is Qt.Orientation.Vertical:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class RowsTable(QTableView):
    """Whole rows are selected, one at a time; Tab leaves the table. `row_chosen` tells the key a person chose."""

    row_chosen = Signal(str)

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._showing = False
        self.rows_model = RowsModel(columns, self)
        self.setModel(self.rows_model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().lineSpacing() * 1.7))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Headings are not reached by Tab and sort nothing.
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The last column takes the room that is left; on a narrow window the table scrolls sideways.
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * _LEAST_LETTERS)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows and keep the one selected that was, if it is still there; `row_chosen` stays silent."""
        chosen = self.chosen_key()
        self._showing = True
        self.rows_model.set_rows(rows)
        self._showing = False
        self.choose(chosen)

    def chosen_key(self) -> str | None:
        """Return the key of the selected row."""
        index = self.currentIndex()
        rows = self.rows_model.rows
        return rows[index.row()].key if index.isValid() and index.row() < len(rows) else None

    def choose(self, key: str | None) -> None:
        """Select the row of a key and bring it into view, silently; an unknown key selects nothing."""
        self._showing = True
        found = next((number for number, row in enumerate(self.rows_model.rows) if row.key == key), None)
        if found is None:
            self.clearSelection()
            self.selectionModel().clearCurrentIndex()
        elif self.currentIndex().row() != found:
            self.selectRow(found)
            self.scrollTo(self.rows_model.index(found, 0))
        self._showing = False

    def _tell(self) -> None:
        key = self.chosen_key()
        if key is not None and not self._showing:
            self.row_chosen.emit(key)
