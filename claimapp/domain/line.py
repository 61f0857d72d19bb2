"""One line of the estimate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Side

__all__ = ["Operation", "RepairLine", "TableRow"]


class Operation(StrEnum):
    """What is done to the part."""

    REPAIR = "repair"
    REPLACE = "replace"
    REFINISH = "refinish"
    BLEND = "blend"
    REMOVE_REFIT = "remove_refit"
    POLISH = "polish"
    SUBLET = "sublet"


@dataclass(frozen=True, slots=True)
class TableRow:
    """The table row that a line's figures come from, and on what that row rests.

    `status` is SOURCED, DERIVED or ASSUMED as in the tables; `basis` its words.
    """

    table: str
    row: str
    status: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RepairLine:
    """One line: hours by trade, parts and paint material, all VAT excluded.

    `amount` is the sum of the line in rand, VAT excluded: hours x rate + parts + paint
    material. `part` is None for lines of the whole job (sundries, clear coat, overlap).
    `damages` names the damages (`d1`) that the line mends, `reason` says which rule chose
    it. Hours may be negative on overlap lines.
    """

    id: str
    part: PartName | None
    side: Side | None
    operation: Operation
    panel_h: Decimal
    strip_h: Decimal
    paint_h: Decimal
    parts: Money
    paint_material: Money
    amount: Money
    reason: str
    damages: tuple[str, ...]
    source: TableRow
