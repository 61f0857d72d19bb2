"""claim.toml -> ClaimFacts, with the line as typed and the right way to write it in every complaint."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from claimapp.domain.claim import (
    ClaimFacts,
    GarageClass,
    Insured,
    PriceFacts,
    RateOverrides,
    Terms,
    VehicleFacts,
    check_claim,
)
from claimapp.domain.files import FileName
from claimapp.errors import ClaimFileProblem
from claimapp.store.as_typed import ValueKind, right_forms
from claimapp.store.claim_keys import KEYS, Key
from claimapp.store.claim_lines import Line, find_line, line_numbered
from claimapp.store.claim_text import decode_claim_text

__all__ = ["CLAIM_KEYS", "claim_value", "parse_claim", "read_claim"]

CLAIM_KEYS = tuple(f"{section}.{key}" if section else key for section, keys in KEYS.items() for key in keys)
"""Every key of claim.toml, with its section."""

_HOW_TO_WRITE = {
    ValueKind.RAND: "write rand as a number, as in {name} = 5000.50",
    ValueKind.SHARE: "write a share from 0 to 1, as in {name} = 0.70",
    ValueKind.WHOLE: "write a whole number, as in {name} = 2021",
    ValueKind.DAY: "write a day, as in {name} = 2026-10-12",
}
_SHOWN_LENGTH = 60  # characters of a wrong value in an error
_NEAR_ENOUGH = 70  # percent alike, from which a known name is offered for an unknown one
_PATH_IN_DOUBLE_QUOTES = re.compile(r'^"(?!"")[^"]*(?:[A-Za-z]:\\|\\\\)[^"]*"')


def read_claim(claim_folder: Path) -> ClaimFacts:
    """Read a claim folder's claim.toml; without one, only the number (the folder's name) is known.

    Raises:
        ClaimFileProblem: if it may not be read, for a typo, a wrong type, or a value out of range.
    """
    path = claim_folder / FileName.CLAIM
    number = claim_folder.resolve().name
    try:
        if not path.is_file():
            return ClaimFacts(number=number)
        content = path.read_bytes()
    except OSError as problem:
        raise ClaimFileProblem(
            f"the file cannot be read ({(problem.strerror or 'unknown reason').lower()})",
            hint="check its permissions, and close programs that hold it",
            where=str(path),
        ) from problem
    claim = parse_claim(decode_claim_text(content, where=str(path)), default_number=number, where=str(path))
    if claim.prices.tables is None:
        return claim
    # Kept whole, so that the claim is priced the same from wherever its assessment lies.
    return replace(claim, prices=PriceFacts(str((path.parent / claim.prices.tables).resolve())))


def parse_claim(
    text: str, *, default_number: str, where: str = FileName.CLAIM, today: date | None = None
) -> ClaimFacts:
    """Read the text of a claim.toml; `where` names the file in errors, `today` as in `check_claim`.

    Raises:
        ClaimFileProblem: for a typo, a wrong type, or a value out of range.
    """
    try:
        # Decimal keeps what was typed: 5.000 is no longer 5.0.
        content = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as problem:
        # also what tomllib lets through: endless numbers and brackets
        raise _no_toml(str(problem), text, where) from problem
    checked = {section: _section(section, content, text, where) for section in KEYS}
    top = checked[""]
    claim = ClaimFacts(
        number=top.get("number", default_number),
        loss_date=top.get("loss_date"),
        incident=top.get("incident"),
        insured=Insured(**checked["insured"]),
        vehicle=VehicleFacts(**checked["vehicle"]),
        terms=Terms(**checked["terms"]),
        rates=RateOverrides(**checked["rates"]),
        garage=checked["garage"].get("class", GarageClass.GENERAL),
        prices=PriceFacts(**checked["prices"]),
    )
    try:
        check_claim(claim, today=today)
    except ClaimFileProblem as problem:
        section, _, key = problem.where.rpartition(".")
        line = find_line(text, section, key)
        raise ClaimFileProblem(problem.message, hint=problem.hint, where=_place(where, line)) from problem
    return claim


def claim_value(key: str, value: object) -> Any:
    """Check one value of claim.toml by its key with section (`terms.excess`), and return it as the program has it.

    What no claim can have is for `check_claim`, on the claim with the value in it.

    Raises:
        ValueError: if it does not fit; its text says what does.
    """
    section, _, name = key.rpartition(".")
    return KEYS[section][name].read(value)


def _section(section: str, content: dict[str, Any], text: str, where: str) -> dict[str, Any]:
    allowed = KEYS[section]
    values = content if section == "" else content.get(section, {})
    if not isinstance(values, dict):
        raise ClaimFileProblem(
            f"{section!r} is a section: write [{section}] on a line of its own",
            where=_place(where, find_line(text, "", section)),
        )
    checked = {}
    for key, value in values.items():
        if section == "" and key in KEYS:
            continue
        line = find_line(text, section, key)
        if key not in allowed:
            raise _unknown_key(section, key, where=_place(where, line))
        typed = line.typed if line else ""
        try:
            if isinstance(value, str) and _PATH_IN_DOUBLE_QUOTES.match(typed):
                raise ValueError("a backslash in double quotes is read as something else; write single quotes")
            checked[key] = allowed[key].read(value)
        except ValueError as problem:
            shown = _forms(key, allowed[key], typed or str(value))
            raise ClaimFileProblem(
                f"{key} = {_shown(value)} does not fit",
                hint=f"{problem}: {shown}" if shown else str(problem),
                where=_place(where, line),
            ) from problem
    return checked


def _no_toml(problem: str, text: str, where: str) -> ClaimFileProblem:
    """Say which line cannot be read, as it was typed, and how to write what it seems to mean."""
    number = re.search(r"line ([0-9]+)", problem)
    line = line_numbered(text, int(number[1]) if number else None)
    if line is None:
        return ClaimFileProblem(
            f"this is not TOML: {problem}"[:200], hint='write key = "value", one a line', where=where
        )
    if re.match(r"\s*\[\s*[A-Za-z]+\s*$", line.text):
        return ClaimFileProblem(
            f"this line cannot be read: {line.shown}", hint=f"write {line.text.strip()}]", where=_place(where, line)
        )
    if "overwrite" in problem or "twice" in problem:
        return ClaimFileProblem(
            f"this stands twice in the file: {line.shown}", hint="keep one of the two", where=_place(where, line)
        )
    known = _known(line)
    shown = _forms(*known, line.typed) if known else ""
    hint = f"write {shown}" if shown else 'write key = value, as in excess = 5000.50 or incident = "Hit a pole"'
    if known and not shown and known[1].kind in _HOW_TO_WRITE:
        hint = _HOW_TO_WRITE[known[1].kind].format(name=known[0])
    return ClaimFileProblem(f"this line cannot be read: {line.shown}", hint=hint, where=_place(where, line))


def _known(line: Line) -> tuple[str, Key] | None:
    """The key that a line seems to set, however it was typed."""
    name = re.sub(r"[\s-]+", "_", line.key.strip().lower())
    section, _, last = name.rpartition(".")
    for candidate in (section or line.section, line.section, *KEYS):
        if last in KEYS.get(candidate, {}):
            return last, KEYS[candidate][last]
    return None


def _forms(name: str, key: Key, typed: str) -> str:
    """`excess = 5000.50`; both readings with their meaning where there are two; nothing that would be refused again."""
    forms = [form for form in right_forms(key.kind, typed) if _is_read(key, form)]
    if len(forms) == 1:
        return f"{name} = {forms[0]}"
    return " or ".join(f"{name} = {form} if you mean {_meaning(key.kind, form)}" for form in forms)


def _is_read(key: Key, form: str) -> bool:
    try:
        key.read(tomllib.loads(f"value = {form}", parse_float=Decimal)["value"])
    except ValueError:
        return False
    return True


def _meaning(kind: ValueKind, form: str) -> str:
    if kind is ValueKind.DAY:
        day = date.fromisoformat(form)
        return f"{day.day} {day:%B %Y}"
    return f"R {form}"


def _unknown_key(section: str, key: str, *, where: str) -> ClaimFileProblem:
    here = list(KEYS[section])
    names = [*here, *(f"[{name}]" for name in KEYS if name)] if section == "" else here
    near = _nearest(key, names) or _nearest(key, [name for other in KEYS.values() for name in other])
    section_of_near = next((other for other in KEYS if near in KEYS[other]), None)
    if near is None:
        remedy = ""
    elif near in names:
        remedy = f"did you mean {near}? "
    else:
        place = f"under [{section_of_near}]" if section_of_near else "above the first [section]"
        remedy = f"{near} belongs {place}; "
    return ClaimFileProblem(
        f"the key {_shown(key)} is not known" + (f" in [{section}]" if section else ""),
        hint=f"{remedy}allowed are {', '.join(names)}",
        where=where,
    )


def _nearest(key: str, names: Sequence[str]) -> str | None:
    bare = [name.strip("[]") for name in names]
    found = process.extractOne(re.sub(r"[\s-]+", "_", key.lower()), bare, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return names[found[2]] if found else None


def _place(where: str, line: Line | None) -> str:
    return f"{where}, line {line.number}" if line else where


def _shown(value: Any) -> str:
    """The value as an error shows it, not more than a line of it."""
    try:
        shown = str(value) if isinstance(value, Decimal | date) else repr(value)
    except (ValueError, RecursionError):  # Python writes no number of more than 4300 digits, no endless brackets
        return "a value too long to show"
    return shown if len(shown) <= _SHOWN_LENGTH else f"{shown[:_SHOWN_LENGTH]}..."
