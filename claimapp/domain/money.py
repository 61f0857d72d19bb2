"""Rand as whole cents: exact to add, rounded half up where a share is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from claimapp.errors import BadValue

__all__ = ["Money"]

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in South African rand, held as integer cents; may be negative (excess, discounts)."""

    cents: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.cents, int) or isinstance(self.cents, bool):
            raise BadValue(f"money is whole cents, not {self.cents!r}")

    @classmethod
    def rand(cls, amount: Decimal | int | str) -> Money:
        """Make money from rand, rounded half up to the cent; floats are refused.

        Raises:
            BadValue: if `amount` is a float or not a finite number.
        """
        if isinstance(amount, float):
            raise BadValue("money is never made from a float; pass a string or a Decimal")
        try:
            cents = int(Decimal(amount).quantize(_CENT, rounding=ROUND_HALF_UP).scaleb(2))
        except (InvalidOperation, ValueError) as problem:
            raise BadValue(f"{amount!r} is not an amount in rand") from problem
        return cls(cents)

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Money:
        """Add up amounts; nothing gives zero."""
        return cls(sum(amount.cents for amount in amounts))

    def __add__(self, other: Money) -> Money:
        """Add exactly."""
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        """Subtract exactly; the outcome may be negative."""
        return Money(self.cents - other.cents)

    def __abs__(self) -> Money:
        """Without its sign."""
        return Money(abs(self.cents))

    def __neg__(self) -> Money:
        """Turn the sign."""
        return Money(-self.cents)

    def times(self, factor: Decimal | int) -> Money:
        """Multiply by hours, a share or a count, rounded half up (away from zero) to the cent; floats are refused.

        Raises:
            BadValue: if `factor` is a float or not a finite number.
        """
        if isinstance(factor, float):
            raise BadValue("money is never multiplied by a float; pass a Decimal")
        try:
            return Money(int((Decimal(self.cents) * factor).quantize(Decimal(1), rounding=ROUND_HALF_UP)))
        except (InvalidOperation, ValueError) as problem:
            raise BadValue(f"money cannot be multiplied by {factor!r}") from problem

    @property
    def in_rand(self) -> Decimal:
        """Rand with exactly two places."""
        return Decimal(self.cents).scaleb(-2)

    def __str__(self) -> str:
        """Return rand as the JSON has it: `12345.67`."""
        return str(self.in_rand)
