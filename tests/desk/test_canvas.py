from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from claimapp.desk.canvas import PhotoCanvas
from claimapp.desk.overlay import ShownFinding
from claimapp.desk.pictures import Picture
from claimapp.desk.theme import DARK
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box, Size

DENT = Finding("p1.d1", DamageKind.DENT, 0.84, Box(400, 300, 800, 600))


def picture(colour: str) -> Picture:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return Picture(image, original=True)


@pytest.fixture
def canvas(qtbot: QtBot) -> PhotoCanvas:
    canvas = PhotoCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(800, 600)
    canvas.set_picture(picture("red"), Size(1600, 1200))
    canvas.set_findings((ShownFinding(DENT, None),))
    canvas.show()
    return canvas


def near(a: QPointF, b: QPointF) -> bool:
    return (a - b).manhattanLength() < 0.01


def wheel(canvas: PhotoCanvas, at: QPoint, up: int, keys: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(canvas.mapToGlobal(at)), QPoint(), QPoint(0, up), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_photo_is_fitted_in_its_own_pixels_not_the_decoded_ones(canvas: PhotoCanvas) -> None:
    assert near(canvas.place_of(0, 0), QPointF(0, 0))
    assert near(canvas.place_of(1600, 1200), QPointF(800, 600))


def test_ctrl_and_wheel_zoom_at_the_pointer(canvas: PhotoCanvas) -> None:
    under = QPointF(600, 450)  # of the photo, shown at 300, 225
    wheel(canvas, QPoint(300, 225), 240, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom == pytest.approx(1.25**2)
    assert near(canvas.place_of(under.x(), under.y()), QPointF(300, 225))


def test_zoom_ends_at_the_whole_photo_and_leaves_no_empty_edge(canvas: PhotoCanvas) -> None:
    canvas.zoom_by(4, QPointF(0, 0))
    canvas.zoom_by(-2, QPointF(800, 600))
    assert canvas.place_of(0, 0).x() <= 0.01
    assert canvas.place_of(1600, 1200).y() >= 599.99
    canvas.zoom_by(-99)
    assert canvas.zoom == 1.0
    assert near(canvas.place_of(0, 0), QPointF(0, 0))
    canvas.zoom_by(99)
    assert canvas.zoom == 16.0


def test_wheel_alone_space_and_arrow_keys_pan(canvas: PhotoCanvas, qtbot: QtBot) -> None:
    canvas.zoom_by(3)
    start = canvas.place_of(0, 0)
    wheel(canvas, QPoint(300, 225), -120, Qt.KeyboardModifier.NoModifier)
    assert canvas.place_of(0, 0).y() < start.y()
    before = canvas.place_of(0, 0)
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(canvas, QPoint(340, 300))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(340, 300))
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.place_of(0, 0).x() == pytest.approx(before.x() + 40)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.place_of(0, 0).x() == pytest.approx(before.x() + 40 - 80)


def test_click_selects_a_finding_and_beside_it_lets_go(canvas: PhotoCanvas, qtbot: QtBot) -> None:
    chosen: list[str] = []
    canvas.finding_chosen.connect(chosen.append)
    for place in (QPoint(300, 225), QPoint(700, 500)):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["p1.d1", ""]


def test_selection_is_announced(canvas: PhotoCanvas) -> None:
    canvas.set_selected("p1.d1", "dent, left front door, 84 %, moderate")
    assert canvas.accessibleDescription() == "dent, left front door, 84 %, moderate"
    canvas.clear()
    assert canvas.accessibleDescription() == ""


def test_old_picture_stays_until_the_new_one_is_there(canvas: PhotoCanvas) -> None:
    corner = QPoint(20, 20)
    assert canvas.grab().toImage().pixelColor(corner) == QColor("red")
    canvas.set_picture(picture("blue"), Size(1600, 1200))
    assert canvas.grab().toImage().pixelColor(corner) == QColor("blue")


def test_findings_of_the_photo_before_are_not_drawn_over_the_next(canvas: PhotoCanvas) -> None:
    canvas.set_picture(picture("blue"), Size(1600, 1200))
    assert canvas.grab().toImage().pixelColor(200, 225) == QColor("blue")


def test_empty_canvas_has_the_theme_s_ground(canvas: PhotoCanvas) -> None:
    canvas.set_tokens(DARK)
    canvas.clear()
    assert canvas.grab().toImage().pixelColor(20, 20) == QColor(DARK.canvas)


def test_least_size_grows_with_the_font(canvas: PhotoCanvas) -> None:
    small = canvas.minimumSizeHint()
    font = canvas.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    canvas.setFont(font)
    assert canvas.minimumSizeHint().width() > small.width() * 1.5
