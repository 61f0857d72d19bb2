"""The photos as small pictures, decoded only when they come into view."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from claimapp.desk.claim_model import ClaimModel, PhotoItem
from claimapp.desk.panels.heading import heading
from claimapp.desk.pictures import Pictures
from claimapp.words.language import counted
from claimapp.words.names import role_words

__all__ = ["PhotosPanel", "photo_words"]

_LETTERS_WIDE = 22
_ASPECT = 3 / 4  # height over width of most phone photos
Index = QModelIndex | QPersistentModelIndex


def photo_words(item: PhotoItem) -> str:
    """Return the second line below a small picture: its role and findings, or that no run has seen it."""
    if item.seen is None:
        return "not assessed yet"
    found = len(item.seen.findings)
    role = role_words(item.seen.photo.role)
    return f"{role}, {counted('{number} finding', '{number} findings', found)}" if found else role


class _PhotosModel(QAbstractListModel):
    def __init__(self, claim: ClaimModel) -> None:
        super().__init__()
        self._claim = claim

    def reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._claim.photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self._claim.photos[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.file
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{item.file}, {photo_words(item)}"
            case Qt.ItemDataRole.UserRole:
                return item
        return None


class _PhotoDelegate(QStyledItemDelegate):
    """Draws picture, name and a line of words; asking for the picture is what decodes it."""

    def __init__(self, pictures: Pictures, parent: QListView) -> None:
        super().__init__(parent)
        self._pictures, self._view = pictures, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        metrics = self._view.fontMetrics()
        return QSize(width, round((width - metrics.height()) * _ASPECT) + metrics.lineSpacing() * 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: PhotoItem = index.data(Qt.ItemDataRole.UserRole)
        metrics = self._view.fontMetrics()
        margin = metrics.height() // 2
        place: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(place, palette.color(QPalette.ColorRole.Highlight))
        inner = place.adjusted(margin, margin, -margin, 0)
        frame = QRect(inner.left(), inner.top(), inner.width(), round(inner.width() * _ASPECT))
        self._paint_picture(painter, item, frame, palette.color(QPalette.ColorRole.Mid))
        roles = QPalette.ColorRole
        painter.setPen(palette.color(roles.HighlightedText if chosen else roles.Text))
        line = QRect(inner.left(), frame.bottom() + metrics.leading() + 1, inner.width(), metrics.lineSpacing())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(line, flags, metrics.elidedText(item.file, Qt.TextElideMode.ElideMiddle, line.width()))
        painter.setPen(palette.color(roles.HighlightedText if chosen else roles.PlaceholderText))
        line.translate(0, metrics.lineSpacing())
        painter.drawText(line, flags, metrics.elidedText(photo_words(item), Qt.TextElideMode.ElideRight, line.width()))

    def _paint_picture(self, painter: QPainter, item: PhotoItem, frame: QRect, empty: QColor) -> None:
        path = item.original or item.drawn
        ratio = self._view.devicePixelRatioF()
        pixmap = self._pictures.thumbnail(path, round(frame.width() * ratio)) if path else None
        if pixmap is None or pixmap.isNull():
            painter.setPen(empty)
            painter.drawRect(frame.adjusted(0, 0, -1, -1))
            return
        size = pixmap.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRect(frame.topLeft(), size)
        spot.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(spot, pixmap)


class PhotosPanel(QWidget):
    """The list of photos; the selected one is on the canvas."""

    def __init__(self, model: ClaimModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._pictures = model, pictures
        self._rows = _PhotosModel(model)
        self.list = QListView()
        self.list.setAccessibleName("Photos")
        self.list.setModel(self._rows)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_PhotoDelegate(pictures, self.list))
        self.list.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS_WIDE)
        self.heading = heading("&Photos", self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        pictures.thumbnail_ready.connect(self._repaint)
        model.opened.connect(self.refresh)
        model.assessment_changed.connect(self.refresh)
        model.photo_selected.connect(self._follow)

    def refresh(self) -> None:
        """Show the photos of the claim."""
        self._rows.reset()
        self.heading.setText(f"&Photos ({len(self._model.photos)})")
        self._follow()

    def _follow(self) -> None:
        photo = self._model.photo
        if photo is None:
            return
        index = self._rows.index(self._model.photos.index(photo), 0)
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self._model.select_photo(self._model.photos[current.row()].id)

    def _repaint(self, path: str) -> None:
        self.list.viewport().update()
