"""An Assessment as assessment.json (schema 1), and back.

Money is a decimal string in rand, hours and shares are numbers, lengths are pixels of
the upright photo, unknown is null. A file of an older schema is read through
`_MIGRATIONS`; a newer one is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from claimapp.atomic import replace_text
from claimapp.domain.assessment import SCHEMA, Assessment, PhotoSeen
from claimapp.domain.claim import ClaimFacts
from claimapp.domain.finding import Finding
from claimapp.domain.geometry import Box, Outline, Size
from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money
from claimapp.domain.part import PartRegion
from claimapp.domain.photo import Photo
from claimapp.errors import AssessmentProblem, Bug

__all__ = ["ASSESSMENT_NAME", "assessment_sha256", "dump", "load", "parse", "plain", "save"]

ASSESSMENT_NAME = "assessment.json"
_HOUR_PLACES = Decimal("0.01")
_SHARE_PLACES = 4
_PIXEL_PLACES = 1

_MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From schema N to N + 1, each with its own test file; none yet."""


def dump(assessment: Assessment) -> str:
    """Return the JSON text, keys in the order of the contract, two blanks deep, ending in a line feed."""
    return json.dumps(plain(assessment), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def plain(value: Any) -> Any:
    """Return any domain value as dicts, lists and plain values, as the JSON has it."""
    content = _CONVERTER.unstructure(value)
    if isinstance(value, Assessment):
        return {"schema": content.pop("schema"), **content}
    return content


def assessment_sha256(assessment: Assessment) -> str:
    """SHA-256 of the JSON text: the hash that the report prints."""
    return hashlib.sha256(dump(assessment).encode("utf-8")).hexdigest()


def save(assessment: Assessment, folder: Path) -> Path:
    """Write `folder`/assessment.json in one step and return its path.

    Raises:
        OutputProblem: if it cannot be written.
    """
    return replace_text(folder / ASSESSMENT_NAME, dump(assessment))


def load(path: Path) -> Assessment:
    """Read a saved assessment.

    Raises:
        AssessmentProblem: if the file is missing, damaged, or of a newer schema.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise AssessmentProblem(
            "the saved assessment cannot be read", hint="run `claimapp assess` on the claim folder", where=str(path)
        ) from problem
    return parse(text, where=str(path))


def parse(text: str, *, where: str = ASSESSMENT_NAME) -> Assessment:
    """Read an assessment from JSON text; errors as `load`."""
    try:
        content = json.loads(text)
    except ValueError as problem:
        raise AssessmentProblem(
            f"the file is not whole JSON ({problem})", hint="run `claimapp assess` again", where=where
        ) from problem
    if not isinstance(content, dict) or not isinstance(content.get("schema"), int):
        raise AssessmentProblem("the file is not an assessment (no schema)", hint="name assessment.json", where=where)
    while content["schema"] < SCHEMA and content["schema"] in _MIGRATIONS:
        content = _MIGRATIONS[content["schema"]](content)
    if content["schema"] != SCHEMA:
        raise AssessmentProblem(
            f"the file has schema {content['schema']}, this program reads {SCHEMA}",
            hint="use the program version that wrote it, or a newer one",
            where=where,
        )
    try:
        return _CONVERTER.structure(content, Assessment)
    except (cattrs.BaseValidationError, ArithmeticError, ValueError, TypeError, KeyError, Bug) as problem:
        raise AssessmentProblem(_first_fault(problem), hint="correct that place, or assess again", where=where) from (
            problem
        )


def _first_fault(problem: Exception) -> str:
    if isinstance(problem, cattrs.BaseValidationError):
        return cattrs.transform_error(problem, path="assessment")[0]
    return str(problem)


def _number(text: Any) -> Decimal:
    if isinstance(text, bool) or not isinstance(text, int | float | str):
        raise ValueError(f"{text!r} is not a number")
    return Decimal(str(text))


def _money(text: Any) -> Money:
    if not isinstance(text, str):
        raise ValueError(f'{text!r} is not money: write rand as text, as in "1234.50"')
    return Money.rand(text)


def _strict(wanted: type) -> Callable[[Any, Any], Any]:
    """cattrs turns 7 into "7" by itself; a saved claim with the wrong type is a fault, not a guess."""

    def check(value: Any, _: Any) -> Any:
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise ValueError(f"{value!r} is not a {wanted.__name__}")
        return value

    return check


def _known_value(value: Any, _: Any) -> Any:
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    raise ValueError(f"{value!r} is neither text, number nor null")


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    for plain_kind in (str, int, float, bool):
        converter.register_structure_hook(plain_kind, _strict(plain_kind))
    converter.register_unstructure_hook(float, lambda value: round(value, _SHARE_PLACES))
    converter.register_unstructure_hook(Decimal, float)
    converter.register_structure_hook(Decimal, lambda value, _: _number(value))
    converter.register_unstructure_hook(Money, str)
    converter.register_structure_hook(Money, lambda value, _: _money(value))
    converter.register_unstructure_hook(datetime, lambda value: value.isoformat())
    converter.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(Box, lambda box: [round(v, _PIXEL_PLACES) for v in box.xyxy])
    converter.register_structure_hook(Box, lambda value, _: Box(*(float(v) for v in value)))
    converter.register_structure_hook(Outline | None, lambda value, _: _outline(value))
    converter.register_structure_hook(str | int | None, _known_value)
    polygon = override(rename="polygon")
    for kind in (Finding, PartRegion):
        converter.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, converter, outline=polygon))
        converter.register_structure_hook(
            kind, make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, outline=polygon)
        )
    converter.register_unstructure_hook(RepairLine, _line_with_hours(converter))
    _register_photos(converter)
    _register_claim(converter)
    return converter


def _outline(value: Any) -> Outline | None:
    return None if value is None else tuple((float(x), float(y)) for x, y in value)


def _line_with_hours(converter: cattrs.Converter) -> Callable[[RepairLine], dict[str, Any]]:
    whole = make_dict_unstructure_fn(RepairLine, converter)

    def unstructure(line: RepairLine) -> dict[str, Any]:
        content: dict[str, Any] = whole(line)
        for name in ("panel_h", "strip_h", "paint_h"):
            content[name] = float(getattr(line, name).quantize(_HOUR_PLACES))
        return content

    return unstructure


def _register_photos(converter: cattrs.Converter) -> None:
    """A photo, its findings and its parts are one flat object in the JSON."""

    def unstructure(seen: PhotoSeen) -> dict[str, Any]:
        photo = seen.photo
        return {
            "id": photo.id,
            "file": photo.file,
            "sha256": photo.sha256,
            "width": photo.size.width,
            "height": photo.size.height,
            "taken": converter.unstructure(photo.taken),
            "role": photo.role.value,
            "view": photo.view.value if photo.view else None,
            "quality": converter.unstructure(photo.quality),
            "detections": [converter.unstructure(finding) for finding in seen.findings],
            "parts": [converter.unstructure(part) for part in seen.parts],
        }

    def structure(value: Any, _: Any) -> PhotoSeen:
        content = dict(value)
        findings = converter.structure(content.pop("detections"), tuple[Finding, ...])
        parts = converter.structure(content.pop("parts"), tuple[PartRegion, ...])
        size = Size(int(content.pop("width")), int(content.pop("height")))
        photo = converter.structure(content | {"size": size}, Photo)
        return PhotoSeen(photo, findings, parts)

    converter.register_structure_hook(Size, lambda value, _: value)
    converter.register_unstructure_hook(PhotoSeen, unstructure)
    converter.register_structure_hook(PhotoSeen, structure)


def _register_claim(converter: cattrs.Converter) -> None:
    """`garage` is an object with a class, as in claim.toml."""
    whole_out = make_dict_unstructure_fn(ClaimFacts, converter)
    whole_in = make_dict_structure_fn(ClaimFacts, converter, _cattrs_forbid_extra_keys=True)

    def unstructure(claim: ClaimFacts) -> dict[str, Any]:
        content: dict[str, Any] = whole_out(claim)
        return content | {"garage": {"class": claim.garage.value}}

    def structure(value: Any, kind: Any) -> ClaimFacts:
        return whole_in(dict(value) | {"garage": value["garage"]["class"]}, kind)

    converter.register_unstructure_hook(ClaimFacts, unstructure)
    converter.register_structure_hook(ClaimFacts, structure)


_CONVERTER = _make_converter()
