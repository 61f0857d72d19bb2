"""What the program has to say, as a code with its facts: the sentence is made when it is shown (`claimapp.words`)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimapp.domain.money import Money
from claimapp.errors import BadValue

__all__ = ["Fact", "Facts", "Message", "MessageCode", "facts_of"]

Fact = str | int | Decimal | tuple["Fact", ...]
"""A fact in plain values. How it is worded (money, a date, a part) is said by the template that shows it."""

Facts = tuple[tuple[str, Fact], ...]
"""Facts by name, in the order in which they were given: hashable, and the same each time."""


class MessageCode(StrEnum):
    """Every message that is no caution; each has a template in `claimapp.words.templates`."""

    # Why a repair line is there.
    DAMAGE_ON_PART = "damage_on_part"
    REPAIR_COMPARED = "repair_compared"
    REPLACED_FOR_COST = "replaced_for_cost"
    CHEAPER_FITTING_PART = "cheaper_fitting_part"
    PAINT_NEW_PART = "paint_new_part"
    PAINT_REPAIRED_PANEL = "paint_repaired_panel"
    PAINT_OVERLAP = "paint_overlap"
    CLEAR_COAT = "clear_coat"
    CLEAR_COAT_CAPPED = "clear_coat_capped"
    ALIGNMENT = "alignment"
    SUNDRIES = "sundries"
    WASTE = "waste"
    TYPED_BY_PERSON = "typed_by_person"
    LINE_OF_PERSON = "line_of_person"
    NOTE_OF_PERSON = "note_of_person"
    # Steps from the schedule to the middle of the range.
    SCHEDULE_TOTAL = "schedule_total"
    USUAL_DIFFERENCE_SIMULATED = "usual_difference_simulated"
    USUAL_DIFFERENCE_SETTLED = "usual_difference_settled"
    SIZE_OF_JOB = "size_of_job"
    LABOUR_HOURS = "labour_hours"
    SHARE_OF_MATERIAL = "share_of_material"
    NUMBER_OF_PARTS = "number_of_parts"
    BUMPER_REPLACED = "bumper_replaced"
    # What a disc reader tried.
    BARCODE_CHECKED = "barcode_checked"
    BARCODE_TRIED = "barcode_tried"
    BARCODE_OF_WRONG_LENGTH = "barcode_of_wrong_length"
    BARCODE_OF_OTHER_DOCUMENT = "barcode_of_other_document"
    TEXT_NOT_TRIED = "text_not_tried"
    TEXT_READ = "text_read"
    TEXT_ENGINE_BROKE = "text_engine_broke"
    # A sentence as an older version of the program wrote it.
    AS_SAVED = "as_saved"


@dataclass(frozen=True, slots=True)
class Message:
    """A code with its facts; two messages are the same when both agree."""

    code: MessageCode
    facts: Facts = ()

    @classmethod
    def of(cls, code: MessageCode, **facts: Fact | Money | None) -> Message:
        """Make a message; money is kept as rand with two places, a fact that is None is left out."""
        return cls(code, facts_of(facts))

    def fact(self, name: str) -> Fact | None:
        """Return one fact, None where it was not given."""
        return dict(self.facts).get(name)


def facts_of(given: dict[str, Fact | Money | None]) -> Facts:
    """Turn named values into facts: money as `1234.50`, enums as their text, None left out.

    Raises:
        BadValue: if a value is of a kind that cannot be a fact (a float, a list).
    """
    return tuple((name, _fact(name, value)) for name, value in given.items() if value is not None)


def _fact(name: str, value: Fact | Money) -> Fact:
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, tuple):
        return tuple(_fact(name, each) for each in value)
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise BadValue(f"the fact {name} is {value!r}; give text, a whole number or a Decimal")
    return str(value) if isinstance(value, str) else value
