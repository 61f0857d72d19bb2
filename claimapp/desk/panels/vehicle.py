"""The vehicle: field, value, source; what is not known says so, and what was tried."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.panels.rows import Column, Row, RowsTable
from claimapp.domain.vehicle import VEHICLE_FIELDS, Known, Vehicle
from claimapp.words.figures import listed, not_known, share_words
from claimapp.words.names import field_words
from claimapp.words.phrases import known_from
from claimapp.words.say import capital

__all__ = ["VehiclePanel", "vehicle_rows"]

_COLUMNS = (Column("Field"), Column("Value"), Column("Sure", figures=True), Column("From"))


def vehicle_rows(vehicle: Vehicle) -> list[Row]:
    """Return a row for every field, the unknown ones too."""
    return [_row(field, getattr(vehicle, field), vehicle) for field in VEHICLE_FIELDS]


def _row(field: str, known: Known | None, vehicle: Vehicle) -> Row:
    text, source = vehicle.text(field), known_from(vehicle, known)
    if known is None or not text:
        return Row(field, (capital(field_words(field)), not_known(), "", source), faint=frozenset({1}))
    others = f"; also read: {listed(known.alternatives)}" if known.alternatives else ""
    return Row(field, (capital(field_words(field)), text, share_words(known.confidence), source + others))


class VehiclePanel(QWidget):
    """The table of the vehicle's fields."""

    def __init__(self, model: ClaimModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.table = RowsTable("Vehicle", _COLUMNS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        model.opened.connect(self.refresh)
        model.assessment_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the vehicle of the assessment."""
        assessment = self._model.assessment
        self.table.show_rows(vehicle_rows(assessment.vehicle) if assessment else [])
