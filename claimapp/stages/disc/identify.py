"""Discs and claim.toml -> the vehicle of the claim, every value with its source.

claim.toml wins over a barcode, a barcode over print. What disagrees becomes a caution,
never a silent choice; what nobody says stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import ClaimFacts, VehicleFacts
from claimapp.domain.disc import Disc, DiscField, DiscSource
from claimapp.domain.vehicle import MAKE_ALIASES, Known, Source, Vehicle
from claimapp.stages.disc.grammar import confusable, fits_vin, plain
from claimapp.stages.disc.vocabulary import (
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
    warnings: list[Caution] = []
    main = _main_disc(discs, claim.vehicle)
    values: _Values = {}
    if main is not None:
        fields, told = _gather(main, discs)
        values = _from_disc(fields)
        warnings += [*main.warnings, *told]
        if not main.fields:
            warnings.append(_not_read(main))
    warnings += _lay_typed_over(values, claim.vehicle)
    warnings += _judge_vin(values)
    warnings += _judge_expiry(values.get("expires"), claim.loss_date)
    known = Vehicle(
        disc_photo=main.photo_id if main else None, warnings=tuple(dict.fromkeys(warnings)), discs=tuple(discs)
    )
    return replace(known, **values)  # type: ignore[arg-type]  # the keys are fields of the vehicle


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


def _gather(main: Disc, discs: Sequence[Disc]) -> tuple[Mapping[str, DiscField], list[Caution]]:
    fields, warnings = dict(main.fields), list[Caution]()
    for other in discs:
        if other is main or not other.fields:
            continue
        shared = [name for name in _IDENTITY if name in main.fields and name in other.fields]
        apart = [name for name in shared if not confusable(main.fields[name].value, other.fields[name].value)]
        if apart:
            warnings.append(
                Caution.of(
                    CautionCode.DISCS_OF_TWO_VEHICLES,
                    where=other.photo_id,
                    believed=main.photo_id,
                    other=other.photo_id,
                    fields=tuple(apart),
                )
            )
        elif shared:
            differing = [
                n for n in other.fields if n in fields and not _alike(n, fields[n].value, other.fields[n].value)
            ]
            warnings += [
                Caution.of(
                    CautionCode.DISCS_DIFFER,
                    where=other.photo_id,
                    believed=main.photo_id,
                    other=other.photo_id,
                    field=name,
                )
                for name in differing
                if name not in _IDENTITY
            ]
            fields = {**other.fields, **fields}
        else:
            warnings.append(
                Caution.of(
                    CautionCode.DISC_LEFT_ASIDE, where=other.photo_id, believed=main.photo_id, other=other.photo_id
                )
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


def _lay_typed_over(values: _Values, typed: VehicleFacts) -> list[Caution]:
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
            warnings.append(Caution.of(CautionCode.TYPED_DIFFERS_FROM_DISC, field=name))
    return warnings


def _judge_vin(values: _Values) -> list[Caution]:
    """Take the make from the VIN where none is known, and warn of what the VIN's first letters tell."""
    vin = values.get("vin")
    if vin is None or not fits_vin(str(vin.value)):
        return []
    wmi = str(vin.value)[:3]
    if wmi == POLICE_WMI:
        return [Caution.of(CautionCode.VIN_OF_POLICE, wmi=wmi)]
    makers = MAKES_BY_WMI.get(wmi, ())
    make = values.get("make")
    if make is None and len(makers) == 1:
        values["make"] = Known(makers[0], Source.VIN, round(_MAKE_FROM_VIN * vin.confidence, 3))
    elif make is not None and makers and not any(_alike("make", str(make.value), maker) for maker in makers):
        return [Caution.of(CautionCode.VIN_OF_OTHER_MAKE, make=str(make.value), wmi=wmi, makers=tuple(makers))]
    return []


def _judge_expiry(expires: Known | None, loss_date: date | None) -> list[Caution]:
    """Warn of a disc that had expired at the loss; never a reason to refuse anything here."""
    if expires is None or loss_date is None:
        return []
    last_day = date.fromisoformat(str(expires.value))
    late = (loss_date - last_day).days
    if late <= 0:
        return []
    if late <= GRACE_DAYS:
        until = last_day + timedelta(days=GRACE_DAYS)
        return [
            Caution.of(
                CautionCode.DISC_EXPIRED_IN_GRACE,
                expired=last_day.isoformat(),
                days=late,
                grace_days=GRACE_DAYS,
                until=until.isoformat(),
            )
        ]
    return [Caution.of(CautionCode.DISC_EXPIRED, expired=last_day.isoformat(), days=late, grace_days=GRACE_DAYS)]


def _not_read(disc: Disc) -> Caution:
    """A disc that was seen but not read, with what was tried: each try as its code and facts."""
    tried = tuple((message.code, *(fact for pair in message.facts for fact in pair)) for message in disc.tried)
    return Caution.of(CautionCode.DISC_NOT_READ, where=disc.photo_id, photo=disc.photo_id, tried=tried)
