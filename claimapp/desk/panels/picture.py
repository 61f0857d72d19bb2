"""The photo in the middle: its title, the canvas, what stands in for the original, and the legend of marks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from claimapp.desk.canvas import PhotoCanvas
from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.overlay import ShownFinding, mark_pen
from claimapp.desk.panels.heading import heading
from claimapp.desk.pictures import Picture, Pictures
from claimapp.desk.problems import problem_text
from claimapp.desk.words import damage_text, finding_text, photo_title
from claimapp.domain.finding import DamageKind
from claimapp.errors import ClaimAppError
from claimapp.report.marks import MARKS
from claimapp.words.names import kind_words

__all__ = ["Legend", "PicturePanel"]


class Legend(QWidget):
    """The marks of the kinds on the photo: line, letter, word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds: tuple[DamageKind, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_kinds(self, kinds: set[DamageKind]) -> None:
        """Show the marks of these kinds, in the order of the table of marks."""
        self.kinds = tuple(kind for kind in MARKS if kind in kinds)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt override."""
        return QSize(self.fontMetrics().averageCharWidth() * 20, round(self.fontMetrics().lineSpacing() * 1.4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        letter, x, middle = metrics.averageCharWidth(), 0.0, self.height() / 2
        for kind in self.kinds:
            backing = QRectF(x, middle - metrics.height() / 2, letter * 6, metrics.height())
            painter.fillRect(backing, Qt.GlobalColor.black)  # as over a dark photo: light colours stay visible
            painter.setPen(mark_pen(MARKS[kind], metrics.lineWidth() * 2.5))
            painter.drawLine(
                QPointF(backing.left() + letter / 2, middle), QPointF(backing.right() - letter / 2, middle)
            )
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            text = f"{MARKS[kind].letter}  {kind_words(kind)}"
            painter.drawText(
                QRectF(backing.right() + letter, 0, self.width(), self.height()),
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
                text,
            )
            x = backing.right() + metrics.horizontalAdvance(text) + letter * 4


class PicturePanel(QWidget):
    """Keeps the canvas in step with the claim: photo, findings, selection."""

    def __init__(self, model: ClaimModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._pictures = model, pictures
        self._on_canvas: str | None = None
        self._original = False
        self.canvas = PhotoCanvas()
        self.title = heading("", self.canvas)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # a long name widens nothing
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("role", "muted")
        self.note.hide()
        self.legend = Legend()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.legend)
        self.canvas.finding_chosen.connect(lambda finding_id: model.select_finding(finding_id or None))
        model.opened.connect(self._open)
        model.photo_selected.connect(self.show_photo)
        model.assessment_changed.connect(self.show_findings)
        model.finding_selected.connect(self.show_selection)

    def show_photo(self) -> None:
        """Ask for the photo to show; the one before stays until this one is decoded."""
        item = self._model.photo
        if item is None:
            self.canvas.clear()
            return
        size = item.seen.photo.size if item.seen else None

        def shown(picture: Picture) -> None:
            self._on_canvas, self._original = item.file, picture.original
            self._show_note(picture.note)
            self.canvas.set_picture(picture, size if picture.original else None)
            self.title.setText(photo_title(item.seen.photo, len(item.seen.findings)) if item.seen else item.file)
            self.show_findings()

        def failed(problem: ClaimAppError) -> None:
            self._on_canvas = None
            self.canvas.clear()
            self.title.setText(item.file)
            self._show_note(problem_text(problem))

        self._pictures.show(item, shown, failed)

    def show_findings(self) -> None:
        """Draw the findings of the photo on the canvas, once it is the selected one."""
        item = self._model.photo
        if item is None or item.file != self._on_canvas:
            return
        found = self._model.findings() if self._original else ()
        self.canvas.set_findings(tuple(ShownFinding(finding, self._model.damage_of(finding.id)) for finding in found))
        self.legend.show_kinds({finding.kind for finding in found})
        self.show_selection()

    def show_selection(self) -> None:
        """Mark the selected finding and announce it."""
        self.canvas.set_selected(self._model.finding_id, self.selection_words())

    def selection_words(self) -> str:
        """Return what is selected, as it is announced; nothing selected gives an empty text."""
        chosen = next((found for found in self._model.findings() if found.id == self._model.finding_id), None)
        if chosen is not None:
            return finding_text(chosen, self._model.damage_of(chosen.id))
        damage = self._model.damage(self._model.damage_id)
        return damage_text(damage) if damage else ""

    def _open(self) -> None:
        self._pictures.forget()
        self.show_photo()

    def _show_note(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
