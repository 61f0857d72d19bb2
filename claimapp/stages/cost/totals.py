"""Add up an estimate to the cent: subtotal, VAT, total, excess, payable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claimapp.domain.claim import Terms
from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money

__all__ = ["Totals", "add_up", "with_vat"]


@dataclass(frozen=True, slots=True)
class Totals:
    """`subtotal` excludes VAT, `total` includes it; `excess` and `payable` are None where no excess is given."""

    subtotal: Money
    vat: Money
    total: Money
    excess: Money | None
    payable: Money | None


def add_up(lines: Iterable[RepairLine], terms: Terms) -> Totals:
    """Return the totals of the lines; no line gives zeros.

    VAT is taken once, on the subtotal, rounded half up to the cent. Payable is total less
    excess, and nothing (not a debt) where the excess is larger.
    """
    subtotal = Money.total(line.amount for line in lines)
    vat = subtotal.times(terms.vat)
    total = subtotal + vat
    payable = None if terms.excess is None else max(Money(), total - terms.excess)
    return Totals(subtotal, vat, total, terms.excess, payable)


def with_vat(amount: Money, vat: Decimal) -> Money:
    """Return a VAT-excluded amount with VAT (a share), by the same rounding as the totals."""
    return amount + amount.times(vat)
