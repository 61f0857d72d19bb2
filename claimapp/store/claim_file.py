"""claim.toml -> ClaimFacts, with the line and the allowed keys in every complaint."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from claimapp.domain.claim import ClaimFacts, GarageClass, Insured, RateOverrides, Terms, VehicleFacts
from claimapp.domain.money import Money
from claimapp.errors import ClaimFileProblem

__all__ = ["CLAIM_FILE_NAME", "CLAIM_KEYS", "claim_value", "parse_claim", "read_claim"]

CLAIM_FILE_NAME = "claim.toml"
_FIRST_CAR_YEAR = 1900
_LAST_YEAR = 2100
_SHOWN_LENGTH = 60  # characters of a wrong value in an error
_Check = Callable[[Any], Any]


def read_claim(claim_folder: Path) -> ClaimFacts:
    """Read a claim folder's claim.toml; without one, only the number (the folder's name) is known.

    Raises:
        ClaimFileProblem: for a typo, a wrong type, or a value out of range.
    """
    path = claim_folder / CLAIM_FILE_NAME
    number = claim_folder.resolve().name
    if not path.is_file():
        return ClaimFacts(number=number)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise ClaimFileProblem(
            "the file cannot be read as UTF-8 text", hint="save it again as UTF-8", where=str(path)
        ) from problem
    return parse_claim(text, default_number=number, where=str(path))


def parse_claim(text: str, *, default_number: str, where: str = CLAIM_FILE_NAME) -> ClaimFacts:
    """Read the text of a claim.toml; `where` names the file in errors.

    Raises:
        ClaimFileProblem: for a typo, a wrong type, or a value out of range.
    """
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # also what tomllib lets through: endless numbers and brackets
        raise ClaimFileProblem(
            f"this is not TOML: {problem}", hint='write key = "value", one a line', where=where
        ) from problem
    checked = {section: _section(section, content, text, where) for section in _KEYS}
    top = checked[""]
    return ClaimFacts(
        number=top.get("number", default_number),
        loss_date=top.get("loss_date"),
        incident=top.get("incident"),
        insured=Insured(**checked["insured"]),
        vehicle=VehicleFacts(**checked["vehicle"]),
        terms=Terms(**checked["terms"]),
        rates=RateOverrides(**checked["rates"]),
        garage=checked["garage"].get("class", GarageClass.GENERAL),
    )


def _section(section: str, content: dict[str, Any], text: str, where: str) -> dict[str, Any]:
    allowed = _KEYS[section]
    values = content if section == "" else content.get(section, {})
    if not isinstance(values, dict):
        raise ClaimFileProblem(
            f"{section!r} is a section: write [{section}] on a line of its own", where=_place(where, text, "", section)
        )
    checked = {}
    for key, value in values.items():
        if section == "" and key in _KEYS:
            continue
        if key not in allowed:
            names = [*allowed, *(f"[{name}]" for name in _KEYS if name)] if section == "" else list(allowed)
            raise ClaimFileProblem(
                f"the key {key!r} is not known" + (f" in [{section}]" if section else ""),
                hint=f"allowed are {', '.join(names)}",
                where=_place(where, text, section, key),
            )
        try:
            checked[key] = allowed[key](value)
        except ValueError as problem:
            raise ClaimFileProblem(
                f"{key} = {_shown(value)} does not fit", hint=str(problem), where=_place(where, text, section, key)
            ) from problem
    return checked


def _place(where: str, text: str, section: str, key: str) -> str:
    """`file, line N`: the line where the key stands in its section, else where the section begins."""
    header = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]")
    full = f"{section}.{key}" if section else key
    current, of_section = "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        place = f"{where}, line {number}"
        if opened := header.match(line):
            current = re.sub(r"[\s\"']", "", opened[1])
        inside = full.removeprefix(f"{current}.") if current else full
        if (opened and current == full) or (not opened and _names(line, inside)):
            return place
        if section and not of_section and ((opened and current == section) or (not current and _names(line, section))):
            of_section = place
    return of_section or where


def _names(line: str, key: str) -> bool:
    """Whether a line sets a key (`vehicle.year` may be quoted in parts) or something below it."""
    dotted = r"\s*\.\s*".join(rf"[\"']?{re.escape(piece)}[\"']?" for piece in key.split("."))
    return re.match(rf"\s*{dotted}\s*[.=]", line) is not None


def _shown(value: Any) -> str:
    """The value as an error shows it, not more than a line of it."""
    try:
        shown = repr(value)
    except (ValueError, RecursionError):  # Python writes no number of more than 4300 digits, no endless brackets
        return "a value too long to show"
    return shown if len(shown) <= _SHOWN_LENGTH else f"{shown[:_SHOWN_LENGTH]}..."


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


def _whole(low: int, high: int) -> _Check:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"write a whole number from {low} to {high}, without quotes")
        return value

    return check


def _rand(value: Any) -> Money:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise ValueError("write rand as a number without quotes, as in 5000 or 5000.50, not negative")
    return Money.rand(str(value))


def _rate(value: Any) -> Money | None:
    """A rate of 0 keeps the table's, as the template of claim.toml has it."""
    money = _rand(value)
    return money if money.cents else None


def _share(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("write a share from 0 to 1, as in 0.70")
    return Decimal(str(value))


def _garage(value: Any) -> GarageClass:
    try:
        return GarageClass(value)
    except ValueError as problem:
        raise ValueError(f"allowed are {', '.join(repr(kind.value) for kind in GarageClass)}") from problem


def claim_value(key: str, value: object) -> Any:
    """Check one value of claim.toml by its key with section (`terms.excess`), and return it as the program has it.

    Raises:
        ValueError: if it does not fit; its text says what does.
    """
    section, _, name = key.rpartition(".")
    return _KEYS[section][name](value)


_KEYS: dict[str, dict[str, _Check]] = {
    "": {"number": _text, "loss_date": _day, "incident": _text},
    "insured": {"name": _text, "policy": _text},
    "vehicle": {
        "make": _name_of_car,
        "model": _name_of_car,
        "year": _whole(_FIRST_CAR_YEAR, _LAST_YEAR),
        "vin": _code,
        "registration": _code,
        "odometer_km": _whole(0, 5_000_000),
        "retail_value": _rand,
    },
    "terms": {"excess": _rand, "write_off_ratio": _share, "vat": _share},
    "rates": {"panel": _rate, "paint": _rate, "strip": _rate, "paint_material": _rate},
    "garage": {"class": _garage},
}

CLAIM_KEYS = tuple(f"{section}.{key}" if section else key for section, keys in _KEYS.items() for key in keys)
"""Every key of claim.toml, with its section."""
