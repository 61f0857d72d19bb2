"""Lines of the whole job: overlap, clear coat, alignment, sundries, waste."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from claimapp.domain.line import Charge, ChargeKind, Operation, RepairLine, Unit
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Place
from claimapp.stages.lines.charges import LineHours, hour_charges, job_charge
from claimapp.stages.lines.painted import touches
from claimapp.stages.lines.part_lines import new_line
from claimapp.stages.lines.rates import Figures
from claimapp.stages.lines.tables import Tables

__all__ = ["clear_coat_hours", "job_lines", "overlap_hours"]

_HUNDREDTH = Decimal("0.01")
_COATED = (Operation.REPAIR, Operation.REPLACE, Operation.REFINISH)
_PanelHours = tuple[Place, Decimal]


def job_lines(lines: tuple[RepairLine, ...], figures: Figures, tables: Tables) -> tuple[RepairLine, ...]:
    """Return the job's lines that follow from the parts' lines; none where there are none.

    Order: overlap, clear coat (on the hours after overlap), wheel alignment, sundries (a
    share of all labour so far), waste disposal.
    """
    if not lines:
        return ()
    made = [*_paint_lines(lines, figures, tables), *_alignment(lines, figures)]
    made += _sundries((*lines, *made), figures)
    if figures.waste.each.cents:
        waste = (job_charge(ChargeKind.WASTE, figures.waste),)
        made.append(new_line(None, Operation.SUBLET, waste, (Message.of(MessageCode.WASTE),), _all_damages(lines)))
    return tuple(made)


def overlap_hours(panels: list[_PanelHours], tables: Tables) -> list[_PanelHours]:
    """Return the deduction for each major panel after the first, as negative hours.

    The first is the one with most paint hours and gives none. A panel that touches another
    painted one gives the adjacent deduction, else the other (Mitchell guide, as taught
    2010). Parts painted in less than `major_panel_paint_h` give none.
    """
    rules = tables.rules
    majors = [place for place, hours in _by_hours(panels) if hours >= rules.major_panel_paint_h.value]
    adjacent, other = rules.overlap_adjacent_panel.value, rules.overlap_other_panel.value
    return [(place, adjacent if any(touches(place, beside) for beside in majors) else other) for place in majors[1:]]


def clear_coat_hours(panels: list[_PanelHours], overlap: list[_PanelHours], tables: Tables) -> Decimal:
    """Return clear coat hours: 40 % of the first panel, 20 % of each further, capped (MOTOR guide).

    The shares are taken of the paint hours after overlap; no panel gives 0.
    """
    deducted = dict(overlap)
    net = [hours + deducted.get(place, Decimal(0)) for place, hours in _by_hours(panels)]
    if not net:
        return Decimal(0)
    first = tables.rules.clear_coat_first_panel.value * net[0]
    further = tables.rules.clear_coat_further_panel.value * sum(net[1:], Decimal(0))
    return min(tables.rules.clear_coat_cap.value, first + further).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def _paint_lines(lines: tuple[RepairLine, ...], figures: Figures, tables: Tables) -> list[RepairLine]:
    painted = [line for line in lines if line.paint_h > 0 and line.operation in _COATED and line.place is not None]
    panels: list[_PanelHours] = [(line.place, line.paint_h) for line in painted if line.place is not None]
    damages = _all_damages(tuple(painted))
    overlap = overlap_hours(panels, tables)
    made = []
    if overlap:
        told = tuple((place.key, hours) for place, hours in overlap)
        row = tables.rules.overlap_adjacent_panel.source
        hours = LineHours(paint=sum((each for _, each in overlap), Decimal(0)), rows=(row,))
        shared = Message.of(MessageCode.PAINT_OVERLAP, panels=told)
        made.append(new_line(None, Operation.REFINISH, hour_charges(hours, figures), (shared,), damages))
    clear_h = clear_coat_hours(panels, overlap, tables)
    if clear_h:
        clear = LineHours(paint=clear_h, rows=(tables.rules.clear_coat_first_panel.source,))
        why = _clear_coat_why(_by_hours(panels)[0][0], clear_h, tables)
        made.append(new_line(None, Operation.REFINISH, hour_charges(clear, figures), why, damages))
    return made


def _clear_coat_why(first: Place, clear_h: Decimal, tables: Tables) -> tuple[Message, ...]:
    rules = tables.rules
    cap = rules.clear_coat_cap.value
    shares = Message.of(
        MessageCode.CLEAR_COAT,
        first_share=rules.clear_coat_first_panel.value,
        first=first.key,
        further_share=rules.clear_coat_further_panel.value,
        cap=cap,
    )
    return (shares, Message.of(MessageCode.CLEAR_COAT_CAPPED)) if clear_h == cap else (shares,)


def _alignment(lines: tuple[RepairLine, ...], figures: Figures) -> list[RepairLine]:
    wheels = tuple(line for line in lines if line.part is PartName.WHEEL and line.operation is Operation.REPLACE)
    if not wheels:
        return []
    charge = job_charge(ChargeKind.ALIGNMENT, figures.alignment)
    return [new_line(None, Operation.SUBLET, (charge,), (Message.of(MessageCode.ALIGNMENT),), _all_damages(wheels))]


def _sundries(lines: tuple[RepairLine, ...], figures: Figures) -> list[RepairLine]:
    labour = Money.total(line.labour for line in lines)
    charge = Charge(ChargeKind.SUNDRIES, figures.sundries_share, Unit.SHARE, labour, figures.sundries_source)
    if not charge.amount.cents:
        return []
    why = Message.of(MessageCode.SUNDRIES, share=figures.sundries_share, labour=labour)
    return [new_line(None, Operation.REPAIR, (charge,), (why,), _all_damages(lines))]


def _all_damages(lines: tuple[RepairLine, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(damage for line in lines for damage in line.damages))


def _by_hours(panels: list[_PanelHours]) -> list[_PanelHours]:
    return sorted(panels, key=lambda panel: -panel[1])
