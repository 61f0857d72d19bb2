"""The keys of claim.toml: what each holds, and how its value is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from claimapp.domain.claim import GarageClass
from claimapp.domain.money import Money
from claimapp.store.as_typed import ValueKind

__all__ = ["KEYS", "Key"]

_MOST_RAND = Decimal("1e15")
"""Keeps the arithmetic exact; what a claim may hold is `check_claim`'s business."""
_AMBIGUOUS_PLACES = -3


@dataclass(frozen=True, slots=True)
class Key:
    """What a key holds; `read` turns a TOML value into ours and raises ValueError with what to write."""

    kind: ValueKind
    read: Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError('write text in quotes, as in "POLO VIVO"')
    return value.strip()


def _code(value: Any) -> str:
    """A VIN or plate as the program compares them: capitals, no blanks."""
    code = re.sub(r"[\s-]", "", _text(value)).upper()
    if not code:
        raise ValueError('write letters and digits in quotes, as in "CA123456"')
    return code


def _name_of_car(value: Any) -> str:
    return _text(value).upper()


def _day(value: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("write a date without quotes, as in 2026-10-12")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("write a whole number without quotes, as in 2021")
    return value


def _number(value: Any, remedy: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(remedy)
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= _MOST_RAND:
        raise ValueError(remedy)
    return number


def _rand(value: Any) -> Money:
    amount = _number(value, "write rand as a number without quotes, as in 5000 or 5000.50")
    if amount.as_tuple().exponent == _AMBIGUOUS_PLACES:
        raise ValueError("three places behind the point may be thousands or cents")
    return Money.rand(amount)


def _rate(value: Any) -> Money | None:
    """A rate of 0 keeps the table's, as the template of claim.toml has it."""
    money = _rand(value)
    return money if money.cents else None


def _share(value: Any) -> Decimal:
    return _number(value, "write a share from 0 to 1 without quotes, as in 0.70")


def _garage(value: Any) -> GarageClass:
    try:
        return GarageClass(value)
    except ValueError as problem:
        raise ValueError(f"allowed are {', '.join(repr(kind.value) for kind in GarageClass)}") from problem


_TEXT, _CODE = Key(ValueKind.TEXT, _text), Key(ValueKind.CODE, _code)
_CAR, _WHOLE = Key(ValueKind.TEXT, _name_of_car), Key(ValueKind.WHOLE, _whole)
_RAND, _RATE, _SHARE = Key(ValueKind.RAND, _rand), Key(ValueKind.RAND, _rate), Key(ValueKind.SHARE, _share)

KEYS: dict[str, dict[str, Key]] = {
    "": {"number": _TEXT, "loss_date": Key(ValueKind.DAY, _day), "incident": _TEXT},
    "insured": {"name": _TEXT, "policy": _TEXT},
    "vehicle": {
        "make": _CAR,
        "model": _CAR,
        "year": _WHOLE,
        "vin": _CODE,
        "registration": _CODE,
        "odometer_km": _WHOLE,
        "retail_value": _RAND,
    },
    "terms": {"excess": _RAND, "write_off_ratio": _SHARE, "vat": _SHARE},
    "rates": {"panel": _RATE, "paint": _RATE, "strip": _RATE, "paint_material": _RATE},
    "prices": {"tables": _TEXT},
    "garage": {"class": Key(ValueKind.CHOICE, _garage)},
}
"""Section ("" for the top) -> key -> what it holds."""
