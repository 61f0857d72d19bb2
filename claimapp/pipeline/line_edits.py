"""A person's edits of repair lines: found again after each pricing, and laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.edit import AddLine, EditRecord, LineKey, Note, PriceLine, RemoveLine, TypedCharge
from claimapp.domain.line import Charge, ChargeKind, RepairLine, RowStatus, TableRow
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.money import Money

__all__ = ["has_line_edits", "key_of", "lay_over"]

_OF_LINES = (PriceLine, AddLine, RemoveLine)


def key_of(line: RepairLine, lines: Sequence[RepairLine]) -> LineKey:
    """Return how `line`, one of `lines`, is found again after another pricing."""
    plain = _key(line)
    equals = [other for other in lines if _key(other) == plain]
    return replace(plain, number=next(at for at, other in enumerate(equals) if other.id == line.id))


def has_line_edits(records: Iterable[EditRecord]) -> bool:
    """Whether a person typed, added or removed a line: low and high of the tables then say nothing any more."""
    return any(isinstance(record.edit, _OF_LINES) for record in records)


def lay_over(
    lines: Sequence[RepairLine], records: Iterable[EditRecord]
) -> tuple[tuple[RepairLine, ...], tuple[Caution, ...]]:
    """Lay every edit of a line over freshly priced `lines`, in order, and number them anew.

    An edit whose line is not there any more is a caution: it is kept, but changes nothing.
    Sundries are a share of labour and follow what was typed, unless they were typed themselves.
    """
    kept = list(lines)
    cautions: list[Caution] = []
    for record in records:
        match record.edit:
            case AddLine() as edit:
                kept.append(_line_of_person(edit, record))
            case PriceLine() | RemoveLine() | Note(line=str()):
                at = _find(record, kept)
                if at is None:
                    cautions.append(Caution.of(CautionCode.LINE_EDIT_FITS_NOTHING, where=record.id, edit=record.id))
                else:
                    kept[at : at + 1] = _edited(kept[at], record)
            case _:
                pass
    settled = _settle_sundries(kept)
    return tuple(replace(line, id=f"l{number}") for number, line in enumerate(settled, start=1)), tuple(cautions)


def _edited(line: RepairLine, record: EditRecord) -> list[RepairLine]:
    match record.edit:
        case RemoveLine():
            return []
        case PriceLine() as edit:
            return [_priced(line, edit, record)]
        case Note() as edit:
            return [replace(line, why=(*line.why, Message.of(MessageCode.NOTE_OF_PERSON, text=edit.text)))]
    return [line]


def _priced(line: RepairLine, edit: PriceLine, record: EditRecord) -> RepairLine:
    """Type a charge's figure; a kind that the line has not yet becomes a charge of its own."""
    row = TableRow("edits", record.id, status=RowStatus.PERSON)
    why = (*line.why, Message.of(MessageCode.TYPED_BY_PERSON, edit=record.id))
    at = next((number for number, charge in enumerate(line.charges) if charge.what is edit.what), None)
    if at is None:
        quantity = Decimal(1) if edit.quantity is None else edit.quantity
        new = TypedCharge(edit.what, quantity, edit.each or Money())
        return replace(line, charges=(*line.charges, _charge(new, row)), why=why)
    charge = line.charges[at]
    if edit.each is not None:
        before = charge.database_each if charge.database_each is not None else charge.each
        charge = replace(charge, each=edit.each, row=row, database_each=before)
    if edit.quantity is not None:
        charge = replace(charge, quantity=edit.quantity, quantity_rows=(row,))
    return replace(line, charges=(*line.charges[:at], charge, *line.charges[at + 1 :]), why=why)


def _line_of_person(edit: AddLine, record: EditRecord) -> RepairLine:
    row = TableRow("edits", record.id, status=RowStatus.PERSON)
    why = Message.of(MessageCode.LINE_OF_PERSON, edit=record.id, text=edit.text)
    charges = tuple(_charge(charge, row) for charge in edit.charges)
    return RepairLine("", edit.part, edit.side, edit.operation, charges, (why,), (), edit.end)


def _charge(typed: TypedCharge, row: TableRow) -> Charge:
    return Charge(typed.what, typed.quantity, typed.unit, typed.each, row)


def _find(record: EditRecord, lines: Sequence[RepairLine]) -> int | None:
    wanted = record.anchors[0].line if record.anchors else None
    if wanted is None:
        return None
    fitting = [at for at, line in enumerate(lines) if _key(line) == replace(wanted, number=0)]
    return fitting[wanted.number] if wanted.number < len(fitting) else None


def _key(line: RepairLine) -> LineKey:
    about = line.why[0].code if line.why else None
    of_program = line.place is not None and about is not MessageCode.LINE_OF_PERSON
    return LineKey(line.place, line.operation, None if of_program else about)


def _settle_sundries(lines: Sequence[RepairLine]) -> list[RepairLine]:
    labour = Money.total(line.labour for line in lines)
    settled = []
    for line in lines:
        charges = tuple(
            replace(charge, each=labour)
            if charge.what is ChargeKind.SUNDRIES and charge.row.status is not RowStatus.PERSON
            else charge
            for charge in line.charges
        )
        if charges != line.charges:
            share = charges[0].quantity
            why = Message.of(MessageCode.SUNDRIES, share=share, labour=labour)
            line = replace(line, charges=charges, why=(why, *line.why[1:]))  # noqa: PLW2901
        settled.append(line)
    return settled
