"""On what the money of an estimate rests: how much of the subtotal is sourced, derived or assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money

__all__ = ["NOT_STATED", "RestsOn", "rests_on"]

NOT_STATED = "not stated"
"""Group of the lines whose table row carries no status."""

_ORDER = ("SOURCED", "DERIVED", "ASSUMED")


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The lines of one status: how many, their sum (VAT excluded) and its share of the subtotal.

    `share` is exact (not rounded) and None where the subtotal is zero.
    """

    status: str
    lines: int
    amount: Money
    share: Decimal | None


def rests_on(lines: Iterable[RepairLine]) -> tuple[RestsOn, ...]:
    """Add up the lines by the status of their table row; no lines give nothing.

    The amounts add up to the subtotal to the cent. Order: sourced, derived, assumed,
    any other status by name, lines without one last.
    """
    groups: dict[str, list[Money]] = {}
    for line in lines:
        groups.setdefault(line.source.status.strip() or NOT_STATED, []).append(line.amount)
    subtotal = Money.total(amount for amounts in groups.values() for amount in amounts)
    return tuple(
        RestsOn(status, len(amounts), Money.total(amounts), _share(Money.total(amounts), subtotal))
        for status, amounts in sorted(groups.items(), key=lambda group: _rank(group[0]))
    )


def _share(part: Money, whole: Money) -> Decimal | None:
    return Decimal(part.cents) / Decimal(whole.cents) if whole.cents else None


def _rank(status: str) -> tuple[int, str]:
    if status in _ORDER:
        return (_ORDER.index(status), "")
    return (len(_ORDER) + (status == NOT_STATED), status)
