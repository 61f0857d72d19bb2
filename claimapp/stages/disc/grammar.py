"""What a VIN, a number plate, a register number and a date look like, and their repair.

A new province's plates go into `PROVINCE_ENDINGS` if they are of the common form, else
into `PLATE_FORMS`. Forms raise or lower confidence and mend O/0 and the like by position;
they never refuse a plate, because personal plates match almost anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

__all__ = [
    "PLATE_FORMS",
    "PROVINCE_ENDINGS",
    "PlateForm",
    "Repaired",
    "as_iso_date",
    "confusable",
    "ends_as_plate",
    "fits_register_no",
    "fits_vin",
    "plain",
    "plate_province",
    "repair_plate",
    "repair_register_no",
    "repair_vin",
]

_CONSONANTS = frozenset("BCDFGHJKLMNPQRSTVWXYZ")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset("0123456789")
_PLACES = {"C": _CONSONANTS, "A": _LETTERS, "9": _DIGITS}

# What printed text readers take for one another (measured on 120 lines, and in their issue lists).
_TO_DIGIT = {"O": "0", "Q": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
_TO_LETTER = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}
_ALIKE = str.maketrans({**_TO_DIGIT, "D": "0", "J": "1"})

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_ISO_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-.–—/]\s?(\d{2})\s?[-.–—/]\s?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class PlateForm:
    """One way a province writes plates: literal `before`, a `body` of places, literal `after`.

    In `body` C is a consonant, A any letter, 9 a digit.
    """

    province: str
    before: str
    body: str
    after: str

    @property
    def length(self) -> int:
        """Characters in all."""
        return len(self.before) + len(self.body) + len(self.after)


def _letters_then_digits(most_letters: int, most_digits: int) -> tuple[str, ...]:
    return tuple("A" * a + "9" * d for a in range(1, most_letters + 1) for d in range(1, most_digits + 1))


PROVINCE_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        "Gauteng": "GP", "North West": "NW", "Mpumalanga": "MP", "Free State": "FS", "Eastern Cape": "EC",
        "Northern Cape": "NC", "Limpopo": "L",
    }
)  # fmt: skip
"""The provinces whose ordinary plates end in their letters, as three letters, three digits and the ending."""

_PERSONAL_ENDINGS = (*PROVINCE_ENDINGS.values(), "ZN", "WP")
_PERSONAL = re.compile(rf"[A-Z0-9]{{1,7}}(?:{'|'.join(sorted(_PERSONAL_ENDINGS, key=len, reverse=True))})")

PLATE_FORMS: tuple[PlateForm, ...] = (
    *(PlateForm(province, "", "CCC999", ending) for province, ending in PROVINCE_ENDINGS.items()),
    # Seen for GP; for the others common knowledge, not confirmed in a payload.
    *(PlateForm(province, "", "CC99CC", ending) for province, ending in PROVINCE_ENDINGS.items()),
    # Provincial notice R.4119, regulation 2.
    PlateForm("KwaZulu-Natal", "", "CC99CC", "ZN"),
    PlateForm("KwaZulu-Natal", "G", "AA999", "ZN"),
    PlateForm("KwaZulu-Natal", "A", "AA999", "ZN"),
    PlateForm("KwaZulu-Natal", "E", "AA999", "ZN"),
    *(PlateForm("KwaZulu-Natal", "N", body, "") for body in _letters_then_digits(3, 6)),
    *(PlateForm("Western Cape", "C", body, "") for body in _letters_then_digits(3, 6)),
    *(PlateForm("national government", "", "AAA999", ending) for ending in ("B", "G", "M")),
    *(PlateForm("Namibia", "N", "9" * digits + "A", "") for digits in range(2, 7)),
    *(PlateForm("Namibia", "N", "9" * digits + "AA", "") for digits in range(2, 7)),
)
"""Every known plate form. A new province's plates: one line here."""

_REGISTER_NO = PlateForm("", "", "CCC999A", "")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A value that fits its form, and how many characters had to be changed for that."""

    value: str
    changes: int


def plain(text: str) -> str:
    """Return upper-case letters and digits alone: `xyz 123-gp` becomes XYZ123GP."""
    return "".join(c for c in text.upper() if c.isascii() and c.isalnum())


def confusable(one: str, other: str) -> bool:
    """Say whether two values differ at most in characters that readers take for one another."""
    return plain(one).translate(_ALIKE) == plain(other).translate(_ALIKE)


def fits_vin(text: str) -> bool:
    """Say whether a text is shaped like a VIN of 17 characters.

    The check digit of position 9 is not asked for: South African, European and Asian
    makers do not keep it.
    """
    return _VIN.fullmatch(text) is not None


def fits_register_no(text: str) -> bool:
    """Say whether a text is shaped like a vehicle register number: `BBC123D`."""
    return _fit(text, _REGISTER_NO) == Repaired(text, 0)


def ends_as_plate(text: str) -> bool:
    """Say whether a text without blanks ends as a province's plates do, as personal plates also do: `ZOLA1GP`."""
    return _PERSONAL.fullmatch(text) is not None


def repair_vin(text: str) -> Repaired | None:
    """Return the VIN in a text, with I as 1 and O, Q as 0, which no VIN contains; None if it is none.

    The last four characters are digits in every VIN (ISO 3779), so look-alikes there are
    mended too.
    """
    raw = plain(text)
    if len(raw) != 17:
        return None
    mended = raw[:13].translate(str.maketrans("IOQ", "100")) + "".join(_TO_DIGIT.get(c, c) for c in raw[13:])
    if not fits_vin(mended) or not mended[13:].isdigit():
        return None
    return Repaired(mended, _changes(raw, mended))


def repair_register_no(text: str) -> Repaired | None:
    """Return the register number in a text, mended by position; None if it is none."""
    return _fit(plain(text), _REGISTER_NO)


def repair_plate(text: str) -> Repaired | None:
    """Return the plate in a text, mended by position where exactly one known form asks for it.

    A text that fits a form as it is stays so; one that fits none after mending, or that
    two forms would mend differently, gives None: it may be a personal plate.
    """
    raw = plain(text)
    if plate_province(raw) is not None:
        return Repaired(raw, 0)
    mended = {fit.value: fit for form in PLATE_FORMS if form.length == len(raw) and (fit := _fit(raw, form))}
    if not mended:
        return None
    fewest = min(fit.changes for fit in mended.values())
    nearest = [fit for fit in mended.values() if fit.changes == fewest]
    return nearest[0] if len(nearest) == 1 else None


def plate_province(plate: str) -> str | None:
    """Return the province of a plate that fits a known form as it stands, else None."""
    for form in PLATE_FORMS:
        if form.length == len(plate) and _fit(plate, form) == Repaired(plate, 0):
            return form.province
    return None


def as_iso_date(text: str) -> str | None:
    """Return the one date written year-month-day in a text as `2027-03-31`.

    None where there is none, or two different ones, or a day that no calendar has.
    """
    found = {date_text for match in _ISO_DATE.finditer(text) if (date_text := _calendar_day(match))}
    return found.pop() if len(found) == 1 else None


def _calendar_day(match: re.Match[str]) -> str | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def _fit(raw: str, form: PlateForm) -> Repaired | None:
    if len(raw) != form.length:
        return None
    mended = "".join(_mend(char, place) for char, place in zip(raw, _places(form), strict=True))
    return None if "?" in mended else Repaired(mended, _changes(raw, mended))


def _places(form: PlateForm) -> Iterator[frozenset[str]]:
    yield from (frozenset(char) for char in form.before)
    yield from (_PLACES[char] for char in form.body)
    yield from (frozenset(char) for char in form.after)


def _mend(char: str, allowed: frozenset[str]) -> str:
    if char in allowed:
        return char
    other = _TO_DIGIT.get(char) or _TO_LETTER.get(char, "?")
    return other if other in allowed else "?"


def _changes(raw: str, mended: str) -> int:
    return sum(a != b for a, b in zip(raw, mended, strict=True))
