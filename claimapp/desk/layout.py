"""How the parts of the window are put together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from claimapp.desk.actions import Actions
from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.panels.cautions import CautionsPanel
from claimapp.desk.panels.cost import CostPanel
from claimapp.desk.panels.damages import DamagesPanel
from claimapp.desk.panels.lines import LinesPanel
from claimapp.desk.panels.photos import PhotosPanel
from claimapp.desk.panels.picture import PicturePanel
from claimapp.desk.panels.vehicle import VehiclePanel
from claimapp.desk.pictures import Pictures

__all__ = ["WorkPage"]

_SHARES_ACROSS = (15, 58, 27)  # photos, photo with tables, warnings with cost, of 100
_LEAST_LETTERS = 40  # of the warnings and the cost
_SHARES_DOWN = (62, 38)  # photo, tables


@dataclass(frozen=True, slots=True)
class _Stop:
    """A stop of F6: what takes the focus, and the tab that it is on."""

    widget: QWidget
    tab: QWidget | None = None


class WorkPage(QWidget):
    """The claim on the screen: photos left, the photo over the tables, warnings and cost right."""

    def __init__(self, model: ClaimModel, pictures: Pictures, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photos = PhotosPanel(model, pictures)
        self.picture = PicturePanel(model, pictures)
        self.damages = DamagesPanel(model, actions)
        self.lines = LinesPanel(model)
        self.cautions = CautionsPanel(model)
        self.cost = CostPanel(model, actions)
        self.vehicle = VehiclePanel(model)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for named in (self.tabs, self.tabs.tabBar()):
            named.setAccessibleName("Damages, repair lines or vehicle")
        self.tabs.addTab(self.damages, "&Damages")
        self.tabs.addTab(self.lines, "&Repair lines")
        self.tabs.addTab(self.vehicle, "Ve&hicle")
        middle = _split(Qt.Orientation.Vertical, (self.picture, self.tabs), _SHARES_DOWN)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.fontMetrics().height() // 2)
        column.addWidget(self.cautions, 1)
        column.addWidget(self.cost)
        column.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidget(right)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LEAST_LETTERS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(_split(Qt.Orientation.Horizontal, (self.photos, middle, scroll), _SHARES_ACROSS))
        self._stops = (
            _Stop(self.cautions.list),
            _Stop(self.photos.list),
            _Stop(self.picture.canvas),
            _Stop(self.damages.table, self.damages),
            _Stop(self.lines.table, self.lines),
            _Stop(self.vehicle.table, self.vehicle),
            _Stop(self.cost),
        )

    def cycle_focus(self, step: int) -> None:
        """Go to the next (1) or previous (-1) part; parts that are not there are passed over."""
        stops = [stop for stop in self._stops if stop.tab is not None or stop.widget.isVisibleTo(self)]
        at = next((number for number, stop in enumerate(stops) if stop.widget.hasFocus()), None)
        following = 0 if at is None else (at + step) % len(stops)
        stop = stops[following]
        if stop.tab is not None:
            self.tabs.setCurrentWidget(stop.tab)
        stop.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _split(direction: Qt.Orientation, widgets: tuple[QWidget, ...], shares: tuple[int, ...]) -> QSplitter:
    splitter = QSplitter(direction)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(splitter.fontMetrics().height() // 2)
    for number, (widget, share) in enumerate(zip(widgets, shares, strict=True)):
        splitter.addWidget(widget)
        splitter.setStretchFactor(number, share)
    splitter.setSizes([share * splitter.fontMetrics().height() for share in shares])
    return splitter
