"""What an edit says and what stood there before, for the list of what a person changed."""

from __future__ import annotations

from collections.abc import Mapping

from claimapp.domain.damage import Severity
from claimapp.domain.edit import (
    AddDamage,
    AddLine,
    ChangeDamage,
    Edit,
    LeaveOutPhoto,
    Merge,
    Note,
    PriceLine,
    SetClaim,
    SetVehicle,
    Split,
)
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import ChargeKind
from claimapp.domain.money import Money
from claimapp.domain.part import Place
from claimapp.errors import ClaimAppError
from claimapp.words.figures import money_words, not_known, number_words
from claimapp.words.language import _
from claimapp.words.names import (
    charge_words,
    end_words,
    field_words,
    kind_words,
    part_words,
    place_words,
    severity_words,
    side_words,
)

__all__ = ["before_words", "edit_told"]


def edit_told(edit: Edit) -> str:
    """Say what a person typed with an edit: the new values, the note, the price; may be empty."""
    match edit:
        case AddDamage() | ChangeDamage():
            return _new_values(edit)
        case Merge(damages=ids) | Split(findings=ids):
            return ", ".join(ids)
        case PriceLine():
            quantity = number_words(edit.quantity) if edit.quantity is not None else ""
            each = money_words(edit.each) if edit.each is not None else ""
            return f"{charge_words(edit.what)}: {' x '.join(text for text in (quantity, each) if text)}"
        case AddLine() | Note():
            return edit.text
        case SetVehicle() | SetClaim():
            return _("now: {value}").format(value=not_known() if edit.value is None else edit.value)
        case LeaveOutPhoto():
            return edit.photo
        case _:
            return ""


def before_words(before: Mapping[str, str]) -> str:
    """Word what an edit's record keeps of the state before it; what is not known here is shown as it was kept."""
    return "; ".join(_kept(name, text) for name, text in before.items() if text and name != "box")


def _new_values(edit: AddDamage | ChangeDamage) -> str:
    words = [
        kind_words(edit.kind) if edit.kind else "",
        part_words(edit.part) if edit.part and isinstance(edit, ChangeDamage) else "",
        side_words(edit.side) if edit.side and isinstance(edit, ChangeDamage) else "",
        end_words(edit.end) if edit.end and isinstance(edit, ChangeDamage) else "",
        severity_words(edit.severity) if edit.severity else "",
    ]
    return ", ".join(word for word in words if word)


def _kept(name: str, text: str) -> str:
    if name in ("file", "finding"):
        return text
    if name == "kind" and text in set(DamageKind):
        return kind_words(DamageKind(text))
    if name == "amount":
        return _money(text)
    if name in set(ChargeKind):
        quantity, _times, each = text.partition(" x ")
        return f"{charge_words(ChargeKind(name))}: {quantity.replace('.', ',')} x {_money(each)}"
    if name.startswith("d") and name[1:].isdigit():
        return f"{name}: {', '.join(_told(word.strip(',')) for word in text.split())}"
    return f"{field_words(name)}: {text}"


def _told(word: str) -> str:
    """One word of a damage as it was kept: its kind, place, severity, or that it was dismissed."""
    if word in set(DamageKind):
        return kind_words(DamageKind(word))
    if word in set(Severity):
        return severity_words(Severity(word))
    if word == "dismissed":
        return _("taken off")
    try:
        return place_words(Place.from_key(word)) if "/" in word else word
    except ValueError:
        return word


def _money(text: str) -> str:
    try:
        return money_words(Money.rand(text))
    except ClaimAppError:
        return text
