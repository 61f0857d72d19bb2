from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from claimapp.desk.overlay import ShownFinding, contains, draw_label, draw_outline, hit, mark_pen
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.report.marks import DISMISSED_GREY, MARKS
from tests.data.assessments import sample_assessment

DENT = Finding("p1.d1", DamageKind.DENT, 0.8, Box(20, 20, 60, 60))
SMALL = Finding("p1.d2", DamageKind.SCRATCH, 0.5, Box(30, 30, 40, 40))
DAMAGE = sample_assessment().damages[0]


def test_the_smallest_finding_under_the_pointer_is_hit() -> None:
    shown = (ShownFinding(DENT, None), ShownFinding(SMALL, None))
    assert hit(shown, 35, 35) is shown[1]
    assert hit(shown, 55, 55) is shown[0]
    assert hit(shown, 80, 80) is None


def test_outline_counts_before_the_box_around_it() -> None:
    triangle = replace(SMALL, box=Box(20, 20, 60, 60), outline=((20, 20), (60, 20), (20, 60)))
    shown = (ShownFinding(DENT, None), ShownFinding(triangle, None))
    assert hit(shown, 58, 58) is shown[0]
    assert hit(shown[1:], 58, 58) is shown[1]  # alone, its box is near enough


@given(st.floats(1, 99), st.floats(1, 99))
def test_a_square_holds_what_its_box_holds(x: float, y: float) -> None:
    square = ((10.0, 10.0), (90.0, 10.0), (90.0, 90.0), (10.0, 90.0))
    inside = 10 < x < 90 and 10 < y < 90
    on_edge = x in (10, 90) or y in (10, 90)
    assert on_edge or contains(square, x, y) is inside


@pytest.mark.parametrize("points", [(), ((1.0, 1.0),), ((1.0, 1.0), (5.0, 5.0))])
def test_fewer_than_three_corners_hold_nothing(points: tuple[tuple[float, float], ...]) -> None:
    assert not contains(points, 1, 1)


def test_kinds_are_told_apart_without_colour(qtbot: QtBot) -> None:
    pens = [mark_pen(mark, 2.0) for mark in MARKS.values()]
    styles = {(pen.style(), tuple(pen.dashPattern())) for pen in pens}
    assert len(styles) == len({mark.letter for mark in MARKS.values()}) == len(DamageKind)


def test_dismissed_finding_is_grey_and_thin(qtbot: QtBot) -> None:
    pen = mark_pen(MARKS[DamageKind.DENT], 2.0, dismissed=True)
    assert (pen.color().name(), pen.widthF()) == (DISMISSED_GREY, 1.0)
    assert ShownFinding(DENT, replace(DAMAGE, dismissed=True)).dismissed
    assert not ShownFinding(DENT, None).dismissed


def test_line_is_drawn_where_the_finding_is_and_fill_only_when_selected(qtbot: QtBot) -> None:
    def painted(selected: bool) -> QImage:
        image = QImage(200, 200, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        draw_outline(painter, ShownFinding(DENT, None), (2.0, QPointF(10, 0)), QFont(), selected=selected)
        painter.end()
        return image

    assert painted(selected=False).pixelColor(50, 80) == QColor(MARKS[DamageKind.DENT].colour)  # left edge: 20 * 2 + 10
    assert painted(selected=False).pixelColor(90, 80) == QColor("black")
    assert painted(selected=True).pixelColor(90, 80) != QColor("black")


def test_label_stays_on_the_canvas_and_says_more_when_selected(qtbot: QtBot) -> None:
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    at_edge = ShownFinding(replace(DENT, box=Box(-5, 0, 30, 30)), None)
    letter = draw_label(painter, at_edge, (1.0, QPointF()), QFont(), selected=False)
    words = draw_label(painter, at_edge, (1.0, QPointF()), QFont(), selected=True)
    painter.end()
    assert letter.left() >= 0
    assert letter.top() >= 0
    assert words.width() > letter.width() * 2
