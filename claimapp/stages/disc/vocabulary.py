"""Words that stand on licence discs: makes, descriptions, VIN makers, model aliases.

A new make, description or maker code goes in here. The lists are open: a word that is
not in them is kept as read from a barcode, where it is printed text it counts for less.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["DESCRIPTIONS", "MAKES", "MAKES_BY_WMI", "POLICE_WMI", "english_half", "model_of_series"]

MAKES = (
    "AUDI", "BAIC", "BMW", "CHERY", "CHEVROLET", "CITROEN", "DAIHATSU", "DATSUN", "FAW", "FIAT", "FORD", "GWM",
    "HAVAL", "HINO", "HONDA", "HYUNDAI", "ISUZU", "JAECOO", "JAGUAR", "JEEP", "JETOUR", "KIA", "LAND ROVER", "LEXUS",
    "MAHINDRA", "MAN", "MAZDA", "MERCEDES-BENZ", "MINI", "MITSUBISHI", "NISSAN", "NISSAN DIESEL", "OMODA", "OPEL",
    "PEUGEOT", "PORSCHE", "RENAULT", "SCANIA", "SUBARU", "SUZUKI", "TATA", "TOYOTA", "UD TRUCKS", "VOLKSWAGEN",
    "VOLVO",
)  # fmt: skip
"""Makes as eNaTIS spells them (upper case), from public payloads and the 2025 sales lists."""

DESCRIPTIONS = (
    "Hatch back / Luikrug",
    "Sedan (closed top) / Sedan (toe-kap)",
    "Station wagon / Stasiewa",
    "Pick-up / Bakkie",
    "Truck tractor / Voorspanmotor",
    "Van body / Toebak",
    "Tipper / Wipbak",
)
"""Body descriptions seen in public payloads."""

MAKES_BY_WMI: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "AAA": ("AUDI",), "AAK": ("FAW",), "AAM": ("MAN",), "AAV": ("VOLKSWAGEN",), "ABJ": ("MITSUBISHI",),
        "ABM": ("BMW",), "ACV": ("ISUZU",), "AC5": ("HYUNDAI",), "ADB": ("MERCEDES-BENZ",),
        "ADM": ("OPEL", "CHEVROLET", "ISUZU"), "ADN": ("NISSAN", "NISSAN DIESEL", "DATSUN", "RENAULT"),
        "ADR": ("RENAULT",), "ADX": ("TATA",), "AFA": ("FORD", "MAZDA"), "AFB": ("MAZDA",), "AFD": ("BAIC",),
        "AFZ": ("FIAT",), "AHH": ("HINO",), "AHM": ("HONDA",), "AHT": ("TOYOTA", "LEXUS"), "WVG": ("VOLKSWAGEN",),
        "WVW": ("VOLKSWAGEN",), "WDC": ("MERCEDES-BENZ",), "WDD": ("MERCEDES-BENZ",), "W0L": ("OPEL", "CHEVROLET"),
        "JMY": ("MITSUBISHI",), "JTD": ("TOYOTA",), "MAK": ("HONDA",), "MDH": ("DATSUN", "NISSAN"),
        "MEE": ("RENAULT",), "MA1": ("MAHINDRA",), "MAL": ("HYUNDAI",), "KMH": ("HYUNDAI",),
        "KL1": ("CHEVROLET",), "LJX": ("FORD",), "9BS": ("SCANIA",), "MHK": ("DAIHATSU", "TOYOTA"),
    }
)  # fmt: skip
"""First three characters of a VIN -> makes built under it.

Only codes whose maker a source names without doubt (the table after Wikibooks, checked
against public payloads where met). A make is taken from a VIN only where one stands here.
"""

POLICE_WMI = "AAP"
"""A VIN that the police stamped anew (SAPVIN): after theft, or where the old one was unreadable."""

_MODEL_BY_SERIES: Mapping[str, str | None] = MappingProxyType({"OTHER": None, "ANDER": None})
# "VW 216 T-CROSS" is confirmed, "VW 240-POLO VIVO" stands on the sample; AU350-A3 is the same form for Audi.
_CODE_BEFORE_MODEL = re.compile(r"^(?:VW|AU)\s?\d{3}[\s-]+(?=\S)")


def english_half(bilingual: str) -> str:
    """Return the English half of `English / Afrikaans`; a text without the bar comes back whole."""
    return bilingual.split(" / ", 1)[0].strip()


def model_of_series(series: str) -> str | None:
    """Return the model's usual name for a disc's series: `VW 240-POLO VIVO` is POLO VIVO.

    The maker's code (VW or AU and three digits) is left off, everything else stays as
    printed; `OTHER` names no model and gives None.
    """
    plain = " ".join(series.upper().split())
    if plain in _MODEL_BY_SERIES:
        return _MODEL_BY_SERIES[plain]
    return _CODE_BEFORE_MODEL.sub("", plain) or None
