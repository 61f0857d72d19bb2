"""Discs and claim.toml -> the vehicle of the claim, every value with its source.

claim.toml wins over a barcode, a barcode over print. What disagrees becomes a warning
sentence, never a silent choice; what nobody says stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from claimapp.domain.claim import ClaimFacts, VehicleFacts
from claimapp.domain.disc import Disc, DiscField, DiscSource
from claimapp.domain.vehicle import Known, Source, Vehicle
from claimapp.stages.disc.agree import FIELD_WORDS
from claimapp.stages.disc.grammar import confusable, fits_vin, plain
from claimapp.stages.disc.vocabulary import (
    MAKE_ALIASES,
    MAKES_BY_WMI,
    POLICE_WMI,
    english_half,
    model_of_series,
)

__all__ = ["GRACE_DAYS", "identify_vehicle"]

GRACE_DAYS = 21  # National Road Traffic Regulations, regulation 60: the old disc still serves that long

_IDENTITY = ("vin", "registration", "register_no", "engine_no")
"""Fields that belong to one vehicle alone."""

_MAKE_FROM_VIN = 0.8  # confidence: the maker's code is sure, its reading and our table less so
_CERTAIN = 1.0  # typed by the assessor

_Values = dict[str, Known]


def identify_vehicle(discs: Sequence[Disc], claim: ClaimFacts) -> Vehicle:
    """Say who the claim's vehicle is, from the discs of all photos and from claim.toml.

    The disc that claim.toml names by VIN or plate, else the surest one, is the vehicle's.
    Other discs fill its gaps where they carry one of its numbers and contradict none; a disc
    of another vehicle is a warning. The year comes from claim.toml alone: position 10 of a
    South African or European VIN need not hold it. No disc and nothing typed give a vehicle
    with every field None.
    """
    warnings: list[str] = []
    main = _main_disc(discs, claim.vehicle)
    values: _Values = {}
    if main is not None:
        fields, told = _gather(main, discs)
        values = _from_disc(fields)
        warnings += [*main.warnings, *told]
        if not main.fields:
            warnings.append(f"Photo {main.photo_id} shows a licence disc that could not be read: {_sentence(main)}.")
    warnings += _lay_typed_over(values, claim.vehicle)
    warnings += _judge_vin(values)
    warnings += _judge_expiry(values.get("expires"), claim.loss_date)
    return Vehicle(**values, disc_photo=main.photo_id if main else None, warnings=tuple(dict.fromkeys(warnings)))


def _main_disc(discs: Sequence[Disc], typed: VehicleFacts) -> Disc | None:
    """Return the disc to believe: named by claim.toml, then checked, then with most fields; first wins a tie."""

    def rank(disc: Disc) -> tuple[bool, bool, int, float]:
        named = any(
            given and (read := disc.fields.get(name)) and plain(read.value) == plain(given)
            for name, given in (("vin", typed.vin), ("registration", typed.registration))
        )
        sureness = sum(read.confidence for read in disc.fields.values())
        return bool(named), disc.barcode_checked, len(disc.fields), sureness

    return max(discs, key=rank, default=None)


def _gather(main: Disc, discs: Sequence[Disc]) -> tuple[Mapping[str, DiscField], list[str]]:
    fields, warnings = dict(main.fields), list[str]()
    for other in discs:
        if other is main or not other.fields:
            continue
        shared = [name for name in _IDENTITY if name in main.fields and name in other.fields]
        apart = [name for name in shared if not confusable(main.fields[name].value, other.fields[name].value)]
        if apart:
            words = " and ".join(FIELD_WORDS[name] for name in apart)
            warnings.append(
                f"The licence discs on photos {main.photo_id} and {other.photo_id} differ in {words}; "
                f"the vehicle was taken from {main.photo_id}. Check which one is the claim's."
            )
        elif shared:
            differing = [
                n for n in other.fields if n in fields and not _alike(n, fields[n].value, other.fields[n].value)
            ]
            warnings += [
                f"Photos {main.photo_id} and {other.photo_id} show the same vehicle's disc with a different "
                f"{FIELD_WORDS[name]}; {main.photo_id} was believed."
                for name in differing
                if name not in _IDENTITY
            ]
            fields = {**other.fields, **fields}
        else:
            warnings.append(
                f"The licence disc on photo {other.photo_id} shares no number with the one on {main.photo_id}; "
                "it was left aside."
            )
    return fields, warnings


def _alike(name: str, one: str, other: str) -> bool:
    """Say whether two values of a field mean the same, whatever their spacing, case or usual short form."""
    if name == "make":
        one, other = (MAKE_ALIASES.get(text.upper().strip(), text) for text in (one, other))
    return plain(one) == plain(other)


def _same_model(typed: str, read: str, make: str) -> bool:
    """Say whether a typed model is the disc's: the make before it and an engine size behind it may be typed too.

    `POLO VIVO 1.4` is POLO VIVO; `POLO` is not, they are different cars.
    """
    names = [make, *(short for short, full in MAKE_ALIASES.items() if full == make)]
    bare = plain(typed)
    for name in names:
        bare = bare.removeprefix(plain(name))
    behind = bare.removeprefix(plain(read)) if bare.startswith(plain(read)) else None
    return behind is not None and (not behind or behind[0].isdigit())


def _agrees(name: str, typed: str, read: Known, values: _Values) -> bool:
    if name == "model":
        make = values.get("make")
        return _same_model(typed, str(read.value), str(make.value) if make else "")
    return _alike(name, typed, str(read.value))


def _from_disc(fields: Mapping[str, DiscField]) -> _Values:
    values: _Values = {}
    for name, read in fields.items():
        source = Source.BARCODE if read.source is DiscSource.BARCODE else Source.TEXT
        known = Known(read.value, source, read.confidence, read.alternatives)
        if name == "description":
            values["body"] = replace(known, value=english_half(read.value))
        else:
            values[name] = known
        if name == "series" and (model := model_of_series(read.value)):
            values["model"] = replace(known, value=model, alternatives=())
    return values


def _lay_typed_over(values: _Values, typed: VehicleFacts) -> list[str]:
    """Put claim.toml's values over what was read; return a warning for each that differs."""
    given: dict[str, str | int | None] = {
        "make": typed.make,
        "model": typed.model,
        "year": typed.year,
        "vin": plain(typed.vin) if typed.vin else None,
        "registration": plain(typed.registration) if typed.registration else None,
    }
    warnings = []
    for name, value in given.items():
        if value is None or value == "":
            continue
        read = values.get(name)
        differs = read is not None and not _agrees(name, str(value), read, values)
        values[name] = Known(value, Source.CLAIM_FILE, _CERTAIN, (str(read.value),) if read and differs else ())
        if differs:
            warnings.append(
                f"The {FIELD_WORDS[name]} in claim.toml differs from the one on the licence disc; "
                "claim.toml was believed. Check that the disc is this vehicle's."
            )
    return warnings


def _judge_vin(values: _Values) -> list[str]:
    """Take the make from the VIN where none is known, and warn of what the VIN's first letters tell."""
    vin = values.get("vin")
    if vin is None or not fits_vin(str(vin.value)):
        return []
    wmi = str(vin.value)[:3]
    if wmi == POLICE_WMI:
        return [
            "The VIN begins with AAP: the police stamped it anew (SAPVIN), after a theft or because the first one "
            "was unreadable. Ask for the police clearance before valuing the vehicle."
        ]
    makers = MAKES_BY_WMI.get(wmi, ())
    make = values.get("make")
    if make is None and len(makers) == 1:
        values["make"] = Known(makers[0], Source.VIN, round(_MAKE_FROM_VIN * vin.confidence, 3))
    elif make is not None and makers and not any(_alike("make", str(make.value), maker) for maker in makers):
        return [
            f"The make is {make.value}, but VINs that begin with {wmi} belong to {' or '.join(makers)}; "
            "compare VIN and make on the vehicle."
        ]
    return []


def _judge_expiry(expires: Known | None, loss_date: date | None) -> list[str]:
    """Warn of a disc that had expired at the loss; never a reason to refuse anything here."""
    if expires is None or loss_date is None:
        return []
    last_day = date.fromisoformat(str(expires.value))
    late = (loss_date - last_day).days
    if late <= 0:
        return []
    ended = f"The licence disc expired on {last_day.isoformat()}, {late} day(s) before the loss"
    if late <= GRACE_DAYS:
        until = (last_day + timedelta(days=GRACE_DAYS)).isoformat()
        return [f"{ended}; it was still within the {GRACE_DAYS} days of grace (regulation 60), which ran to {until}."]
    return [f"{ended}, outside the {GRACE_DAYS} days of grace (regulation 60). Check the policy's wording."]


def _sentence(disc: Disc) -> str:
    return "; ".join(disc.tried) or "nothing was tried"
