"""Printed lines of a disc's face -> fields, by label and grammar.

A value stands on its label's line, right of it, or below it, whatever the order of the
labels. Series and colour are not printed on a disc, so none is ever made from its face.
A value that does not fit its grammar is left out: nothing here is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from rapidfuzz import fuzz, process

from claimapp.domain.disc import DiscField, DiscSource
from claimapp.domain.geometry import Box
from claimapp.runtime.text_reader import TextLine
from claimapp.stages.disc.grammar import (
    Repaired,
    as_iso_date,
    ends_as_plate,
    plain,
    repair_plate,
    repair_register_no,
    repair_vin,
)
from claimapp.stages.disc.vocabulary import DESCRIPTIONS, MAKES

__all__ = ["FaceRead", "read_face"]

# Print is never as sure as a checked barcode: a line's own confidence is cut to this.
_SUREST = 0.9
_PER_REPAIR = 0.85  # for each character mended by position
_NO_GRAMMAR = 0.75  # engine numbers, unknown makes: any letter or digit could stand anywhere
_PERSONAL_PLATE = 0.7  # fits no province's form, but ends as plates do
_ODD_DATE = 0.7  # all 24 known expiries are the last of a month
_FROM_SHAPE = 0.85  # found without its label

_LABEL_LIKENESS = 82  # rapidfuzz ratio of a line's letters with a label's, 0 to 100
_HALF_LIKENESS = 70  # the same for the second half alone, which is shorter
_WORD_LIKENESS = 88  # the same for makes and descriptions
_SAME_ROW = 0.75  # of the taller line's height, between the lines' middles: perspective slants rows
_BELOW_REACH = 2.2  # heights of the label, from its lower edge to the value's upper edge
_ENGINE_NO = re.compile(r"(?=.*\d)[A-Z0-9]{5,17}")


@dataclass(frozen=True, slots=True)
class _Label:
    """A printed label: its field ("" for one that only bounds others), its letters, how it begins a line."""

    field: str
    printed: str
    second_half: str
    begins: re.Pattern[str]
    after: str = ""  # a word that some discs print behind the value


def _label(field: str, printed: str, begins: str, after: str = "") -> _Label:
    second_half = _letters(printed.partition("/")[2])
    return _Label(field, _letters(printed), second_half, re.compile(begins, re.IGNORECASE), after)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalpha())


_LABELS = (
    _label("registration", "Licence no. / Lisensienr.", r"licen[cs]e\s*n[o0]\.?(?:\s*/?\s*lisensie\s*n\w\.?)?"),
    _label(
        "register_no",
        "Veh. register no. / Vrt. registernr.",
        r"veh\.?\s*regist\w*\s*n[o0]\.?(?:\s*/?\s*vrt\.?\s*regist\w*?\s*n\w\.?)?",
    ),
    _label("vin", "VIN", r"v[i1l]n\b[\s:.]*|vin(?=[a-z0-9]{17}\b)"),
    _label("engine_no", "Engine no. / Enjinnr.", r"engine\s*n[o0]\.?(?:\s*/?\s*enjin\s*n\w\.?)?"),
    _label("make", "Make / Fabrikaat", r"make\b(?:\s*/?\s*fabrikaat)?", after="fabrikaat"),
    _label("description", "Description / Beskrywing", r"description\b(?:\s*/?\s*beskrywing)?", after="beskrywing"),
    _label("expires", "Date of expiry / Vervaldatum", r"date\s*of\s*exp\w*(?:\s*/?\s*vervaldatum)?|vervaldatum"),
    _label("", "Date of test / Datum van toets", r"date\s*of\s*test.*|datum\s*van\s*toets"),
    _label("", "Fees / Gelde", r"fees\b.*"),
    _label("", "GVM / BVM", r"gvm\b.*"),
    _label("", "Tare / Tarra", r"tare\b.*"),
    _label("", "Persons / Persone", r"pers(?:ons?)?\b.*"),
)


@dataclass(frozen=True, slots=True)
class FaceRead:
    """Fields of the face by name, and how many different labels of a disc were recognised."""

    fields: Mapping[str, DiscField]
    labels_seen: int


def read_face(lines: Sequence[TextLine]) -> FaceRead:
    """Give printed lines their fields; lines are of a level disc, in any order.

    No lines give no fields and no labels. Alternatives of a field hold the text as printed
    where a character was mended.
    """
    labelled = [(line, *found) for line in lines if (found := _find_label(line.text))]
    values = [line for line in lines if _find_label(line.text) is None]
    fields: dict[str, DiscField] = {}
    for line, label, rest in labelled:
        if not label.field:
            continue
        for candidate in _near(line, rest, values):
            read = _GRAMMARS[label.field](_without(candidate.text, label.after), candidate.confidence)
            known = fields.get(label.field)
            if read and (known is None or read.confidence > known.confidence):
                fields[label.field] = read
            if read:
                break
    for name, alone in (
        ("vin", _only_vin(values)),
        ("expires", _only_month_end(values)),
        ("description", _only_description(values)),
    ):
        if alone and name not in fields:
            fields[name] = alone
    return FaceRead(MappingProxyType(fields), len({label.printed for _, label, _ in labelled}))


def _find_label(text: str) -> tuple[_Label, str] | None:
    """Return the label that a line begins with, and what stands behind it on the line."""
    stripped = text.strip()
    for label in _LABELS:
        match = label.begins.match(stripped)
        if match:
            rest = stripped[match.end() :].strip(" /:.,-")
            return label, "" if _is_label_half(rest, label) else rest
    letters = _letters(stripped)
    for label in _LABELS:
        if len(letters) > 6 and fuzz.ratio(letters, label.printed) >= _LABEL_LIKENESS:
            return label, ""
    return None


def _is_label_half(rest: str, label: _Label) -> bool:
    """Say whether what follows is the label's Afrikaans half, misread, and no value."""
    return fuzz.ratio(_letters(rest), label.second_half) >= _HALF_LIKENESS


def _near(label_line: TextLine, rest: str, values: Sequence[TextLine]) -> Iterator[TextLine]:
    """Yield where a label's value may stand, likeliest first: behind it, right of it, below it."""
    if rest:
        yield TextLine(rest, label_line.confidence, label_line.box)
    box = label_line.box
    right = [line for line in values if _same_row(box, line.box) and line.box.x0 > box.centre[0]]
    yield from sorted(right, key=lambda line: abs(line.box.centre[1] - box.centre[1]))
    reach = box.y1 + _BELOW_REACH * box.height
    below = [
        line
        for line in values
        if box.centre[1] < line.box.y0 + line.box.height / 3
        and line.box.y0 <= reach
        and line.box.x0 < box.x1
        and line.box.x1 > box.x0
    ]
    yield from sorted(below, key=lambda line: line.box.y0)


def _same_row(one: Box, other: Box) -> bool:
    return abs(one.centre[1] - other.centre[1]) <= _SAME_ROW * max(one.height, other.height)


def _without(text: str, word: str) -> str:
    return re.sub(rf"\s*/?\s*{word}\s*$", "", text, flags=re.IGNORECASE) if word else text


def _field(value: str, confidence: float, *alternatives: str) -> DiscField:
    return DiscField(value, DiscSource.TEXT, round(min(confidence, _SUREST), 3), tuple(alternatives))


def _repaired(found: Repaired | None, text: str, confidence: float) -> DiscField | None:
    if found is None:
        return None
    raw = plain(text)
    alternatives = (raw,) if found.changes else ()
    return _field(found.value, min(confidence, _SUREST) * _PER_REPAIR**found.changes, *alternatives)


def _as_vin(text: str, confidence: float) -> DiscField | None:
    return _repaired(repair_vin(text), text, confidence)


def _as_register_no(text: str, confidence: float) -> DiscField | None:
    return _repaired(repair_register_no(text), text, confidence)


def _as_plate(text: str, confidence: float) -> DiscField | None:
    fitted = _repaired(repair_plate(text), text, confidence)
    if fitted is None and ends_as_plate(plain(text)):
        return _field(plain(text), confidence * _PERSONAL_PLATE)
    return fitted


def _as_engine_no(text: str, confidence: float) -> DiscField | None:
    raw = plain(text)
    return _field(raw, confidence * _NO_GRAMMAR) if _ENGINE_NO.fullmatch(raw) else None


def _as_make(text: str, confidence: float) -> DiscField | None:
    raw = " ".join(text.upper().split())
    best = process.extractOne(raw, MAKES, scorer=fuzz.ratio, score_cutoff=_WORD_LIKENESS)
    if best:
        return _field(best[0], confidence)
    unknown = len(raw) >= 2 and raw.replace("-", "").replace(" ", "").isalpha() and raw == text.strip()
    return _field(raw, confidence * _NO_GRAMMAR) if unknown else None


def _as_description(text: str, confidence: float) -> DiscField | None:
    # The barcode is printed over this line: only a known description is taken.
    best = process.extractOne(text, DESCRIPTIONS, scorer=fuzz.ratio, score_cutoff=_WORD_LIKENESS)
    return _field(best[0], confidence) if best else None


def _as_expiry(text: str, confidence: float) -> DiscField | None:
    found = as_iso_date(text)
    if found is None:
        return None
    return _field(found, confidence * (1.0 if _is_month_end(found) else _ODD_DATE))


_GRAMMARS: Mapping[str, Callable[[str, float], DiscField | None]] = MappingProxyType(
    {
        "registration": _as_plate,
        "register_no": _as_register_no,
        "vin": _as_vin,
        "engine_no": _as_engine_no,
        "make": _as_make,
        "description": _as_description,
        "expires": _as_expiry,
    }
)


def _is_month_end(iso: str) -> bool:
    return (date.fromisoformat(iso) + timedelta(days=1)).day == 1


def _only_vin(lines: Sequence[TextLine]) -> DiscField | None:
    """Return the one text on the face that can only be a VIN, where its label was not read."""
    return _only(_as_vin(line.text, line.confidence * _FROM_SHAPE) for line in lines)


def _only_description(lines: Sequence[TextLine]) -> DiscField | None:
    """Return the one known body description on the face; its label is often under the barcode's ink."""
    return _only(_as_description(line.text, line.confidence * _FROM_SHAPE) for line in lines)


def _only_month_end(lines: Sequence[TextLine]) -> DiscField | None:
    """Return the one month's end on the face; a date of test may stand beside it, on any day."""
    dates = (_as_expiry(line.text, line.confidence * _FROM_SHAPE) for line in lines)
    return _only(found for found in dates if found and _is_month_end(found.value))


def _only(found: Iterator[DiscField | None]) -> DiscField | None:
    different = {one.value: one for one in found if one}
    return next(iter(different.values())) if len(different) == 1 else None
