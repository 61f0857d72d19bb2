from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from claimapp.desk.panels.heading import heading


def test_heading_leads_to_what_it_names(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    label = heading("&Photos", field)
    assert label.buddy() is field
    assert label.text() == "&Photos"
