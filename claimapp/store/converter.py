"""Domain values as dicts, lists and plain values, and back: how assessment.json writes each.

Money is a decimal string in rand, hours and shares are numbers, lengths are pixels of
the upright photo, unknown is null. What follows from other values (a line's amount, the
English text of a caution) is written too, for scripts; when read it is left aside here and
compared by `claimapp.store.assessment_json`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, cast, get_args, get_origin

import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from claimapp.domain.assessment import Assessment, PhotoSeen
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import GarageClass
from claimapp.domain.disc import Disc
from claimapp.domain.edit import EDIT_TYPES, Edit
from claimapp.domain.estimate import Estimate
from claimapp.domain.finding import Finding
from claimapp.domain.geometry import Box, Outline, Size
from claimapp.domain.line import Charge, RepairLine
from claimapp.domain.message import Fact, Facts, Message, MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import PartRegion, Place
from claimapp.domain.photo import Photo, PhotoRole, Quality, View
from claimapp.errors import ClaimAppError
from claimapp.words.language import Language, speaking
from claimapp.words.say import say, say_all

__all__ = ["CONVERTER", "plain"]

_HOUR_PLACES = Decimal("0.01")
_SHARE_PLACES = 4
_PIXEL_PLACES = 1
_SPOKEN = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def plain(value: Any) -> Any:
    """Return any domain value as dicts, lists and plain values, as the JSON has it."""
    with speaking(Language.ENGLISH):  # `text` is for scripts, whatever language the reader has
        content = CONVERTER.unstructure(value)
    if isinstance(value, Assessment):
        return {"schema": content.pop("schema"), **content}
    return content


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    _add_plain_values(converter)
    _add_messages(converter)  # before what holds messages: each reader and writer is made from those known by then
    _add_photos(converter)
    _add_lines(converter)
    _add_edits(converter)
    return converter


def _add_plain_values(converter: cattrs.Converter) -> None:
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
    converter.register_structure_hook_func(lambda kind: kind == Outline, lambda value, _: _points(value))
    for loose in (str | int | None, str | int | float | None):
        converter.register_structure_hook(loose, _known_value)
    converter.register_unstructure_hook(GarageClass, lambda garage: {"class": garage.value})
    converter.register_structure_hook(GarageClass, lambda value, _: _garage(value))
    converter.register_unstructure_hook(Place, lambda place: place.key)
    converter.register_structure_hook(Place, lambda value, _: Place.from_key(str(value)))


def _add_photos(converter: cattrs.Converter) -> None:
    polygon = override(rename="polygon")
    for kind in (Finding, PartRegion):
        _rename(converter, kind, outline=polygon)
    _rename(converter, Disc, photo_id=override(rename="photo"))
    converter.register_unstructure_hook(PhotoSeen, lambda seen: converter.unstructure(_FlatPhoto.of(seen)))
    converter.register_structure_hook(PhotoSeen, lambda value, _: converter.structure(value, _FlatPhoto).unfolded())


def _add_messages(converter: cattrs.Converter) -> None:
    converter.register_unstructure_hook(
        Message, lambda message: {"code": message.code.value, "facts": _plain_facts(message.facts)}
    )
    converter.register_structure_hook(
        Message, lambda value, _: _sayable(Message(_one_of(MessageCode, _key(value, "code")), _facts(value)))
    )
    converter.register_unstructure_hook(
        Caution,
        lambda caution: {
            "code": caution.code.value,
            "facts": _plain_facts(caution.facts),
            "text": say(caution),
            "where": caution.where,
        },
    )
    converter.register_structure_hook(
        Caution,
        lambda value, _: _sayable(
            Caution(_one_of(CautionCode, _key(value, "code")), _facts(value), _text(_key(value, "where")))
        ),
    )


def _add_lines(converter: cattrs.Converter) -> None:
    whole_charge = make_dict_unstructure_fn(Charge, converter)
    converter.register_unstructure_hook(
        Charge,
        lambda charge: whole_charge(charge) | {"amount": str(charge.amount), "status": charge.status.value},
    )
    _read_without(converter, Charge, "amount", "status")
    whole_line = make_dict_unstructure_fn(RepairLine, converter)

    def line_with_sums(line: RepairLine) -> dict[str, Any]:
        content: dict[str, Any] = whole_line(line)
        for name in ("panel_h", "strip_h", "paint_h"):
            content[name] = float(getattr(line, name).quantize(_HOUR_PLACES))
        for name in ("parts", "paint_material", "amount"):
            content[name] = str(getattr(line, name))
        first = line.charges[0].row if line.charges else None
        source = {"table": first.table, "row": first.row} if first else None
        return content | {"reason": say_all(line.why), "status": line.status.value, "source": source}

    converter.register_unstructure_hook(RepairLine, line_with_sums)
    _read_without(converter, RepairLine, *_OF_LINE)
    whole_estimate = make_dict_unstructure_fn(Estimate, converter)
    converter.register_unstructure_hook(Estimate, lambda estimate: whole_estimate(estimate) | {"hidden": []})
    _read_without(converter, Estimate, "hidden")


_OF_LINE = ("panel_h", "strip_h", "paint_h", "parts", "paint_material", "amount", "reason", "status", "source")
"""What follows from a line's charges and reasons."""


def _add_edits(converter: cattrs.Converter) -> None:
    """An edit is one flat object: its type's word, and the fields that are not left out."""
    readers = {word: make_dict_structure_fn(kind, converter) for word, kind in EDIT_TYPES.items()}
    writers = {
        kind: (word, make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True))
        for word, kind in EDIT_TYPES.items()
    }

    def write(edit: Edit) -> dict[str, Any]:
        word, writer = writers[type(edit)]
        return {"type": word, **writer(edit)}

    def read(value: Any, _: Any) -> Edit:
        word = _key(value, "type")
        if word not in readers:
            raise ValueError(f"{word!r} is none of {', '.join(readers)}")
        edit: Edit = readers[word]({key: each for key, each in value.items() if key != "type"}, EDIT_TYPES[word])
        return edit

    for kind in writers:
        converter.register_unstructure_hook(kind, write)
    converter.register_unstructure_hook_func(lambda kind: kind == Edit, write)
    converter.register_structure_hook_func(lambda kind: kind == Edit, read)


def _rename(converter: cattrs.Converter, kind: type, **renamed: Any) -> None:
    converter.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, converter, **renamed))
    converter.register_structure_hook(kind, make_dict_structure_fn(kind, converter, **renamed))


def _read_without(converter: cattrs.Converter, kind: type, *derived: str) -> None:
    """Read a value from an object that holds derived keys too; those are compared elsewhere."""
    whole: Any = make_dict_structure_fn(kind, converter)

    def read(value: Any, wanted: Any) -> Any:
        if not isinstance(value, Mapping):
            raise ValueError(f"{value!r} is not an object")
        return whole({key: each for key, each in value.items() if key not in derived}, wanted)

    converter.register_structure_hook(kind, read)


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


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text")
    return value


def _key(value: Any, name: str) -> Any:
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r} is not an object")
    return value[name]


_E = TypeVar("_E", bound=Enum)


def _one_of(kind: type[_E], word: Any) -> _E:
    """A word of a fixed list; a person who edits the file is told the list."""
    for member in kind:
        if member.value == word:
            return member
    raise ValueError(f"{word!r} is none of {', '.join(str(member.value) for member in kind)}")


def _strict(wanted: type) -> Callable[[Any, Any], Any]:
    """cattrs turns 7 into "7" by itself; a saved claim with the wrong type is a fault, not a guess."""

    def check(value: Any, kind: Any) -> Any:
        if wanted is float:
            return float(_finite(value))
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise ValueError(f"{value!r} is not {_SPOKEN[wanted]}")
        # cattrs brings every StrEnum here, too
        return _one_of(kind, value) if issubclass(kind, Enum) else value

    return check


def _known_value(value: Any, kind: Any) -> Any:
    allowed = (str, int, float) if float in get_args(kind) else (str, int)
    if value is None or (isinstance(value, allowed) and not isinstance(value, bool)):
        return value
    raise ValueError(f"{value!r} is neither text, number nor null")


def _row(value: Any, kind: Any, converter: cattrs.Converter) -> tuple[Any, ...]:
    """A list of one kind, or of fixed kinds; cattrs alone would take a text for a list of its letters."""
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")
    kinds = get_args(kind)
    if kinds[-1] is not Ellipsis:
        if len(value) != len(kinds):
            raise ValueError(f"{value!r} is not a list of {len(kinds)}")
        return tuple(converter.structure(each, one) for each, one in zip(value, kinds, strict=True))
    rows: Any = list.__class_getitem__(kinds[0])  # known only when running
    return tuple(converter.structure(value, rows))


def _coordinates(value: Any, count: int) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) != count:
        raise ValueError(f"{value!r} is not a list of {count} numbers")
    return tuple(float(_finite(number)) for number in value)


def _outline(value: Any) -> Outline | None:
    return None if value is None else _points(value)


def _points(value: Any) -> Outline:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list of points")
    return tuple((x, y) for x, y in (_coordinates(point, 2) for point in value))


def _garage(value: Any) -> GarageClass:
    """`garage` is an object with a class, as in claim.toml."""
    if not isinstance(value, dict) or set(value) != {"class"}:
        raise ValueError(f'{value!r} is not {{"class": ...}}')
    return _one_of(GarageClass, value["class"])


def _plain_facts(facts: Facts) -> dict[str, Any]:
    return {name: _plain_fact(fact) for name, fact in facts}


def _plain_fact(fact: Fact) -> Any:
    if isinstance(fact, tuple):
        return [_plain_fact(each) for each in fact]
    return float(fact) if isinstance(fact, Decimal) else fact


def _facts(value: Any) -> Facts:
    facts = _key(value, "facts")
    if not isinstance(facts, Mapping):
        raise ValueError(f"{facts!r} is not an object")
    extra = set(value) - {"code", "facts", "text", "where"}
    if extra:
        raise ValueError(f"the key {', '.join(sorted(extra))} is not known")
    return tuple((name, _fact(fact)) for name, fact in facts.items())


_Said = TypeVar("_Said", Message, Caution)


def _sayable(said: _Said) -> _Said:
    """Refuse facts that the sentence of their code cannot word: they would break every report."""
    try:
        say(said)
    except (ArithmeticError, LookupError, TypeError, ValueError, ClaimAppError) as problem:
        raise ValueError(f"the facts of {said.code.value} do not fit its sentence") from problem
    return said


def _fact(value: Any) -> Fact:
    if isinstance(value, list):
        return tuple(_fact(each) for each in value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{value!r} is no fact: text, a number or a list of them")
    return value


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
    left_out: bool

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
            seen.left_out,
        )

    def unfolded(self) -> PhotoSeen:
        size = Size(self.width, self.height)
        photo = Photo(self.id, self.file, self.sha256, size, self.taken, self.quality, self.role, self.view)
        return PhotoSeen(photo, self.detections, self.parts, self.left_out)


CONVERTER = _make_converter()
"""The one converter of assessment.json."""
