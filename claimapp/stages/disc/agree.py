"""Barcode and printed text of one disc -> one value a field, and a warning where they disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from claimapp.domain.disc import DISC_FIELDS, DiscField
from claimapp.stages.disc.grammar import confusable, plain

__all__ = ["FIELD_WORDS", "merge"]

FIELD_WORDS: Mapping[str, str] = {
    "make": "make", "model": "model", "series": "series", "vin": "VIN", "registration": "licence number (plate)",
    "register_no": "vehicle register number", "engine_no": "engine number", "colour": "colour",
    "description": "description", "expires": "expiry date", "year": "year",
}  # fmt: skip
"""What a field is called in a sentence."""

_CONFIRMED = 0.95  # an unchecked barcode value that the print repeats


def merge(
    barcode: Mapping[str, DiscField], text: Mapping[str, DiscField]
) -> tuple[dict[str, DiscField], tuple[str, ...]]:
    """Merge two readings of one disc field by field; returns fields and warnings.

    The barcode's value wins. Print that repeats it raises its confidence to 0.95 at least;
    print that differs in look-alike characters only (0 and O) is kept as alternative; any
    other difference is a warning too, because a disc may have been altered or two discs
    overlap. Warnings hold no value, so that they may be logged.
    """
    fields: dict[str, DiscField] = {}
    warnings: list[str] = []
    for name in DISC_FIELDS:
        coded, printed = barcode.get(name), text.get(name)
        if coded is None or printed is None:
            one = coded or printed
            if one is not None:
                fields[name] = one
        elif plain(coded.value) == plain(printed.value):
            fields[name] = replace(coded, confidence=max(coded.confidence, _CONFIRMED))
        else:
            fields[name] = replace(coded, alternatives=(*coded.alternatives, printed.value))
            if not confusable(coded.value, printed.value):
                warnings.append(
                    f"The disc's barcode and its print give a different {FIELD_WORDS[name]}; "
                    "compare both on the photo before relying on it."
                )
    return fields, tuple(warnings)
