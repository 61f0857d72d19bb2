"""The lines of one part: the work itself, and its painting."""

from __future__ import annotations

from dataclasses import replace

from claimapp.domain.line import Charge, Operation, RepairLine
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.part import Place
from claimapp.stages.lines.charges import LineHours, hour_charges, part_charge, row_hours
from claimapp.stages.lines.operation import PartWork
from claimapp.stages.lines.rates import Figures

__all__ = ["new_line", "part_lines"]


def part_lines(work: PartWork, figures: Figures) -> tuple[RepairLine, ...]:
    """Return the line of the work, then that of its painting where the hours row has any.

    Painting alone is one line, taking off and fitting included. Hours are the table's times
    the class's labour factor, to 0.01 h. Ids are empty: the schedule numbers the lines.
    """
    hours = row_hours(work.hours, figures)
    if work.operation in (Operation.REFINISH, Operation.BLEND):
        return (new_line(work.place, work.operation, hour_charges(hours, figures), work.why, work.damages),)
    charges = hour_charges(replace(hours, paint=LineHours().paint), figures)
    if work.operation is Operation.REPLACE:
        charges = (part_charge(work.priced_as, figures), *charges)
    lines = [new_line(work.place, work.operation, charges, work.why, work.damages)]
    if hours.paint:
        replaced = work.operation is Operation.REPLACE
        why = Message.of(MessageCode.PAINT_NEW_PART if replaced else MessageCode.PAINT_REPAIRED_PANEL)
        painting = hour_charges(LineHours(paint=hours.paint, rows=hours.rows), figures)
        lines.append(new_line(work.place, Operation.REFINISH, painting, (why,), work.damages))
    return tuple(lines)


def new_line(
    place: Place | None,
    operation: Operation,
    charges: tuple[Charge, ...],
    why: tuple[Message, ...],
    damages: tuple[str, ...],
) -> RepairLine:
    """Make a line without a number; `place` None makes one of the whole job."""
    part, side, end = (place.part, place.side, place.end) if place else (None, None, None)
    return RepairLine("", part, side, operation, charges, why, damages, end)
