"""An Assessment as assessment.json (schema 1), and back.

Money is a decimal string in rand, hours and shares are numbers, lengths are pixels of
the upright photo, unknown is null. A file of an older schema is read through
`_MIGRATIONS`; a newer one is refused.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, cast, get_args, get_origin

import cattrs
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from claimapp.atomic import replace_text
from claimapp.domain.assessment import SCHEMA, Assessment, PhotoSeen
from claimapp.domain.claim import GarageClass
from claimapp.domain.finding import Finding
from claimapp.domain.geometry import Box, Outline, Size
from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money
from claimapp.domain.part import PARTS, PartRegion
from claimapp.domain.photo import Photo, PhotoRole, Quality, View
from claimapp.errors import AssessmentProblem, ClaimAppError

__all__ = ["ASSESSMENT_NAME", "assessment_sha256", "dump", "load", "parse", "plain", "save"]

ASSESSMENT_NAME = "assessment.json"
_HOUR_PLACES = Decimal("0.01")
_SHARE_PLACES = 4
_PIXEL_PLACES = 1
_SPOKEN = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}

_MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From schema N to N + 1, each with its own test file; none yet."""


def dump(assessment: Assessment) -> str:
    r"""Return the JSON text, keys in the order of the contract, two blanks deep, ending in a line feed.

    Half of a character (a file name in an older encoding holds such) is written as `\udce9`,
    so that the text is UTF-8 and reads back the same.
    """
    text = json.dumps(plain(assessment), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")


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
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise AssessmentProblem(
            "the saved assessment cannot be read", hint="run `claimapp assess` on the claim folder", where=str(path)
        ) from problem
    return parse(text, where=str(path))


def parse(text: str, *, where: str = ASSESSMENT_NAME) -> Assessment:
    """Read an assessment from JSON text; errors as `load`."""
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as problem:
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
        assessment = _CONVERTER.structure(content, Assessment)
    except cattrs.BaseValidationError as problem:
        fault = cattrs.transform_error(problem, path="assessment", format_exception=_fault)[0]
        fault = fault.replace(".outline", ".polygon")  # by the name that the file uses
        raise AssessmentProblem(fault, hint="correct that place", where=where) from problem
    _refuse_needless_sides(assessment, where)
    return assessment


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _fault(problem: BaseException, _: type | None) -> str:
    """Say what is wrong with one value; cattrs adds the place (` @ assessment.damages[0].kind`)."""
    if isinstance(problem, ForbiddenExtraKeysError):
        return f"the key {', '.join(sorted(problem.extra_fields))} is not known"
    if isinstance(problem, KeyError):
        return f"the key {problem.args[0]} is missing"
    if isinstance(problem, ClaimAppError | ValueError):
        return str(problem)
    return "the value is of the wrong type"


def _number(value: Any) -> Decimal:
    return Decimal(str(_finite(value)))


def _finite(value: Any) -> int | float:
    """A number of the file; 1e999 reads as infinite."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is not a number")
    return value


def _money(text: Any) -> Money:
    if not isinstance(text, str):
        raise ValueError(f'{text!r} is not money: write rand as text, as in "1234.50"')
    return Money.rand(text)


def _one_of(kind: type[Enum], word: str) -> Enum:
    """A word of a fixed list; a person who edits the file is told the list."""
    allowed = [member.value for member in kind]
    if word not in allowed:
        raise ValueError(f"{word!r} is none of {', '.join(allowed)}")
    return kind(word)


def _refuse_needless_sides(assessment: Assessment, where: str) -> None:
    for damage in assessment.damages:
        if damage.side is not None and (damage.part is None or not PARTS[damage.part].sided):
            part = PARTS[damage.part].english if damage.part else "damage without a part"
            raise AssessmentProblem(
                f"damage {damage.id}: a {part} has no left or right", hint="make its side null", where=where
            )


def _strict(wanted: type) -> Callable[[Any, Any], Any]:
    """cattrs turns 7 into "7" by itself; a saved claim with the wrong type is a fault, not a guess."""

    def check(value: Any, kind: Any) -> Any:
        if wanted is float:
            return float(_finite(value))
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise ValueError(f"{value!r} is not {_SPOKEN[wanted]}")
        return _one_of(kind, str(value)) if issubclass(kind, Enum) else value  # cattrs brings every StrEnum here, too

    return check


def _known_value(value: Any, _: Any) -> Any:
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    raise ValueError(f"{value!r} is neither text, number nor null")


@dataclass(frozen=True, slots=True)
class _FlatPhoto:
    """A photo, its findings and its parts are one flat object in the JSON."""

    id: str
    file: str
    sha256: str
    width: int
    height: int
    taken: datetime | None
    role: PhotoRole
    view: View | None
    quality: Quality
    detections: tuple[Finding, ...]
    parts: tuple[PartRegion, ...]

    @classmethod
    def of(cls, seen: PhotoSeen) -> _FlatPhoto:
        photo = seen.photo
        return cls(
            photo.id,
            photo.file,
            photo.sha256,
            photo.size.width,
            photo.size.height,
            photo.taken,
            photo.role,
            photo.view,
            photo.quality,
            seen.findings,
            seen.parts,
        )

    def unfolded(self) -> PhotoSeen:
        size = Size(self.width, self.height)
        photo = Photo(self.id, self.file, self.sha256, size, self.taken, self.quality, self.role, self.view)
        return PhotoSeen(photo, self.detections, self.parts)


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    for plain_kind in (str, int, float, bool):
        converter.register_structure_hook(plain_kind, _strict(plain_kind))
    converter.register_structure_hook_func(
        lambda kind: get_origin(cast(object, kind)) is tuple, lambda value, kind: _row(value, kind, converter)
    )
    converter.register_unstructure_hook(float, lambda value: round(float(value), _SHARE_PLACES))
    converter.register_unstructure_hook(Decimal, float)
    converter.register_structure_hook(Decimal, lambda value, _: _number(value))
    converter.register_unstructure_hook(Money, str)
    converter.register_structure_hook(Money, lambda value, _: _money(value))
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(Box, lambda box: [round(float(v), _PIXEL_PLACES) for v in box.xyxy])
    converter.register_structure_hook(Box, lambda value, _: Box(*_coordinates(value, 4)))
    converter.register_structure_hook(Outline | None, lambda value, _: _outline(value))
    converter.register_structure_hook(str | int | None, _known_value)
    converter.register_unstructure_hook(GarageClass, lambda garage: {"class": garage.value})
    converter.register_structure_hook(GarageClass, lambda value, _: _garage(value))
    polygon = override(rename="polygon")
    for kind in (Finding, PartRegion):
        converter.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, converter, outline=polygon))
        converter.register_structure_hook(
            kind, make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, outline=polygon)
        )
    converter.register_unstructure_hook(RepairLine, _line_with_hours(converter))
    converter.register_unstructure_hook(PhotoSeen, lambda seen: converter.unstructure(_FlatPhoto.of(seen)))
    converter.register_structure_hook(PhotoSeen, lambda value, _: converter.structure(value, _FlatPhoto).unfolded())
    return converter


def _row(value: Any, kind: Any, converter: cattrs.Converter) -> tuple[Any, ...]:
    """A list of one kind; cattrs alone would take a text for a list of its letters."""
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")
    rows: Any = list[get_args(kind)[0]]  # type: ignore[misc]  # known only when running
    return tuple(converter.structure(value, rows))


def _coordinates(value: Any, count: int) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) != count:
        raise ValueError(f"{value!r} is not a list of {count} numbers")
    return tuple(float(_finite(number)) for number in value)


def _outline(value: Any) -> Outline | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list of points")
    return tuple((x, y) for x, y in (_coordinates(point, 2) for point in value))


def _garage(value: Any) -> GarageClass:
    """`garage` is an object with a class, as in claim.toml."""
    if not isinstance(value, dict) or set(value) != {"class"}:
        raise ValueError(f'{value!r} is not {{"class": ...}}')
    return GarageClass(value["class"])


def _line_with_hours(converter: cattrs.Converter) -> Callable[[RepairLine], dict[str, Any]]:
    whole = make_dict_unstructure_fn(RepairLine, converter)

    def unstructure(line: RepairLine) -> dict[str, Any]:
        content: dict[str, Any] = whole(line)
        for name in ("panel_h", "strip_h", "paint_h"):
            content[name] = float(getattr(line, name).quantize(_HOUR_PLACES))
        return content

    return unstructure


_CONVERTER = _make_converter()
