"""What a person typed for a value -> the ways to write it that the program reads."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

__all__ = ["ValueKind", "right_forms"]


class ValueKind(StrEnum):
    """What a key of claim.toml holds."""

    TEXT = "text"
    CODE = "code"
    DAY = "day"
    RAND = "rand"
    SHARE = "share"
    WHOLE = "whole"
    CHOICE = "choice"


_QUOTES = "\"'“”„‟‘’‚‛«»`´"
_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MOST_DIGITS = 15
_CENTURY = 2000
_MONTHS = (
    ("jan",), ("feb",), ("mar", "maa", "mrt"), ("apr",), ("may", "mei"), ("jun",),
    ("jul",), ("aug",), ("sep",), ("oct", "okt"), ("nov",), ("dec", "des"),
)  # fmt: skip
"""How the months begin in English and Afrikaans."""


def right_forms(kind: ValueKind, typed: str) -> tuple[str, ...]:
    """Return the TOML values that `typed` may mean, without choosing between them.

    `typed` is the text behind the equals sign. None where nothing is recognised; two where
    day and month, or thousands and cents, cannot be told apart.
    """
    bare = _BLANKS.sub(" ", typed).strip().strip(_QUOTES).strip()
    if not bare:
        return ()
    if kind in {ValueKind.TEXT, ValueKind.CODE}:
        return (_quoted(bare),)
    if kind is ValueKind.CHOICE:
        return (_quoted(bare.lower()),)
    if kind is ValueKind.DAY:
        return tuple(day.isoformat() for day in _days(bare))
    if kind is ValueKind.SHARE:
        return _shares(bare)
    numbers = _numbers(bare)
    if kind is ValueKind.WHOLE:
        # A third place behind a point or comma can only be thousands here.
        return tuple(f"{number:f}" for number in numbers[:1] if number == number.to_integral_value())
    return tuple(f"{number:f}" for number in numbers)


def _quoted(text: str) -> str:
    if ("\\" in text or '"' in text) and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _numbers(text: str) -> tuple[Decimal, ...]:
    """Amounts that a text with R, blanks, points and commas may mean; thousands first where both are possible."""
    bare = re.sub(r"(?i)^-?\s*(zar|r)\s*|\s*(rand|zar|km|/h|p/h|ph|an hour|per hour)\.?$", "", text)
    bare = re.sub(r"[.,]?-+$", "", bare)  # R5000,- and R5000.-
    bare = re.sub(r"[\s'’_]", "", bare)
    if not re.fullmatch(r"[0-9][0-9.,]*", bare) or sum(letter.isdigit() for letter in bare) > _MOST_DIGITS:
        return ()
    marks = re.sub(r"[0-9]", "", bare)
    if not marks:
        return _decimals(bare)
    last = re.split(r"[.,]", bare)[-1]
    whole = re.sub(r"[.,]", "", bare)
    as_cents = re.sub(r"[.,]", "", bare[: -len(last) - 1]) + "." + last if last else whole
    if len(marks) > 1 and len(set(marks)) == 1:
        return _decimals(whole)
    if len(marks) == 1 and len(last) == 3:
        return _decimals(whole, as_cents)
    return _decimals(as_cents if len(last) in {1, 2} else whole)


def _decimals(*texts: str) -> tuple[Decimal, ...]:
    """Of digits, and a point in them at most."""
    return tuple(
        number.quantize(Decimal("0.01")) if number != number.to_integral_value() else Decimal(int(number))
        for number in map(Decimal, texts)
    )


def _shares(text: str) -> tuple[str, ...]:
    percent = re.search(r"(%|(?i:\s*per\s*cent|\s*percent))$", text)
    bare = (text[: percent.start()] if percent else text).strip().replace(",", ".")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        return ()
    if not number.is_finite():
        return ()
    share = number / 100 if percent or number > 1 else number
    if not 0 <= share <= 1:
        return ()
    places = max(-int(share.normalize().as_tuple().exponent), 2)
    return (f"{share:.{places}f}",)


def _days(text: str) -> tuple[date, ...]:
    """Days that a text may mean: both orders of day and month where both exist."""
    text = re.sub(r"(?i)(?<=\d)(st|nd|rd|th|ste|de)\b", "", text)
    numbers = [int(piece) for piece in re.findall(r"[0-9]{1,4}", text)]
    word = re.search(r"[^\W\d_]{3,}", text)
    if word:
        return _with_month_word(numbers, word[0].lower())
    if len(numbers) != 3 or not re.fullmatch(r"[0-9]{1,4}([\s./-]+)[0-9]{1,2}([\s./-]+)[0-9]{1,4}", text):
        return ()
    if numbers[0] > 99:
        return _existing((numbers[0], numbers[1], numbers[2]))
    year = _full_year(numbers[2])
    return _existing((year, numbers[1], numbers[0]), (year, numbers[0], numbers[1]))


def _with_month_word(numbers: list[int], word: str) -> tuple[date, ...]:
    month = next((number for number, begins in enumerate(_MONTHS, start=1) if word.startswith(begins)), 0)
    if not month or len(numbers) != 2:
        return ()
    year, day = (numbers[0], numbers[1]) if numbers[0] > 31 else (_full_year(numbers[1]), numbers[0])
    return _existing((year, month, day))


def _full_year(year: int) -> int:
    return year + _CENTURY if year < 100 else year


def _existing(*days: tuple[int, int, int]) -> tuple[date, ...]:
    found: list[date] = []
    for year, month, day in days:
        try:
            made = date(year, month, day)
        except ValueError:
            continue
        if made not in found:
            found.append(made)
    return tuple(found)
