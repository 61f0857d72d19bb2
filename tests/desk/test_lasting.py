from __future__ import annotations

import sys

from PySide6.QtCore import QObject

from claimapp.desk.lasting import make_constants_lasting


def test_constants_outlast_calls_into_qt() -> None:
    make_constants_lasting()  # the first call is that of conftest.py
    before = sys.getrefcount(None)
    item = QObject()
    for _ in range(1000):
        item.setObjectName("name")
    assert sys.getrefcount(None) > 1 << 30
    assert before > 1 << 30


def test_lending_twice_changes_nothing() -> None:
    make_constants_lasting()
    assert make_constants_lasting() is False
