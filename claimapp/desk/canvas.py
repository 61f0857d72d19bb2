"""The photo with its findings: zoom at the pointer, pan, select, and say aloud what is selected."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from claimapp.desk.overlay import ShownFinding, draw_label, draw_outline, hit
from claimapp.desk.pictures import Picture
from claimapp.desk.theme import LIGHT, Tokens
from claimapp.domain.geometry import Size

__all__ = ["PhotoCanvas"]

_STEP = 1.25
"""One step of zoom; three steps about double."""

_MOST_ZOOM = 16.0
"""Times the fitting size: a 1 600 px photo is then shown at about 8 screen pixels a photo pixel."""

_DEGREES_A_STEP = 120.0  # QWheelEvent: eighths of a degree, 15 degrees a notch
_PAN_SHARE = 0.1  # of the canvas's size for one press of an arrow key
_LEAST_LETTERS = (40, 8)  # width in letters and height in lines below which a photo cannot be judged


class PhotoCanvas(QWidget):
    """Shows one photo; coordinates of findings are pixels of the upright photo."""

    finding_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Photo")
        self.setMouseTracking(True)
        self._tokens = LIGHT
        self._pixmap: QPixmap | None = None
        self._photo_size = Size(1, 1)
        self._shown: tuple[ShownFinding, ...] = ()
        self._selected: str | None = None
        self._zoom = 1.0
        self._centre = QPointF(0.5, 0.5)
        self._space_held = False
        self._panning_from: QPointF | None = None

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of a theme."""
        self._tokens = tokens
        self.update()

    def set_picture(self, picture: Picture, size: Size | None) -> None:
        """Show another photo, fitted; `size` is the upright photo's, None that of the picture.

        Until this is called the picture before stays on the screen, without a grey flash.
        """
        self._pixmap = QPixmap.fromImage(picture.image)
        self._photo_size = size or Size(max(picture.image.width(), 1), max(picture.image.height(), 1))
        self._shown = ()
        self.fit()

    def set_findings(self, shown: tuple[ShownFinding, ...]) -> None:
        """Draw these findings over the photo."""
        self._shown = shown
        self.update()

    def clear(self) -> None:
        """Show nothing: another claim is being opened."""
        self._pixmap, self._shown = None, ()
        self.set_selected(None, "")

    def set_selected(self, finding_id: str | None, words: str) -> None:
        """Mark a finding as selected and announce it in `words`."""
        self._selected = finding_id
        if self.accessibleDescription() != words:
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    @property
    def zoom(self) -> float:
        """Zoom over the fitting size; 1 fits the photo."""
        return self._zoom

    @property
    def findings(self) -> tuple[ShownFinding, ...]:
        """The findings drawn over the photo."""
        return self._shown

    def fit(self) -> None:
        """Show the whole photo."""
        self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self.update()

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom by steps, in or (negative) out, keeping the point of the photo at `at` where it is."""
        pivot = at if at is not None else QPointF(self.rect().center())
        before = self._to_photo(pivot)
        self._zoom = min(max(self._zoom * _STEP**steps, 1.0), _MOST_ZOOM)
        scale, _ = self._to_screen()
        shift = QPointF(self.width() / 2, self.height() / 2) - pivot
        middle = before + shift / scale
        self._centre = QPointF(middle.x() / self._photo_size.width, middle.y() / self._photo_size.height)
        self._keep_in_view()

    def pan_by(self, pixels: QPointF) -> None:
        """Move the photo by screen pixels."""
        scale, _ = self._to_screen()
        size = self._photo_size
        self._centre -= QPointF(pixels.x() / scale / size.width, pixels.y() / scale / size.height)
        self._keep_in_view()

    def place_of(self, x: float, y: float) -> QPointF:
        """Return where a point of the photo is on the canvas."""
        scale, offset = self._to_screen()
        return QPointF(x, y) * scale + offset

    def sizeHint(self) -> QSize:
        """Qt override."""
        return self.minimumSizeHint() * 2

    def minimumSizeHint(self) -> QSize:
        """Qt override: in letters, so that it grows with the font."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * _LEAST_LETTERS[0], metrics.lineSpacing() * _LEAST_LETTERS[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._tokens.canvas))
        if self._pixmap is None:
            return
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        scale, offset = self._to_screen()
        size = self._photo_size
        place = QRectF(offset.x(), offset.y(), size.width * scale, size.height * scale)
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        # The selected one last, so that it lies on top; letters over all lines.
        ordered = sorted(self._shown, key=lambda item: item.finding.id == self._selected)
        for draw in (draw_outline, draw_label):
            for item in ordered:
                draw(painter, item, (scale, offset), self.font(), selected=item.finding.id == self._selected)
        if self.hasFocus():
            painter.setPen(QColor(self._tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override."""
        self._keep_in_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt override: Ctrl and the wheel zoom at the pointer; the wheel alone pans."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / _DEGREES_A_STEP, event.position())
        else:
            self.pan_by(QPointF(event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt override: with Space or the middle button pan, else select what is under the pointer."""
        if self._space_held or event.button() is Qt.MouseButton.MiddleButton:
            self._panning_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() is Qt.MouseButton.LeftButton and self._pixmap is not None:
            point = self._to_photo(event.position())
            found = hit(self._shown, point.x(), point.y())
            self.finding_chosen.emit(found.finding.id if found else "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        if self._panning_from is not None:
            self.pan_by(event.position() - self._panning_from)
            self._panning_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt override."""
        self._panning_from = None
        self._show_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Space makes the mouse pan, arrow keys pan; zoom keys are actions."""
        steps = {
            Qt.Key.Key_Left: QPointF(1, 0), Qt.Key.Key_Right: QPointF(-1, 0),
            Qt.Key.Key_Up: QPointF(0, 1), Qt.Key.Key_Down: QPointF(0, -1),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space:
            self._space_held = True
            self._show_cursor()
        elif step is not None:
            self.pan_by(QPointF(step.x() * self.width(), step.y() * self.height()) * _PAN_SHARE)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Qt override."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = False
            self._show_cursor()
        else:
            super().keyReleaseEvent(event)

    def _show_cursor(self) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._space_held else Qt.CursorShape.ArrowCursor)

    def _fitting_scale(self) -> float:
        size = self._photo_size
        return max(min(self.width() / size.width, self.height() / size.height), 1e-6)

    def _to_screen(self) -> tuple[float, QPointF]:
        scale = self._fitting_scale() * self._zoom
        middle = QPointF(self._centre.x() * self._photo_size.width, self._centre.y() * self._photo_size.height)
        return scale, QPointF(self.width() / 2, self.height() / 2) - middle * scale

    def _to_photo(self, point: QPointF) -> QPointF:
        scale, offset = self._to_screen()
        return (point - offset) / scale

    def _keep_in_view(self) -> None:
        """Leave no empty edge: a photo narrower than the canvas stands in the middle."""
        scale = self._fitting_scale() * self._zoom
        half_x = min(self.width() / 2 / (self._photo_size.width * scale), 0.5)
        half_y = min(self.height() / 2 / (self._photo_size.height * scale), 0.5)
        self._centre = QPointF(
            min(max(self._centre.x(), half_x), 1 - half_x), min(max(self._centre.y(), half_y), 1 - half_y)
        )
        self.update()
