"""The totals: excluding VAT, VAT, total, excess, payable, and the range with what it rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from claimapp.desk.actions import Actions
from claimapp.desk.claim_model import ClaimModel
from claimapp.desk.panels.heading import heading
from claimapp.domain.assessment import Assessment
from claimapp.domain.money import Money
from claimapp.words.figures import money_words, share_words
from claimapp.words.phrases import decision_sentence
from claimapp.words.ranges import range_sentence

__all__ = ["CostPanel", "total_rows"]

_NOT_YET = "Not assessed yet."
_STALE = "Prices are being worked out again…"


def total_rows(assessment: Assessment) -> list[tuple[str, str]]:
    """Return title and amount of every total; an excess that the claim does not give is `not given`."""
    estimate = assessment.estimate
    vat = share_words(assessment.claim.terms.vat)
    return [
        ("Subtotal, VAT excluded", money_words(estimate.subtotal)),
        (f"VAT {vat}", money_words(estimate.vat)),
        ("Total, VAT included", money_words(estimate.total)),
        ("Excess", _given(estimate.excess)),
        ("Payable", _given(estimate.payable)),
    ]


def _given(amount: Money | None) -> str:
    return money_words(amount) if amount is not None else "not given"


class CostPanel(QFrame):
    """The totals as one part that takes the focus and reads itself out."""

    def __init__(self, model: ClaimModel, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Cost")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._cells: list[tuple[QLabel, QLabel]] = []
        self.range = _sentence()
        self.decision = _sentence()
        layout = QVBoxLayout(self)
        layout.addWidget(heading("&Cost", self))
        layout.addLayout(self._grid)
        layout.addWidget(self.range)
        layout.addWidget(self.decision)
        self.find_button = actions.button("find")
        layout.addWidget(self.find_button)
        model.opened.connect(self.refresh)
        model.assessment_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the totals of the estimate, that they are being worked out again, or how to come by them."""
        assessment = self._model.assessment
        self.find_button.setVisible(assessment is None)
        rows = total_rows(assessment) if assessment else []
        for name, value in self._cells[len(rows) :]:
            name.clear()
            value.clear()
        self.decision.setVisible(assessment is not None)
        if assessment is None:
            self.range.setText(_NOT_YET)
            self.decision.clear()
            self.setAccessibleDescription(_NOT_YET)
            return
        if not self._model.priced:
            rows = [(title, "…") for title, _ in rows]
        for number, (title, amount) in enumerate(rows):
            name, value = self._cell(number)
            name.setText(title)
            value.setText(amount)
        self.range.setText(range_sentence(assessment.estimate.range) if self._model.priced else _STALE)
        self.decision.setText(decision_sentence(assessment) if self._model.priced else "")
        spoken = "; ".join(f"{title}: {amount}" for title, amount in rows)
        self.setAccessibleDescription(f"{spoken}. {self.range.text()} {self.decision.text()}")

    def _cell(self, number: int) -> tuple[QLabel, QLabel]:
        while len(self._cells) <= number:
            name, value = QLabel(), QLabel()
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            if len(self._cells) in (2, 4):  # total and payable are what is looked for
                for label in (name, value):
                    label.setProperty("role", "heading")
            self._grid.addWidget(name, len(self._cells), 0)
            self._grid.addWidget(value, len(self._cells), 1)
            self._cells.append((name, value))
        return self._cells[number]


def _sentence() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
