"""The barcode's text -> fields of the disc. A wrong read must not get through here.

The text has 16 parts between `%` (the first and last are empty): form code, length of
the whole, office, issue, control number, plate, register number, description, make,
series, colour, VIN, engine number, expiry. A barcode reader's own "valid" has been wrong;
the parts and the length have not (0 of 13 false reads kept either).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from claimapp.domain.disc import DiscField, DiscSource
from claimapp.stages.disc.grammar import as_iso_date, fits_register_no, fits_vin, plain

__all__ = ["Payload", "parse_payload"]

_PARTS = 16
_FORM_CODE = re.compile(r"MVL1CC\d{2}")  # the two digits vary from disc to disc
_LENGTH = re.compile(r"\d{4}")
_LONGEST = 400  # characters; real ones have 120 to 180
_AIM_PREFIX = "]L2"
_DRIVING_LICENCE = "%TDL01%"
_PLACES = MappingProxyType(
    {
        "registration": 6, "register_no": 7, "description": 8, "make": 9, "series": 10, "colour": 11, "vin": 12,
        "engine_no": 13, "expires": 14,
    }
)  # fmt: skip
"""Part number of each field, counted from 0."""

# Confidence of a value. Checked: no false read seen in 353 hard pictures, so what is left is
# a wrong record. Unchecked: edited or damaged text was seen in 3 of 24 public payloads.
_CHECKED = 0.99
_CHECKED_ODD_SHAPE = 0.9
_UNCHECKED = 0.6


@dataclass(frozen=True, slots=True)
class Payload:
    """The fields of one barcode; `checked` says that the text's own length matched."""

    fields: Mapping[str, DiscField]
    checked: bool


def parse_payload(text: str) -> Payload | None:
    """Parse a barcode's text; None where it is no licence disc's.

    A scanner's `]L2` prefix is dropped, a missing first `%` is put back, empty fields are
    left out of the answer. Where only the length disagrees, and VIN and date have their
    shape, the fields come back unchecked. Namibia's discs have the same form.
    """
    whole = text.strip("\r\n").removeprefix(_AIM_PREFIX)
    if not whole.startswith("%"):
        whole = f"%{whole}"
    if len(whole) > _LONGEST or not whole.isascii() or not whole.isprintable() or whole.startswith(_DRIVING_LICENCE):
        return None
    parts = whole.split("%")
    if len(parts) != _PARTS or parts[0] or parts[-1] or not _FORM_CODE.fullmatch(parts[1]):
        return None
    checked = _LENGTH.fullmatch(parts[2]) is not None and int(parts[2]) == len(whole)
    vin, expires = plain(parts[_PLACES["vin"]]), as_iso_date(parts[_PLACES["expires"]])
    if not checked and not (fits_vin(vin) and expires):
        return None
    values = {name: value for name, place in _PLACES.items() if (value := _clean(name, parts[place]))}
    if not values.keys() & {"vin", "registration"}:
        return None
    return Payload(MappingProxyType({n: _as_field(n, v, checked=checked) for n, v in values.items()}), checked)


def _clean(name: str, raw: str) -> str:
    if name == "expires":
        return as_iso_date(raw) or ""
    if name in ("registration", "register_no", "vin", "engine_no"):
        return plain(raw)
    return " ".join(raw.split())


def _as_field(name: str, value: str, *, checked: bool) -> DiscField:
    if not checked:
        return DiscField(value, DiscSource.BARCODE, _UNCHECKED)
    odd = (name == "vin" and not fits_vin(value)) or (name == "register_no" and not fits_register_no(value))
    return DiscField(value, DiscSource.BARCODE, _CHECKED_ODD_SHAPE if odd else _CHECKED)
