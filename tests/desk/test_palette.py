from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from claimapp.desk.palette import CommandPalette, match_score
from tests.desk.fakes import Desk


@pytest.mark.parametrize(
    ("typed", "title", "fits"),
    [
        ("", "Save", True),
        ("sv", "Save", True),
        ("vs", "Save", False),  # order counts
        ("FIND dam", "Find damage and price", True),
        ("x", "Save", False),
    ],
)
def test_letters_must_occur_in_order(typed: str, title: str, fits: bool) -> None:
    assert (match_score(typed, title) is not None) is fits


def test_starts_of_words_are_better() -> None:
    fit, other = match_score("fp", "Fit the photo"), match_score("fp", "of a cap")
    assert fit == 0
    assert other is not None
    assert other > 0


@given(st.text(alphabet="abc def", max_size=12))
def test_whole_title_always_fits(title: str) -> None:
    assert match_score(title, title) is not None


def test_typing_narrows_and_enter_does_it(desk: Desk) -> None:
    desk.open()
    palette = CommandPalette(desk.window.actions_table, desk.window)
    desk.qtbot.addWidget(palette)
    QTest.keyClicks(palette.field, "find dam")
    assert palette.shown_titles()[0] == "Find damage and price"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    desk.settle()
    assert desk.worker.asked == ["assess"]


def test_arrow_keys_move_while_typing(desk: Desk) -> None:
    palette = CommandPalette(desk.window.actions_table, desk.window)
    desk.qtbot.addWidget(palette)
    for _ in range(2):
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 1


def test_what_makes_no_sense_now_is_at_the_end_and_not_done(desk: Desk) -> None:
    palette = CommandPalette(desk.window.actions_table, desk.window)
    desk.qtbot.addWidget(palette)
    assert palette.shown_titles()[0] == "Open claim folder…"
    QTest.keyClicks(palette.field, "save report as")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert desk.worker.asked == []


def test_every_action_can_be_found(desk: Desk) -> None:
    palette = CommandPalette(desk.window.actions_table, desk.window)
    desk.qtbot.addWidget(palette)
    assert len(palette.shown_titles()) == len(desk.window.actions_table.all()) - 1  # but the palette itself
