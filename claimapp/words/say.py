"""Messages and cautions as sentences: the template of the code, with its facts worded."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from claimapp.domain.caution import Caution
from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.message import Facts, Message, MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import Place
from claimapp.words.figures import date_words, hours_words, listed, money_words, number_words, share_words
from claimapp.words.language import _
from claimapp.words.names import edit_words, field_words, kind_words, part_words, place_words, severity_words
from claimapp.words.templates import CAUTIONS, MESSAGES, Template

__all__ = ["WORDINGS", "capital", "say", "say_all"]


def say(said: Message | Caution) -> str:
    """Return the sentence of a message or caution in the language that is spoken."""
    if isinstance(said, Caution):
        template = CAUTIONS[said.code]
        text = _fill(template, said.facts)
        # A file keeps the name that it has, also at the start of a sentence.
        return text if isinstance(template, str) and template.startswith("{file}") else capital(text)
    return _fill(MESSAGES[said.code], said.facts)


def say_all(messages: Iterable[Message]) -> str:
    """Return several messages as one text, joined by semicolons."""
    return "; ".join(say(message) for message in messages)


def capital(text: str) -> str:
    """Return `text` with its first letter as a capital and the rest as it is."""
    return text[:1].upper() + text[1:]


def _fill(template: Template, facts: Facts) -> str:
    given = dict(facts)
    if isinstance(template, tuple):
        one, many = template
        template = one if given.get("count") == 1 else many
    return _FORMATTER.vformat(_(template), (), given)


class _Formatter(string.Formatter):
    """Words each fact as its format asks; a fact that is missing is shown as such, never as an error."""

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(key, "…") if isinstance(key, str) else "…"

    def format_field(self, value: Any, format_spec: str) -> str:
        return value if value == "…" else WORDINGS[format_spec](value)


_FORMATTER = _Formatter()
_MOST_NAMED = 20


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return listed([_plain(each) for each in value])
    return number_words(value) if isinstance(value, Decimal | int) else str(value)


def _money(value: Any) -> str:
    return money_words(Money.rand(str(value)))


def _place(value: Any) -> str:
    return place_words(Place.from_key(str(value)))


def _either(names: Iterable[str]) -> str:
    *first, last = names
    return _("{first} or {last}").format(first=", ".join(first), last=last) if first else last


def _damages(value: Any) -> str:
    """Damages as (id, kind, severity); an unknown severity was assumed and says so."""
    told = []
    for damage_id, kind, severity in value:
        bad = severity_words(Severity(severity)) if severity else _("severity not known, moderate assumed")
        told.append(f"{damage_id} {kind_words(DamageKind(kind))}, {bad}")
    return "; ".join(told)


def _tried(value: Any) -> str:
    """What a reader tried, each as (code, name of a fact, fact, ...)."""
    messages = [Message(MessageCode(code), tuple(zip(rest[::2], rest[1::2], strict=True))) for code, *rest in value]
    return say_all(messages) or _("nothing was tried")


def _about(value: Any) -> str:
    """A place, a field, or nothing: with a blank and brackets around it."""
    text = str(value)
    if not text:
        return ""
    return f" ({_place(text) if '/' in text else field_words(text)})"


def _named(value: Any) -> str:
    return _("{car} is not listed").format(car=value) if value else _("make and model are not known")


WORDINGS: dict[str, Callable[[Any], str]] = {
    "": _plain,
    "money": _money,
    "day": lambda value: date_words(date.fromisoformat(str(value))),
    "share": lambda value: share_words(Decimal(str(value))),
    "hours": lambda value: hours_words(Decimal(str(value))),
    "place": _place,
    "or_places": lambda value: _either(_place(each) for each in value),
    "or_names": lambda value: _either(str(each) for each in value),
    "kind": lambda value: kind_words(DamageKind(value)),
    "severity": lambda value: severity_words(Severity(value)),
    "field": lambda value: field_words(str(value)),
    "fields": lambda value: ", ".join(field_words(str(each)) for each in value),
    "names": lambda value: listed([str(each) for each in value], _MOST_NAMED),
    "signs": lambda value: listed([str(each) for each in value]),
    "ids": lambda value: ", ".join(str(each) for each in value),
    "damages": _damages,
    "panel_hours": lambda value: ", ".join(f"{_place(place)} {hours_words(Decimal(str(h)))} h" for place, h in value),
    "places_money": lambda value: ", ".join(f"{_place(place)} {_money(amount)}" for place, amount in value),
    "parts_money": lambda value: ", ".join(f"{part_words(str(part))} {_money(amount)}" for part, amount in value),
    "tried": _tried,
    "edit": lambda value: edit_words(str(value)),
    "edits": lambda value: ", ".join(f"{edit_words(str(word))}{_about(about)}" for word, about in value),
    "about": _about,
    "named": _named,
}
"""How a fact is worded, by the format that a template asks for."""
