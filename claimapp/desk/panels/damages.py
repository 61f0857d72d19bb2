"""The list of damages: what, where, how bad, how sure, on which photos."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from claimapp.desk.actions import Actions
from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.panels.rows import Column, Row, RowsTable
from claimapp.desk.words import severity_text
from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage
from claimapp.domain.finding import photo_of
from claimapp.report.marks import MARKS
from claimapp.words.figures import listed
from claimapp.words.names import damage_notes, kind_words, origin_words, place_words, sure_words
from claimapp.words.phrases import found_sentence
from claimapp.words.say import capital

__all__ = ["DamagesPanel", "damage_row"]

_COLUMNS = (
    Column("Part"), Column("Damage"), Column("Severity"), Column("Sure", figures=True),
    Column("Seen on"), Column("Status"),
)  # fmt: skip


def damage_row(damage: Damage, photo_files: dict[str, str]) -> Row:
    """Return one damage as a row; `photo_files` gives the file of a photo's id."""
    photos = list(dict.fromkeys(photo_of(finding_id) for finding_id in damage.seen))
    files = [photo_files.get(photo_id, photo_id) for photo_id in photos]
    notes = damage_notes(damage)
    return Row(
        damage.id,
        (
            capital(place_words(damage.place)) if damage.place else "Part not known",
            f"{MARKS[damage.kind].letter}  {kind_words(damage.kind)}",
            severity_text(damage),
            sure_words(damage),
            listed([file.partition("_")[0] for file in files] if _numbered(files) else files),
            "dismissed" if damage.dismissed and not damage.on_another_vehicle else origin_words(damage),
        ),
        tip=f"Seen on {listed(files)}\n{notes}".strip(),
        struck=damage.dismissed,
    )


def _numbered(files: list[str]) -> bool:
    """Whether short names, the part before the first underscore, still tell the files apart."""
    short = [file.partition("_")[0] for file in files]
    return all(name.isdigit() for name in short) and len(set(short)) == len(short)


class DamagesPanel(QWidget):
    """The table of damages with its buttons; selecting a row jumps to the photo and the finding."""

    def __init__(self, model: ClaimModel, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.table = RowsTable("Damages", _COLUMNS)
        self.summary = QLabel()
        self.summary.setProperty("role", "muted")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        below = QHBoxLayout()
        below.addWidget(self.summary, 1)
        below.addWidget(actions.button("toggle_damage"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addLayout(below)
        self.table.row_chosen.connect(model.select_damage)
        model.opened.connect(self.refresh)
        model.assessment_changed.connect(self.refresh)
        model.finding_selected.connect(lambda: self.table.choose(model.damage_id))

    def refresh(self) -> None:
        """Show the damages of the assessment."""
        assessment: Assessment | None = self._model.assessment
        files = {item.id: item.file for item in self._model.photos}
        self.table.show_rows([damage_row(damage, files) for damage in assessment.damages] if assessment else [])
        self.table.choose(self._model.damage_id)
        text = found_sentence(assessment) if assessment else "Not assessed yet: use “Find damage and price”"
        self.summary.setText(f"{capital(text)}.")
