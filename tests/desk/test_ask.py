from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from claimapp.desk.ask import Answer, Dialogs


@pytest.fixture
def dialogs(qtbot: QtBot) -> Dialogs:
    parent = QWidget()
    qtbot.addWidget(parent)
    return Dialogs(parent)


@pytest.mark.parametrize(
    ("pressed", "answer"),
    [
        (QMessageBox.StandardButton.Save, Answer.SAVE),
        (QMessageBox.StandardButton.Discard, Answer.DISCARD),
        (QMessageBox.StandardButton.Cancel, Answer.STAY),
        (QMessageBox.StandardButton.NoButton, Answer.STAY),  # closed by its corner
    ],
)
def test_unsaved_changes_have_three_answers(
    dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, pressed: QMessageBox.StandardButton, answer: Answer
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pressed)
    assert dialogs.unsaved("CLM-1") is answer


def test_folder_dialog_may_be_left(dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *rest: "")
    assert dialogs.claim_folder(None) is None
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *rest: "/claims/a")
    assert dialogs.claim_folder(Path("/claims")) == Path("/claims/a")


@pytest.mark.parametrize(
    ("typed", "target"),
    [("", None), ("/a/b", Path("/a/b.pdf")), ("/a/b.PDF", Path("/a/b.PDF")), ("/a/CLM-1.2", Path("/a/CLM-1.2.pdf"))],
)
def test_report_gets_the_ending_of_a_pdf(
    dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, typed: str, target: Path | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *rest: (typed, ""))
    assert dialogs.report_target(Path("x.pdf")) == target


def test_file_that_only_the_added_ending_names_is_replaced_only_when_a_person_says_so(
    dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "CLM-1.2.pdf").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *rest: (str(tmp_path / "CLM-1.2"), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *rest: QMessageBox.StandardButton.No)
    assert dialogs.report_target(Path("x.pdf")) is None
    monkeypatch.setattr(QMessageBox, "question", lambda *rest: QMessageBox.StandardButton.Yes)
    assert dialogs.report_target(Path("x.pdf")) == tmp_path / "CLM-1.2.pdf"


@pytest.mark.parametrize(
    ("pressed", "stops"),
    [(QMessageBox.StandardButton.Close, True), (QMessageBox.StandardButton.Cancel, False)],
)
def test_job_is_stopped_only_when_a_person_says_so(
    dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, pressed: QMessageBox.StandardButton, stops: bool
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pressed)
    assert dialogs.stop_and_close("Find damage and price") is stops
