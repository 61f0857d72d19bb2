"""The cost of a claim: lines, totals, the range and what moved it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimapp.domain.line import RepairLine
from claimapp.domain.message import Message
from claimapp.domain.money import Money
from claimapp.errors import BadValue

__all__ = ["Decision", "Estimate", "Explanation", "Outcome", "Range", "RangeKind"]


class RangeKind(StrEnum):
    """What a range is: measured on settled claims, the spread of a simulation, or no range at all."""

    LEARNED = "learned"
    SIMULATED = "simulated"
    NONE = "none"


class Outcome(StrEnum):
    """What the figures suggest; the decision is the insurer's."""

    REPAIR = "repair"
    UNECONOMICAL = "uneconomical"
    REFER = "refer"


@dataclass(frozen=True, slots=True)
class Range:
    """Between which amounts the final cost may lie, VAT included, and what that rests on.

    LEARNED: p05 and p95 held the stated share `covered` of settled claims, `rows` of which
    it was learned on. SIMULATED: they hold nine in ten jobs of a simulation, nothing was
    measured on settled claims. NONE: no model knows such a job; p50 is the schedule's own
    total, and p05 and p95 are no quantiles but the tables' own low and high figures (equal
    to p50 where those are not known). Every sentence about a range is made in
    `claimapp.words.ranges`, by kind.

    Raises:
        BadValue: if the three amounts are not in order, or `covered` stands on what was not measured.
    """

    kind: RangeKind
    p05: Money
    p50: Money
    p95: Money
    model: str = ""
    rows: int | None = None
    covered: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.p05 <= self.p50 <= self.p95:
            raise BadValue(f"the range {self.p05}, {self.p50}, {self.p95} is not in order")
        if self.covered is not None and self.kind is not RangeKind.LEARNED:
            raise BadValue(f"a range of kind {self.kind} was not measured on settled claims, so it covers no share")


@dataclass(frozen=True, slots=True)
class Explanation:
    """One step from the schedule to the middle of the range."""

    what: Message
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

    `excess` and `payable` are None where the claim gives no excess; `range` is None where
    there is nothing to predict (no line). `priced_hash` is the SHA-256 of what was priced
    and what came out (`claimapp.store.priced`), empty before it is saved.
    """

    lines: tuple[RepairLine, ...]
    subtotal: Money
    vat: Money
    total: Money
    excess: Money | None
    payable: Money | None
    range: Range | None
    explanation: tuple[Explanation, ...] = ()
    decision: Decision | None = None
    priced_hash: str = ""
