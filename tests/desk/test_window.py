from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from claimapp.desk.crash import CrashWindow
from claimapp.desk.palette import CommandPalette
from claimapp.desk.remembered import Remembered
from claimapp.desk.theme import DARK, Theme
from claimapp.desk.window import MainWindow
from claimapp.errors import OutputProblem
from tests.desk.fakes import Desk


def edit(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.model.select_damage("d4")
    desk.act("toggle_damage")
    desk.settle()


def test_first_screen_says_what_to_do(desk: Desk) -> None:
    assert desk.window.pages.currentWidget() is desk.window.start_page
    assert not desk.window.isWindowModified()


def test_folder_chosen_in_the_dialog_is_opened_and_remembered(desk: Desk) -> None:
    desk.asking.folder = desk.claim
    desk.act("open")
    desk.settle()
    assert desk.window.pages.currentWidget() is desk.window.work
    assert desk.window.actions_table["recent_1"].text() == str(desk.claim)
    assert desk.window.start_page.recent.count() == 1


def test_dialog_left_without_a_choice_changes_nothing(desk: Desk) -> None:
    desk.act("open")
    assert desk.window.model.claim is None


def test_recent_claim_is_opened(desk: Desk, tmp_path: Path) -> None:
    desk.open()
    first = desk.claim
    other = tmp_path / "another claim"
    shutil.copytree(first, other)
    desk.window.open_path(other)
    desk.settle()
    assert desk.window.model.claim is not None
    assert desk.window.model.claim.folder == other
    desk.act("recent_2")
    desk.settle()
    assert desk.window.model.claim.folder == first


def test_sample_claim_is_one_click_away(desk: Desk, tmp_path: Path) -> None:
    desk.act("sample")
    desk.settle()
    assert desk.window.model.claim is not None
    assert desk.window.model.claim.folder == tmp_path / "data" / "sample-claim"
    assert len(desk.window.model.photos) == 6


def drop_data(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_dropped_folder_is_opened(desk: Desk) -> None:
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    data, left = drop_data(desk.claim), Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    enter.ignore()
    desk.window.dragEnterEvent(enter)
    assert enter.isAccepted()
    desk.window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    desk.settle()
    assert desk.window.model.claim is not None


def test_two_things_at_once_are_not_taken(desk: Desk) -> None:
    data = drop_data(desk.claim, desk.claim)
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, Qt.MouseButton.LeftButton, none)
    enter.ignore()
    desk.window.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_unsaved_change_shows_in_the_title(desk: Desk) -> None:
    edit(desk)
    assert desk.window.isWindowModified()
    assert desk.window.windowTitle() == "CLM-2026-0042[*] – claimapp"
    desk.act("save")
    desk.settle()
    assert not desk.window.isWindowModified()


def test_report_is_saved_to_a_place_of_choice(desk: Desk, tmp_path: Path) -> None:
    desk.open_and_find()
    desk.asking.target = tmp_path / "mine.pdf"
    desk.act("save_report_as")
    desk.settle()
    assert desk.worker.reports[-1][1] == tmp_path / "mine.pdf"
    assert "mine.pdf" in desk.window.statusBar().currentMessage()


def test_report_folder_is_opened_by_the_system(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    desk.open_and_find()
    desk.act("open_folder")
    assert [Path(url.toLocalFile()).name for url in opened] == ["CLM-2026-0042-claimapp"]


def test_progress_is_shown_and_cancel_is_heard(desk: Desk) -> None:
    desk.open()
    desk.worker.wait_for_cancel = True
    desk.act("find")
    row = desk.window.job_row
    desk.qtbot.waitUntil(lambda: "01_front_left.jpg" in row.words.text())
    assert row.isVisible()
    assert not desk.window.actions_table["find"].isEnabled()
    desk.act("cancel")
    assert "Stopping" in row.words.text()
    desk.settle()
    assert not row.isVisible()


def test_selection_is_announced_in_the_status_bar(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.model.select_finding("p3.d2")
    desk.settle()
    words = "dent, left front door, 84\u00a0%, moderate"
    assert desk.window.statusBar().currentMessage() == words
    assert desk.window.work.picture.canvas.accessibleDescription() == words


def test_delete_key_dismisses_and_restores(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.model.select_damage("d4")
    table = desk.window.work.damages.table
    table.setFocus()
    for expected in (True, False):
        QTest.keyClick(table, Qt.Key.Key_Delete)
        desk.settle()
        assert table.rows_model.rows[3].struck is expected


def test_keys_and_menus_move_photos_findings_and_zoom(desk: Desk) -> None:
    desk.open_and_find()
    model, canvas = desk.window.model, desk.window.work.picture.canvas
    desk.act("next_photo")
    desk.settle()
    assert model.photo is model.photos[1]
    desk.act("next_finding")
    assert model.finding_id == "p2.d1"
    desk.act("previous_finding")
    assert model.finding_id == "p2.d5"
    desk.act("previous_photo")
    desk.settle()
    desk.act("zoom_in")
    desk.act("zoom_in")
    desk.act("zoom_out")
    assert canvas.zoom == pytest.approx(1.25)
    desk.act("zoom_fit")
    assert canvas.zoom == 1.0


def test_theme_is_chosen_in_the_menu_and_remembered(desk: Desk, tmp_path: Path) -> None:
    desk.act("theme_dark")
    assert desk.window.palette().window().color().name() == DARK.window
    checked = [theme for theme in Theme if desk.window.actions_table[f"theme_{theme.value}"].isChecked()]
    assert checked == [Theme.DARK]
    assert Remembered(tmp_path / "window.ini").theme() is Theme.DARK
    desk.act("theme_light")


def test_theme_of_one_run_is_not_remembered(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    remembered = Remembered(tmp_path / "other.ini")
    window = MainWindow(desk.use_cases, desk.worker, remembered, tmp_path, theme=Theme.DARK, asking=desk.asking)
    qtbot.addWidget(window)
    assert window.actions_table["theme_dark"].isChecked()
    assert remembered.theme() is Theme.SYSTEM
    desk.act("theme_light")


def test_claim_is_remembered_with_the_folder_it_is_assessed_in(desk: Desk, tmp_path: Path) -> None:
    desk.open()
    claim = desk.window.model.claim
    assert claim is not None
    desk.window.close()
    assert Remembered(tmp_path / "window.ini").outs() == {desk.claim: claim.out}


def test_suggested_report_lies_in_the_output_folder_whatever_the_claim_is_called(desk: Desk) -> None:
    found = desk.worker.found
    desk.worker.found = replace(found, claim=replace(found.claim, number="CLM/2026/42"))
    desk.open_and_find()
    desk.act("save_report_as")
    assert desk.window.model.claim is not None
    assert desk.asking.suggested == [desk.window.model.claim.out / "CLM_2026_42.pdf"]


def test_palette_and_about_open(desk: Desk) -> None:
    desk.act("palette")
    assert any(isinstance(child, CommandPalette) for child in desk.window.findChildren(QDialog))
    desk.act("about")
    assert "AGPL" in desk.asking.told[0]


def test_notice_and_failed_job_can_be_closed(desk: Desk) -> None:
    desk.window.open_path(Path("/nowhere/at/all"))
    desk.settle()
    assert desk.window.notice.isVisible()
    desk.act("dismiss_notice")
    assert not desk.window.notice.isVisible()
    desk.open()
    desk.worker.problems.append(OutputProblem("no room"))
    desk.act("find")
    desk.settle()
    desk.act("dismiss_job")
    assert not desk.window.job_row.isVisible()
    assert not desk.window.actions_table["retry"].isEnabled()


def test_fault_of_the_program_opens_the_crash_window(desk: Desk) -> None:
    desk.open()
    desk.worker.problems.append(RuntimeError("a fault of ours"))
    desk.act("find")
    desk.settle()
    crash = desk.window.findChild(CrashWindow)
    assert crash is not None
    assert "a fault of ours" in crash.report.toPlainText()
    crash.close()
