"""What a person should look at, shown before anything else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.panels.heading import heading
from claimapp.desk.problems import without_options
from claimapp.domain.assessment import Assessment
from claimapp.words.say import say

__all__ = ["CautionsPanel", "cautions_of"]

_LEAST_LINES = 8


def cautions_of(assessment: Assessment) -> list[tuple[str, str]]:
    """Return (place, sentence) of every warning: vehicle, claim, photos, then unusable files."""
    of_vehicle = set(assessment.vehicle.warnings)
    found = [
        (caution.where or ("vehicle" if caution in of_vehicle else ""), say(caution))
        for caution in assessment.cautions()
    ]
    found += [(seen.photo.id, say(each)) for seen in assessment.photos for each in seen.photo.quality.warnings]
    found += [(problem.file, without_options(problem.problem)) for problem in assessment.errors]
    return list(dict.fromkeys(found))


class CautionsPanel(QWidget):
    """The list of warnings; choosing one that names a damage, a finding or a photo jumps there."""

    def __init__(self, model: ClaimModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.list = QListWidget()
        self.list.setAccessibleName("Warnings")
        self.list.setProperty("role", "cautions")
        self.list.setWordWrap(True)
        # Rows are measured again when the list gets its width; else the first ones keep too little height.
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setSpacing(self.fontMetrics().height() // 4)
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)
        self.heading = heading("&Warnings", self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        self.list.currentItemChanged.connect(self._chosen)
        model.opened.connect(self.refresh)
        model.assessment_changed.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Show the warnings of the assessment; without any the part is not there."""
        assessment = self._model.assessment
        cautions = cautions_of(assessment) if assessment else []
        names = {item.id: item.file for item in self._model.photos}
        self.list.blockSignals(True)
        self.list.clear()
        for where, text in cautions:
            place = names.get(where, "" if self._model.damage(where) or where in text else where)
            item = QListWidgetItem(f"{place}: {text}" if place else text)
            item.setData(Qt.ItemDataRole.UserRole, where)
            item.setToolTip(text)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.heading.setText(f"&Warnings ({len(cautions)})")
        self.setVisible(bool(cautions))

    def _chosen(self) -> None:
        item = self.list.currentItem()
        where = str(item.data(Qt.ItemDataRole.UserRole)).split(", ")[0] if item else ""
        if self._model.damage(where):
            self._model.select_damage(where)
        elif self._model.damage_of(where):
            self._model.select_finding(where)
        else:
            self._model.select_photo(where)
