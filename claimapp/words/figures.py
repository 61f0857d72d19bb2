"""Money, dates, shares and hours as South Africa writes them, in the language that is spoken."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from claimapp.domain.money import Money
from claimapp.words.language import _, locale_name

__all__ = [
    "NOTHING",
    "date_words",
    "hours_words",
    "kilometres_words",
    "listed",
    "money_words",
    "not_known",
    "number_words",
    "share_words",
    "time_words",
]

NOTHING = "–"
"""Printed in a cell that is empty on purpose."""

_BLANK = "\u00a0"  # never broken at a line's end


def not_known() -> str:
    """Printed wherever the program has no value; never a guess in its place."""
    return _("not known")


def number_words(number: Decimal | int) -> str:
    """Write a number with the places that it has: `1 234,5`."""
    from babel.numbers import format_decimal

    value = Decimal(number)
    exponent = value.as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else 0
    pattern = "#,##0" + (f".{'0' * places}" if places else "")
    return format_decimal(value, format=pattern, locale=locale_name())


def money_words(amount: Money) -> str:
    """Write rand as `R 12 345,67` with no-break spaces, a minus in front of the R."""
    sign = "-" if amount.cents < 0 else ""
    return f"{sign}R{_BLANK}{number_words(abs(amount.in_rand))}"


def date_words(day: date | None) -> str:
    """Write a date as `12 October 2026`; None gives `not known`."""
    if day is None:
        return not_known()
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=locale_name())


def time_words(moment: datetime | None) -> str:
    """Write a date with its time: `12 October 2026, 09:14`, with `UTC` where the value says so."""
    if moment is None:
        return not_known()
    zone = f" {moment.tzname()}" if moment.tzinfo else ""
    return f"{date_words(moment.date())}, {moment:%H:%M}{zone}"


def share_words(share: float | Decimal, places: int = 0) -> str:
    """Write a share from 0 to 1 in per cent: `84 %`, rounded half up, decimal comma."""
    percent = Decimal(str(share)) * 100
    return number_words(percent.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)) + f"{_BLANK}%"


def hours_words(hours: Decimal) -> str:
    """Write hours with a decimal comma and at least one place (`1,5`, `2,86`); no hours give a dash."""
    if not hours:
        return NOTHING
    plain = hours.normalize()
    return number_words(plain if plain.as_tuple().exponent < 0 else plain.quantize(Decimal("0.1")))  # type: ignore[operator]  # hours are finite


def kilometres_words(kilometres: int | None) -> str:
    """Write a distance: `61 000 km`; None gives `not known`."""
    return not_known() if kilometres is None else f"{number_words(kilometres)}{_BLANK}km"


def listed(names: list[str] | tuple[str, ...], most: int = 12) -> str:
    """Join names with commas; more than `most` are cut to `and 7 more`, none gives a dash."""
    if not names:
        return NOTHING
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else _("{shown} and {number} more").format(shown=shown, number=len(names) - most)
