"""One line of the estimate: a sum of charges, each with the table row that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimapp.domain.message import Message
from claimapp.domain.money import Money
from claimapp.domain.part import End, PartName, Place, Side
from claimapp.errors import BadValue

__all__ = ["Charge", "ChargeKind", "Operation", "RepairLine", "RowStatus", "TableRow", "Unit", "weakest"]


class Operation(StrEnum):
    """What is done to the part."""

    REPAIR = "repair"
    REPLACE = "replace"
    REFINISH = "refinish"
    BLEND = "blend"
    REMOVE_REFIT = "remove_refit"
    POLISH = "polish"
    SUBLET = "sublet"


class RowStatus(StrEnum):
    """On what a figure rests, from the weakest to the strongest.

    ASSUMED is set by judgement, DERIVED worked out from a published figure, SOURCED a
    published figure, INSURER from the insurer's or repairer's own list, PERSON typed by
    the assessor for this claim.
    """

    ASSUMED = "ASSUMED"
    DERIVED = "DERIVED"
    SOURCED = "SOURCED"
    INSURER = "INSURER"
    PERSON = "PERSON"


_STRENGTH = {status: at for at, status in enumerate(RowStatus)}


def weakest(statuses: Iterable[RowStatus]) -> RowStatus:
    """Return the weakest status; none at all is as weak as an assumption."""
    return min(statuses, key=_STRENGTH.__getitem__, default=RowStatus.ASSUMED)


class ChargeKind(StrEnum):
    """What a charge is for."""

    PANEL = "panel"
    STRIP = "strip"
    PAINT = "paint"
    PAINT_MATERIAL = "paint_material"
    PART = "part"
    SUNDRIES = "sundries"
    ALIGNMENT = "alignment"
    WASTE = "waste"
    LABOUR = "labour"
    OTHER = "other"

    @property
    def is_labour(self) -> bool:
        """Whether the charge pays hours of work."""
        return self in (ChargeKind.PANEL, ChargeKind.STRIP, ChargeKind.PAINT, ChargeKind.LABOUR)


class Unit(StrEnum):
    """What `quantity` counts: hours, pieces, jobs, or a share of an amount."""

    HOUR = "h"
    EACH = "each"
    JOB = "job"
    SHARE = "share"


_MOST_QUANTITY = 100_000
_MOST_EACH = Money.rand(1_000_000_000)
"""Wide on purpose: they catch a slip of the keyboard, and keep every sum exact."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: which table, which row, the table's version, on what it rests and in which words."""

    table: str
    row: str
    version: str = ""
    status: RowStatus = RowStatus.ASSUMED
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """One rand amount of a line: `quantity` times `each`, VAT excluded.

    `row` is where `each` comes from, `quantity_rows` where the quantity does (hours, and the
    class's factor on them; none where it is simply one). `database_each` is what the tables say where a person or an
    insurer's list says otherwise. A quantity may be negative (overlap).
    """

    what: ChargeKind
    quantity: Decimal
    unit: Unit
    each: Money
    row: TableRow
    quantity_rows: tuple[TableRow, ...] = ()
    database_each: Money | None = None

    def __post_init__(self) -> None:
        if not (self.quantity.is_finite() and abs(self.quantity) <= _MOST_QUANTITY):
            raise BadValue(f"the quantity {self.quantity} cannot be right; write one up to {_MOST_QUANTITY}")
        if abs(self.each) > _MOST_EACH:
            raise BadValue(f"rand {self.each} each cannot be right; write an amount up to {_MOST_EACH}")

    @property
    def amount(self) -> Money:
        """Quantity times each, rounded half up to the cent."""
        return self.each.times(self.quantity)

    @property
    def status(self) -> RowStatus:
        """The weaker of the statuses of price and quantity: an amount is no surer than either."""
        return weakest(row.status for row in (self.row, *self.quantity_rows))


@dataclass(frozen=True, slots=True)
class RepairLine:
    """One line, all VAT excluded; its amount is the sum of its charges.

    `part` is None for lines of the whole job (sundries, clear coat, overlap). `damages`
    names the damages (`d1`) that the line mends, `why` says which rules chose it.

    Raises:
        BadValue: if the part has no left and right, or no end, but one is given.
    """

    id: str
    part: PartName | None
    side: Side | None
    operation: Operation
    charges: tuple[Charge, ...]
    why: tuple[Message, ...]
    damages: tuple[str, ...]
    end: End | None = None

    def __post_init__(self) -> None:
        if self.part is not None:
            Place(self.part, self.side, self.end)

    @property
    def place(self) -> Place | None:
        """Where on the car the line works; None for the whole job."""
        return None if self.part is None else Place(self.part, self.side, self.end)

    @property
    def amount(self) -> Money:
        """The sum of the charges."""
        return Money.total(charge.amount for charge in self.charges)

    @property
    def status(self) -> RowStatus:
        """The status of the weakest charge."""
        return weakest(charge.status for charge in self.charges)

    @property
    def panel_h(self) -> Decimal:
        """Hours of panel beating."""
        return self._hours(ChargeKind.PANEL)

    @property
    def strip_h(self) -> Decimal:
        """Hours of stripping and fitting."""
        return self._hours(ChargeKind.STRIP)

    @property
    def paint_h(self) -> Decimal:
        """Hours of painting; negative on overlap lines."""
        return self._hours(ChargeKind.PAINT)

    @property
    def labour(self) -> Money:
        """What the hours cost."""
        return Money.total(charge.amount for charge in self.charges if charge.what.is_labour)

    @property
    def paint_material(self) -> Money:
        """What the paint costs."""
        return self._sum(ChargeKind.PAINT_MATERIAL)

    @property
    def parts(self) -> Money:
        """What is neither labour nor paint material: parts, sundries, work by others."""
        return self.amount - self.labour - self.paint_material

    def _hours(self, kind: ChargeKind) -> Decimal:
        return sum((charge.quantity for charge in self.charges if charge.what is kind), Decimal(0))

    def _sum(self, kind: ChargeKind) -> Money:
        return Money.total(charge.amount for charge in self.charges if charge.what is kind)
