"""Barcode and printed text of one disc -> one value a field, and a warning where they disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.disc import DISC_FIELDS, DiscField
from claimapp.stages.disc.grammar import confusable, plain

__all__ = ["merge"]

_CONFIRMED = 0.95  # an unchecked barcode value that the print repeats


def merge(
    barcode: Mapping[str, DiscField], text: Mapping[str, DiscField]
) -> tuple[dict[str, DiscField], tuple[Caution, ...]]:
    """Merge two readings of one disc field by field; returns fields and warnings.

    The barcode's value wins. Print that repeats it raises its confidence to 0.95 at least;
    print that differs in look-alike characters only (0 and O) is kept as alternative; any
    other difference is a warning too, because a disc may have been altered or two discs
    overlap. Warnings hold no value, so that they may be logged.
    """
    fields: dict[str, DiscField] = {}
    warnings: list[Caution] = []
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
                warnings.append(Caution.of(CautionCode.BARCODE_AND_PRINT_DIFFER, field=name))
    return fields, tuple(warnings)
