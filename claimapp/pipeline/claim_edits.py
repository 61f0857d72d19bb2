"""A person's edits of the vehicle and of the claim's facts."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from claimapp.domain.claim import ClaimFacts, check_claim
from claimapp.domain.edit import SetClaim, SetVehicle
from claimapp.domain.vehicle import VEHICLE_FIELDS, Known, Source, Vehicle
from claimapp.errors import ClaimFileProblem, EditProblem
from claimapp.store.claim_file import CLAIM_KEYS, claim_value

__all__ = ["set_claim", "set_vehicle"]

_SURE = 1.0  # confidence of what a person types
_CODES = ("vin", "registration", "register_no", "engine_no")  # compared without blanks and hyphens, in capitals
_DAY = "write it as year-month-day, as in 2026-10-12"  # in an edit a day is text


def set_vehicle(vehicle: Vehicle, edit: SetVehicle) -> Vehicle:
    """Return the vehicle with one field as a person typed it; what was read becomes an alternative.

    None says that the value is not known, whatever was read.

    Raises:
        EditProblem: if there is no such field, or the value is of the wrong kind.
    """
    if edit.field not in VEHICLE_FIELDS:
        raise EditProblem(
            f"the vehicle has no field {edit.field!r}", hint=f"fields are {', '.join(VEHICLE_FIELDS)}", where="vehicle"
        )
    before: Known | None = getattr(vehicle, edit.field)
    value = _vehicle_value(edit)
    others = () if before is None else (*before.alternatives, *([str(before.value)] if before.value else []))
    known = Known(value, Source.PERSON, _SURE, tuple(dict.fromkeys(other for other in others if other != str(value))))
    return replace(vehicle, **{edit.field: known})  # type: ignore[arg-type]  # the field is one of VEHICLE_FIELDS


def set_claim(claim: ClaimFacts, edit: SetClaim) -> tuple[ClaimFacts, str]:
    """Return the claim with one fact as a person typed it, and what stood there before, as text.

    `field` is a key of claim.toml with its section (`terms.excess`, `loss_date`), and the
    value is checked as there; a date is ISO text. None takes the fact away.

    Raises:
        EditProblem: if there is no such key, the value does not fit, or a claim cannot be without it.
    """
    if edit.field not in CLAIM_KEYS:
        raise EditProblem(f"the claim has no key {edit.field!r}", hint=f"keys are {', '.join(CLAIM_KEYS)}")
    section, _, key = edit.field.rpartition(".")
    holder: Any = getattr(claim, section) if section and section != "garage" else claim
    name = "garage" if section == "garage" else key
    before = getattr(holder, name)
    if edit.value is None:
        value = _default(holder, name)
    else:
        try:
            value = claim_value(edit.field, _as_in_toml(edit.value))
        except ValueError as problem:
            hint = _DAY if edit.field == "loss_date" else str(problem)
            raise EditProblem(f"{edit.field} cannot be {edit.value!r}", hint=hint) from problem
    changed = replace(holder, **{name: value})
    claim = changed if holder is claim else replace(claim, **{section: changed})
    try:
        check_claim(claim)
    except ClaimFileProblem as problem:
        raise EditProblem(problem.message, hint=problem.hint, where=edit.field) from problem
    return claim, "" if before is None else str(before)


def _vehicle_value(edit: SetVehicle) -> str | int | None:
    value = edit.value
    if value is None:
        return None
    if edit.field == "year":
        if isinstance(value, bool) or not isinstance(value, int):
            raise EditProblem(f"the year cannot be {value!r}", hint="write a whole number, as in 2021", where="vehicle")
        return int(claim_value("vehicle.year", value))
    text = str(value).strip()
    if edit.field == "expires":
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError as problem:
            raise EditProblem(f"the expiry date cannot be {value!r}", hint=_DAY, where="vehicle") from problem
    if not text:
        return None
    return "".join(text.split()).replace("-", "").upper() if edit.field in _CODES else text


def _as_in_toml(value: str | int | float) -> object:
    """JSON has no dates, text in their form is one; a number with places is exact there."""
    if isinstance(value, float):
        return Decimal(str(value))
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _default(holder: Any, name: str) -> Any:
    """What a fact is where claim.toml does not give it."""
    (field,) = (each for each in fields(holder) if each.name == name)
    if field.default is MISSING:
        raise EditProblem(f"a claim cannot be without its {name}", hint="type another value")
    return field.default
