"""The cost of a claim: lines, totals, the predicted range and what moved it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money

__all__ = ["Basis", "Decision", "Estimate", "Explanation", "Outcome", "Predicted"]


class Basis(StrEnum):
    """What the learned prediction was trained on."""

    REFERENCE_BOOK = "reference book"
    SETTLED_CLAIMS = "settled claims"


class Outcome(StrEnum):
    """What the figures suggest; the decision is the insurer's."""

    REPAIR = "repair"
    UNECONOMICAL = "uneconomical"
    REFER = "refer"


@dataclass(frozen=True, slots=True)
class Predicted:
    """The final cost as predicted, VAT included: middle and the ends of the 90 % range.

    `model` names the model with its version, or says that the schedule itself is shown.
    """

    p50: Money
    p05: Money
    p95: Money
    model: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Explanation:
    """One step from the schedule to the predicted figure."""

    what: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Decision:
    """Repair or not: `ratio` is total over retail value, `probability_over` that of exceeding the threshold."""

    outcome: Outcome
    ratio: Decimal
    probability_over: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The itemised estimate; subtotal excludes VAT, total includes it, payable is total less excess.

    `excess` and `payable` are None where the claim gives no excess; `predicted` is None
    where there is nothing to predict (no line).
    """

    lines: tuple[RepairLine, ...]
    subtotal: Money
    vat: Money
    total: Money
    excess: Money | None
    payable: Money | None
    predicted: Predicted | None
    explanation: tuple[Explanation, ...] = ()
    decision: Decision | None = None
