from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from claimapp.desk.panels.rows import Column, Row, RowsTable

ROWS = [Row("a", ("bonnet", "R 1")), Row("b", ("roof", "R 2"), tip="why", struck=True, faint=frozenset({1}))]
COLUMNS = (Column("Part"), Column("Amount", figures=True))


@pytest.fixture
def table(qtbot: QtBot) -> RowsTable:
    table = RowsTable("Parts", COLUMNS)
    qtbot.addWidget(table)
    table.show_rows(ROWS)
    return table


def test_cells_titles_tips_and_strikes_are_shown(table: RowsTable) -> None:
    model = table.rows_model
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Amount"
    assert [model.index(1, column).data() for column in range(2)] == ["roof", "R 2"]
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "bonnet"
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "why"
    font = model.index(1, 1).data(Qt.ItemDataRole.FontRole)
    assert (font.strikeOut(), font.italic()) == (True, True)
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole) is None


def test_figures_stand_right(table: RowsTable) -> None:
    alignment = Qt.AlignmentFlag(table.rows_model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole))
    assert alignment & Qt.AlignmentFlag.AlignRight


def test_selected_row_stays_selected_when_rows_change_before_it(table: RowsTable) -> None:
    table.choose("b")
    table.show_rows([Row("new", ("x", "y")), *ROWS])
    assert (table.chosen_key(), table.currentIndex().row()) == ("b", 2)
    table.show_rows(ROWS[:1])
    assert table.chosen_key() is None


def test_only_a_person_s_choice_is_told(table: RowsTable) -> None:
    told: list[str] = []
    table.row_chosen.connect(told.append)
    table.choose("b")
    table.show_rows([Row("new", ("x", "y")), *ROWS])
    assert told == []
    table.selectRow(0)
    assert told == ["new"]


def test_tab_does_not_walk_through_cells(table: RowsTable) -> None:
    assert not table.tabKeyNavigation()
    assert table.accessibleName() == "Parts"
