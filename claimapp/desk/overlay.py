"""How a finding is drawn over a photo: the report's letter, line style and colour for its kind."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from claimapp.domain.damage import Damage
from claimapp.domain.finding import Finding
from claimapp.report.marks import DISMISSED_GREY, MARKS, Mark
from claimapp.words.names import another_vehicle_words, finding_sure_words, kind_words

__all__ = ["ShownFinding", "contains", "draw_label", "draw_outline", "hit", "mark_pen"]

_HALO = QColor(0, 0, 0, 150)
_INK = QColor("#101418")
_FILL_ALPHA = 70


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding on the canvas, with the damage that it shows."""

    finding: Finding
    damage: Damage | None
    taken_off: bool = False

    @property
    def dismissed(self) -> bool:
        """Whether it was taken off, by itself or with its damage."""
        return self.taken_off or (self.damage is not None and self.damage.dismissed)

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """Corners in pixels of the upright photo: the outline, else the box."""
        box = self.finding.box
        corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
        return self.finding.outline or corners


def contains(points: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Whether a point lies within a closed outline (even-odd rule); fewer than 3 corners hold nothing."""
    inside = False
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside and len(points) > 2


def hit(shown: tuple[ShownFinding, ...], x: float, y: float) -> ShownFinding | None:
    """Return the finding at a point of the photo: the smallest outline around it, else the smallest box."""

    def smallest(found: list[ShownFinding]) -> ShownFinding | None:
        return min(found, key=lambda item: item.finding.box.area, default=None)

    boxes = [item for item in shown if _in_box(item, x, y)]
    return smallest([item for item in boxes if contains(item.points, x, y)]) or smallest(boxes)


def _in_box(item: ShownFinding, x: float, y: float) -> bool:
    box = item.finding.box
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def mark_pen(mark: Mark, width: float, *, dismissed: bool = False) -> QPen:
    """Return the pen of a kind, the same on the canvas and in its legend."""
    pen = QPen(QColor(DISMISSED_GREY if dismissed else mark.colour), width / 2 if dismissed else width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if mark.dash:
        pen.setDashPattern([float(length) for length in mark.dash])
    return pen


def draw_outline(
    painter: QPainter, item: ShownFinding, to_screen: tuple[float, QPointF], font: QFont, *, selected: bool
) -> None:
    """Draw a finding's line; `to_screen` is the scale and the offset from photo to widget.

    Lines and letters keep their size on the screen at every zoom.
    """
    mark = MARKS[item.finding.kind]
    outline = _on_screen(item, to_screen)
    width = QFontMetricsF(font).lineWidth() * (3.5 if selected else 2.5)
    path = QPainterPath()
    path.addPolygon(outline)
    path.closeSubpath()
    pen = mark_pen(mark, width, dismissed=item.dismissed)
    if selected:
        tint = QColor(pen.color())
        tint.setAlpha(_FILL_ALPHA)
        painter.fillPath(path, tint)
    painter.strokePath(path, QPen(_HALO, pen.widthF() * 2.2, Qt.PenStyle.SolidLine))
    painter.strokePath(path, pen)


def _on_screen(item: ShownFinding, to_screen: tuple[float, QPointF]) -> QPolygonF:
    scale, offset = to_screen
    return QPolygonF([QPointF(x, y) * scale + offset for x, y in item.points])


def draw_label(
    painter: QPainter, item: ShownFinding, to_screen: tuple[float, QPointF], font: QFont, *, selected: bool
) -> QRectF:
    """Draw a finding's letter, and its words where it is selected; returns the place that it takes."""
    around = _on_screen(item, to_screen).boundingRect()
    text = MARKS[item.finding.kind].letter
    if selected:
        text += f"  {kind_words(item.finding.kind)} {finding_sure_words(item.finding, item.damage)}"
    if item.dismissed:
        other = item.damage is not None and item.damage.on_another_vehicle
        text += f"  {another_vehicle_words() if other else 'dismissed'}"
    metrics = QFontMetricsF(font)
    pad = metrics.height() * 0.25
    width = max(metrics.horizontalAdvance(text) + 2 * pad, metrics.height() + pad)
    height = metrics.height() + pad
    top = around.top() - height if around.top() >= height else around.top()
    place = QRectF(max(around.left(), 0.0), max(top, 0.0), width, height)
    painter.fillRect(place, mark_pen(MARKS[item.finding.kind], 1.0, dismissed=item.dismissed).color())
    painter.setPen(_INK)
    painter.setFont(font)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
    return place
