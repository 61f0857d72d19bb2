"""Headings of the window's parts, each the buddy label of what it names."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

__all__ = ["heading"]


def heading(text: str, buddy: QWidget) -> QLabel:
    """Return a heading whose Alt key, marked with `&`, goes to `buddy`."""
    label = QLabel(text)
    label.setProperty("role", "heading")
    label.setBuddy(buddy)
    return label
