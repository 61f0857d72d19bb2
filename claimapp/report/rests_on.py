"""On what the money of an estimate rests: how much of the subtotal is sourced, derived, assumed or typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claimapp.domain.line import RepairLine, RowStatus
from claimapp.domain.money import Money

__all__ = ["RestsOn", "rests_on"]


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The charges of one status: how many, their sum (VAT excluded) and its share of the subtotal.

    `share` is exact (not rounded) and None where the subtotal is zero.
    """

    status: RowStatus
    charges: int
    amount: Money
    share: Decimal | None


def rests_on(lines: Iterable[RepairLine]) -> tuple[RestsOn, ...]:
    """Add up the charges by what they rest on, each by its weakest row; no lines give nothing.

    The amounts add up to the subtotal to the cent. Order: the surest first.
    """
    groups: dict[RowStatus, list[Money]] = {}
    for line in lines:
        for charge in line.charges:
            groups.setdefault(charge.status, []).append(charge.amount)
    subtotal = Money.total(amount for amounts in groups.values() for amount in amounts)
    return tuple(
        RestsOn(status, len(groups[status]), Money.total(groups[status]), _share(Money.total(groups[status]), subtotal))
        for status in reversed(RowStatus)
        if status in groups
    )


def _share(part: Money, whole: Money) -> Decimal | None:
    return Decimal(part.cents) / Decimal(whole.cents) if whole.cents else None
