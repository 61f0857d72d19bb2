from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget

from tests.desk.fakes import Desk


def can_take_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not isinstance(widget, QScrollBar)


def test_everything_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    desk.open_and_find()
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in desk.window.findChildren(QWidget)
        if can_take_focus(widget) and not widget.accessibleName() and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_every_list_and_table_has_a_heading_or_a_tab_that_leads_to_it(desk: Desk) -> None:
    work, start = desk.window.work, desk.window.start_page
    buddies = {id(label.buddy()) for label in desk.window.findChildren(QLabel) if label.buddy()}
    for widget in (work.photos.list, work.picture.canvas, work.cautions.list, work.cost, start.recent):
        assert id(widget) in buddies, widget.accessibleName()
    tabs = [work.tabs.tabText(number) for number in range(work.tabs.count())]
    assert all("&" in tab for tab in tabs)


def test_f6_goes_round_all_parts_and_back(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.activateWindow()
    names = []
    for _ in range(8):
        desk.act("next_panel")
        focus = QApplication.focusWidget()
        names.append(focus.accessibleName() if focus else "")
    parts = {"Warnings", "Photos", "Photo", "Damages", "Repair lines", "Vehicle", "Cost"}
    assert set(names[:7]) == parts
    assert names[7] == names[0]
    desk.act("previous_panel")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == names[-2]


def test_tab_leaves_the_tables(desk: Desk) -> None:
    desk.open_and_find()
    table = desk.window.work.damages.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_window_fits_a_small_screen_in_every_state(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.notice.say("a notice")
    desk.window.job_row.start("a job")
    for claim_row in (desk.window.work.picture.title, desk.window.work.damages.summary):
        claim_row.setText("a very long name of a photo and of what is on it, " * 6)
    least = desk.window.minimumSizeHint()
    assert (least.width() <= 1366, least.height() <= 768) == (True, True)
