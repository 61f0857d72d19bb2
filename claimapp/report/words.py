"""The plain words that the report and the lists print, in one place (English).

Everything a person reads about kinds, parts, operations, sources, dates, shares and
hours is worded here, so that a second language replaces this module alone.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from claimapp.domain.damage import DamageStatus, Severity
from claimapp.domain.estimate import Basis, Outcome
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import Operation
from claimapp.domain.part import PARTS, PartName, Side
from claimapp.domain.photo import PhotoRole, View
from claimapp.domain.vehicle import Source

__all__ = [
    "BASIS_WORDS",
    "FIELD_WORDS",
    "KIND_WORDS",
    "NOTHING",
    "NOT_KNOWN",
    "OPERATION_WORDS",
    "OUTCOME_WORDS",
    "ROLE_WORDS",
    "ROW_STATUS_WORDS",
    "SEVERITY_WORDS",
    "SOURCE_WORDS",
    "STATUS_WORDS",
    "VIEW_WORDS",
    "counted",
    "date_words",
    "hours_words",
    "line_words",
    "listed",
    "part_words",
    "share_words",
    "time_words",
]

NOT_KNOWN = "not known"
"""Printed wherever the program has no value; never a guess in its place."""

NOTHING = "–"
"""Printed in a cell that is empty on purpose."""

KIND_WORDS: dict[DamageKind, str] = {
    DamageKind.SCRATCH: "scratch",
    DamageKind.DENT: "dent",
    DamageKind.BROKEN: "broken",
    DamageKind.GLASS: "glass",
    DamageKind.LAMP: "lamp",
    DamageKind.TYRE: "tyre",
    DamageKind.UNKNOWN: "kind not known",
}

SEVERITY_WORDS: dict[Severity, str] = {
    Severity.MINOR: "minor",
    Severity.MODERATE: "moderate",
    Severity.SEVERE: "severe",
}

STATUS_WORDS: dict[DamageStatus, str] = {
    DamageStatus.FOUND: "found by the program",
    DamageStatus.ADDED: "added by a person",
    DamageStatus.DISMISSED: "taken off by a person",
}

OPERATION_WORDS: dict[Operation, str] = {
    Operation.REPAIR: "repair",
    Operation.REPLACE: "replace",
    Operation.REFINISH: "refinish",
    Operation.BLEND: "blend colour",
    Operation.REMOVE_REFIT: "remove and refit",
    Operation.POLISH: "polish",
    Operation.SUBLET: "sundry or sublet",
}

ROLE_WORDS: dict[PhotoRole, str] = {
    PhotoRole.VEHICLE: "vehicle",
    PhotoRole.CLOSE_UP: "close-up",
    PhotoRole.DISC: "licence disc",
    PhotoRole.OTHER: "other",
}

VIEW_WORDS: dict[View, str] = {
    View.FRONT: "from the front",
    View.FRONT_LEFT: "from the front left",
    View.LEFT: "from the left",
    View.REAR_LEFT: "from the rear left",
    View.REAR: "from the rear",
    View.REAR_RIGHT: "from the rear right",
    View.RIGHT: "from the right",
    View.FRONT_RIGHT: "from the front right",
}

SOURCE_WORDS: dict[Source, str] = {
    Source.CLAIM_FILE: "claim.toml",
    Source.BARCODE: "barcode of the disc",
    Source.TEXT: "printed text of the disc",
    Source.VIN: "worked out from the VIN",
    Source.PHOTO: "photo of the vehicle",
    Source.PERSON: "typed by a person",
}

FIELD_WORDS: dict[str, str] = {
    "make": "Make",
    "model": "Model",
    "series": "Series",
    "body": "Body",
    "colour": "Colour",
    "vin": "VIN",
    "engine_no": "Engine number",
    "registration": "Registration",
    "register_no": "Register number",
    "expires": "Disc expires",
    "year": "Year",
}
"""Words for the fields of a vehicle, keyed as in VEHICLE_FIELDS."""

BASIS_WORDS: dict[Basis, str] = {
    Basis.REFERENCE_BOOK: "a reference book: simulated, not settled claims",
    Basis.SETTLED_CLAIMS: "settled claims",
}

OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.REPAIR: "the figures lean towards repair",
    Outcome.UNECONOMICAL: "the figures lean towards uneconomical to repair",
    Outcome.REFER: "the figures are too close to lean either way: look closer",
}

ROW_STATUS_WORDS: dict[str, str] = {
    "SOURCED": "sourced: a published figure",
    "DERIVED": "derived: worked out from a published figure",
    "ASSUMED": "assumed: set by judgement, no public source",
    "PERSON": "typed by a person",
}
"""What the status of a table row means; a status that is not here is printed as it is."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def part_words(part: PartName | None, side: Side | None) -> str:
    """Name a part with its side: `left front door`; no part gives `not known`."""
    if part is None:
        return NOT_KNOWN
    english = PARTS[part].english
    return f"{side.value} {english}" if side else english


def date_words(day: date | None) -> str:
    """Write a date as `12 October 2026`, independent of the computer's language; None gives `not known`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else NOT_KNOWN


def time_words(moment: datetime | None) -> str:
    """Write a date with its time: `12 October 2026, 09:14`, with `UTC` where the value says so."""
    if moment is None:
        return NOT_KNOWN
    zone = f" {moment.tzname()}" if moment.tzinfo else ""
    return f"{date_words(moment.date())}, {moment:%H:%M}{zone}"


def share_words(share: float | Decimal, places: int = 0) -> str:
    """Write a share from 0 to 1 in per cent: `84 %`, rounded half up, decimal comma."""
    percent = Decimal(str(share)) * 100
    rounded = percent.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",") + "\u00a0%"


def hours_words(hours: Decimal) -> str:
    """Write hours with a decimal comma and at least one place (`1,5`, `2,86`); no hours give a dash."""
    if not hours:
        return NOTHING
    text = f"{hours.normalize():f}"
    return (text if "." in text else f"{text}.0").replace(".", ",")


def line_words(line_id: str) -> str:
    """Print a line's id in capitals (`L1` for `l1`), since a small l is taken for a one."""
    return line_id.upper()


def counted(number: int, one: str, many: str = "") -> str:
    """Write a count with its noun: `1 damage`, `5 damages`, `no damages`; `many` for odd plurals."""
    plural = many or f"{one}s"
    return f"no {plural}" if number == 0 else f"{number} {one if number == 1 else plural}"


def listed(names: list[str] | tuple[str, ...], most: int = 12) -> str:
    """Join names with commas; more than `most` are cut to `and 7 more`, none gives a dash."""
    if not names:
        return NOTHING
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
