from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimapp.desk.theme import CONTRAST, DARK, LIGHT, Theme, Tokens, apply_theme, palette_of, style_sheet, tokens_for

PAIRS = (
    ("text", "window"), ("text", "surface"), ("muted", "window"), ("muted", "surface"), ("on_accent", "accent"),
    ("on_chosen", "chosen"), ("on_caution", "caution"), ("on_fault", "fault"),
)  # fmt: skip
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


def luminance(colour: str) -> float:
    shown = QColor(colour)
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
        for channel in (shown.redF(), shown.greenF(), shown.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_words_can_be_read_on_their_ground(tokens: Tokens, front: str, back: str) -> None:
    light, dark = sorted((luminance(getattr(tokens, front)), luminance(getattr(tokens, back))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST


def test_every_token_is_a_colour() -> None:
    for tokens in (LIGHT, DARK, CONTRAST):
        assert all(QColor(value).isValid() for value in dataclasses.asdict(tokens).values())


@pytest.mark.parametrize(
    ("theme", "dark", "contrast", "tokens"),
    [
        (Theme.SYSTEM, False, False, LIGHT),
        (Theme.SYSTEM, True, False, DARK),
        (Theme.SYSTEM, False, True, CONTRAST),
        (Theme.LIGHT, True, True, LIGHT),  # a person's choice wins over the system
        (Theme.DARK, False, False, DARK),
        (Theme.CONTRAST, False, False, CONTRAST),
    ],
)
def test_system_is_followed_until_a_person_chooses(theme: Theme, dark: bool, contrast: bool, tokens: Tokens) -> None:
    assert tokens_for(theme, system_dark=dark, system_contrast=contrast) is tokens


def test_palette_takes_the_tokens(qapp: QApplication) -> None:
    assert palette_of(DARK).color(QPalette.ColorRole.Window).name() == DARK.window


def test_sheet_sets_no_size_in_pixels_beyond_hairlines() -> None:
    sizes = [word for word in style_sheet(LIGHT).replace(";", " ").split() if word.endswith("px")]
    assert set(sizes) == {"1px"}


def test_theme_is_put_on_the_program(qtbot: QtBot, qapp: QApplication) -> None:
    assert apply_theme(qapp, Theme.DARK) is DARK
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == DARK.surface
    assert apply_theme(qapp, Theme.LIGHT) is LIGHT
