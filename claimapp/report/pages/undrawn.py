"""The caution about signs that the report cannot draw."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from enum import Enum

from claimapp.domain.assessment import Assessment
from claimapp.domain.caution import Caution, CautionCode
from claimapp.report.pages.signs import LACKING, lacking_signs, sign_words

__all__ = ["undrawn_cautions"]


def undrawn_cautions(assessment: Assessment) -> tuple[Caution, ...]:
    """Name the signs of an assessment's texts that no font of the report has; none gives nothing."""
    signs = lacking_signs(_texts(assessment))
    if not signs:
        return ()
    named = tuple(sign_words(sign) for sign in signs)
    return (Caution.of(CautionCode.UNDRAWN_SIGNS, lacking=LACKING, signs=named),)


def _texts(value: object) -> Iterator[str]:
    """Yield every text within a value of the domain."""
    if isinstance(value, str):
        if not isinstance(value, Enum):
            yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
