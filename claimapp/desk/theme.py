"""Colours of the window as tokens: light, dark and high contrast, following the system."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

__all__ = ["CONTRAST", "DARK", "LIGHT", "Theme", "Tokens", "apply_theme", "palette_of", "style_sheet", "tokens_for"]


class Theme(StrEnum):
    """What a person chooses; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they are for, as `#rrggbb`."""

    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    chosen: str
    on_chosen: str
    caution: str
    on_caution: str
    fault: str
    on_fault: str
    canvas: str


LIGHT = Tokens(
    window="#f3f4f6", surface="#ffffff", raised="#f9fafb", line="#d5d9df", text="#1b1f24", muted="#5a6472",
    accent="#1f5fa8", on_accent="#ffffff", chosen="#d6e6f8", on_chosen="#10243a",
    caution="#fff4d6", on_caution="#5c4300", fault="#fde4e1", on_fault="#7a1710", canvas="#e4e7eb",
)  # fmt: skip

DARK = Tokens(
    window="#1e2126", surface="#262a30", raised="#2d3239", line="#3d434c", text="#e6e9ed", muted="#9aa4b1",
    accent="#7db4f0", on_accent="#0d1a28", chosen="#2f4a68", on_chosen="#ffffff",
    caution="#43381a", on_caution="#f7dc95", fault="#4a2522", on_fault="#ffc9c3", canvas="#15171b",
)  # fmt: skip

CONTRAST = Tokens(
    window="#000000", surface="#000000", raised="#000000", line="#ffffff", text="#ffffff", muted="#ffffff",
    accent="#ffff00", on_accent="#000000", chosen="#ffff00", on_chosen="#000000",
    caution="#000000", on_caution="#ffff00", fault="#000000", on_fault="#ff9d9d", canvas="#000000",
)  # fmt: skip


def tokens_for(theme: Theme, *, system_dark: bool, system_contrast: bool) -> Tokens:
    """Return the tokens of a choice; SYSTEM asks for the desktop's contrast first, then for its darkness."""
    match theme:
        case Theme.LIGHT:
            return LIGHT
        case Theme.DARK:
            return DARK
        case Theme.CONTRAST:
            return CONTRAST
        case Theme.SYSTEM:
            if system_contrast:
                return CONTRAST
            return DARK if system_dark else LIGHT


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette that Fusion draws with."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.raised,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Button: tokens.raised,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Highlight: tokens.chosen,
        QPalette.ColorRole.HighlightedText: tokens.on_chosen,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.line,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Midlight: tokens.raised,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, _between(tokens.muted, tokens.window))
    return palette


def _between(first: str, second: str) -> QColor:
    a, b = QColor(first), QColor(second)
    return QColor((a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2)


def style_sheet(tokens: Tokens) -> str:
    """Return what the palette cannot say: quiet edges, headings, notices; sizes in em and ex only.

    Hairlines are one device-independent pixel: a line has no size to scale.
    """
    disabled = _between(tokens.muted, tokens.window).name()
    return f"""
    QMainWindow::separator {{ background: {tokens.line}; }}
    QMenuBar {{ background: {tokens.window}; }}
    QToolBar {{ background: {tokens.window}; border: 0; border-bottom: 1px solid {tokens.line};
               padding: 0.4ex; spacing: 0.6ex; }}
    QToolBar::separator {{ background: {tokens.line}; width: 1px; margin: 0.6ex; }}
    QStatusBar {{ background: {tokens.window}; border-top: 1px solid {tokens.line}; }}
    QStatusBar::item {{ border: 0; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 0.6ex; padding: 0.8ex 0.8em; color: {tokens.text}; }}
    QToolButton:hover:enabled {{ background: {tokens.raised}; border-color: {tokens.line}; }}
    QToolButton:focus {{ border-color: {tokens.accent}; }}
    QToolButton:disabled {{ color: {disabled}; }}
    QToolButton[main="true"]:enabled {{ background: {tokens.accent}; color: {tokens.on_accent};
                                        border-color: {tokens.accent}; }}
    QToolButton[framed="true"] {{ border-color: {tokens.line}; background: {tokens.surface}; }}
    QToolButton[framed="true"]:focus {{ border-color: {tokens.accent}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: {tokens.window}; }}
    QSplitter::handle {{ background: {tokens.window}; }}
    QTableView, QListView {{ background: {tokens.surface}; border: 1px solid {tokens.line};
                             gridline-color: {tokens.line};
                             selection-background-color: {tokens.chosen}; selection-color: {tokens.on_chosen}; }}
    QTableView:focus, QListView:focus {{ border-color: {tokens.accent}; }}
    QTableView::item {{ padding: 0.2ex 0.4em; }}
    QHeaderView {{ background: {tokens.surface}; }}
    QHeaderView::section {{ background: {tokens.surface}; color: {tokens.muted}; border: 0;
                            border-bottom: 1px solid {tokens.line}; padding: 0.6ex 0.65em; }}
    QTabWidget::pane {{ border: 0; }}
    QTabBar::tab {{ padding: 0.8ex 1em; border: 0; border-bottom: 0.4ex solid transparent; color: {tokens.muted};
                    background: transparent; }}
    QTabBar::tab:selected {{ color: {tokens.text}; border-bottom-color: {tokens.accent}; }}
    QLabel[role="heading"] {{ font-weight: bold; color: {tokens.text}; }}
    QLabel[role="muted"] {{ color: {tokens.muted}; }}
    QFrame[role="card"] {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: 0.6ex; }}
    QFrame[role="card"]:focus {{ border-color: {tokens.accent}; }}
    QFrame[role="notice"] {{ background: {tokens.fault}; border: 1px solid {tokens.on_fault}; border-radius: 0.6ex; }}
    QFrame[role="notice"] QLabel {{ color: {tokens.on_fault}; }}
    QFrame[role="job"] {{ background: {tokens.surface}; border: 1px solid {tokens.line}; border-radius: 0.6ex; }}
    QListView[role="cautions"] {{ border-radius: 0.6ex; }}
    QListView[role="cautions"]::item {{ background: {tokens.caution}; color: {tokens.on_caution}; }}
    QListView[role="cautions"]::item:selected {{ background: {tokens.chosen}; color: {tokens.on_chosen}; }}
    QProgressBar {{ border: 1px solid {tokens.line}; border-radius: 0.6ex; background: {tokens.window};
                    text-align: center; color: {tokens.text}; }}
    QProgressBar::chunk {{ background: {tokens.chosen}; border-radius: 0.5ex; }}
    """


def apply_theme(app: QApplication, theme: Theme) -> Tokens:
    """Put style, palette and sheet on the program and return the tokens in use."""
    hints = app.styleHints()
    if theme is Theme.SYSTEM:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Light if theme is Theme.LIGHT else Qt.ColorScheme.Dark)
    tokens = tokens_for(
        theme,
        system_dark=hints.colorScheme() is Qt.ColorScheme.Dark,
        system_contrast=hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast,
    )
    sheet = style_sheet(tokens)
    if app.styleSheet() != sheet:  # else every widget would be polished again for nothing
        style = QStyleFactory.create("Fusion")
        if style is not None:
            app.setStyle(style)
        app.setPalette(palette_of(tokens))
        app.setStyleSheet(sheet)
    return tokens
