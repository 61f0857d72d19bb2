"""The repair lines: what is done, hours, parts, paint, amount, why, and from which table row."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.panels.rows import Column, Row, RowsTable
from claimapp.desk.words import line_hours, line_title
from claimapp.domain.line import Charge, RepairLine
from claimapp.domain.money import Money
from claimapp.words.figures import NOTHING, money_words, number_words
from claimapp.words.names import charge_words, operation_words, row_status_words
from claimapp.words.say import capital, say_all

__all__ = ["LinesPanel", "line_row"]

_COLUMNS = (
    Column("Part"), Column("Operation"), Column("Hours", figures=True), Column("Parts", figures=True),
    Column("Paint", figures=True), Column("Before VAT", figures=True), Column("Why"),
)  # fmt: skip


def line_row(line: RepairLine) -> Row:
    """Return one repair line as a row; its tip names the rules, and each charge with its rows."""
    reason = say_all(line.why)
    return Row(
        line.id,
        (
            line_title(line),
            capital(operation_words(line.operation)),
            line_hours(line),
            _money(line.parts),
            _money(line.paint_material),
            money_words(line.amount),
            reason,
        ),
        tip="\n".join([capital(reason), *(_charge(charge) for charge in line.charges)]),
    )


def _charge(charge: Charge) -> str:
    rows = "; ".join(
        f"{row.table} {row.row}, {row_status_words(row.status)}" for row in (charge.row, *charge.quantity_rows)
    )
    amount = f"{number_words(charge.quantity)} x {money_words(charge.each)}"
    return f"{capital(charge_words(charge.what))}: {amount} ({rows})"


def _money(amount: Money) -> str:
    return money_words(amount) if amount.cents else NOTHING


class LinesPanel(QWidget):
    """The table of repair lines; selecting one jumps to the damage that it mends."""

    def __init__(self, model: ClaimModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.table = RowsTable("Repair lines", _COLUMNS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.table.row_chosen.connect(self._chosen)
        model.opened.connect(self.refresh)
        model.assessment_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the lines of the estimate."""
        estimate = self._model.estimate()
        self.table.show_rows([line_row(line) for line in estimate.lines] if estimate else [])

    def _chosen(self, key: str) -> None:
        estimate = self._model.estimate()
        line = next((line for line in estimate.lines if line.id == key), None) if estimate else None
        if line is not None and line.damages:
            self._model.select_damage(line.damages[0])
