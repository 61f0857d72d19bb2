"""Lines of the whole job: overlap, clear coat, alignment, sundries, waste."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from claimapp.domain.line import Operation, RepairLine, TableRow
from claimapp.domain.money import Money
from claimapp.domain.part import PartName
from claimapp.stages.lines.panels import Place, spoken_place, touches
from claimapp.stages.lines.part_lines import LineHours, labour_of, priced_line
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
    labour = Money.total(labour_of(line) for line in (*lines, *made))
    damages = _all_damages(lines)
    sundries = labour.times(figures.sundries_share)
    share = f"{(figures.sundries_share * 100).normalize():f} %"
    if sundries.cents:
        reason = f"sundries and consumables: {share} of labour {labour.spoken()}"
        made.append(_charge(Operation.REPAIR, sundries, reason, damages, figures.sundries_source, figures))
    if figures.waste.each.cents:
        reason = "waste disposal, once a job"
        made.append(_charge(Operation.SUBLET, figures.waste.each, reason, damages, figures.waste.source, figures))
    return tuple(made)


def overlap_hours(panels: list[_PanelHours], tables: Tables) -> list[tuple[Place, Decimal]]:
    """Return the deduction for each major panel after the first, as negative hours.

    The first is the one with most paint hours and gives none. A panel that touches another
    painted one gives the adjacent deduction, else the other (Mitchell guide, as taught
    2010). Parts painted in less than `major_panel_paint_h` give none.
    """
    least = tables.rules["major_panel_paint_h"].value
    adjacent, other = tables.rules["overlap_adjacent_panel"].value, tables.rules["overlap_other_panel"].value
    majors = [place for place, hours in _by_hours(panels) if hours >= least]
    return [(place, adjacent if any(touches(place, beside) for beside in majors) else other) for place in majors[1:]]


def clear_coat_hours(panels: list[_PanelHours], overlap: list[tuple[Place, Decimal]], tables: Tables) -> Decimal:
    """Return clear coat hours: 40 % of the first panel, 20 % of each further, capped (MOTOR guide).

    The shares are taken of the paint hours after overlap; no panel gives 0.
    """
    deducted = dict(overlap)
    net = [hours + deducted.get(place, Decimal(0)) for place, hours in _by_hours(panels)]
    if not net:
        return Decimal(0)
    first = tables.rules["clear_coat_first_panel"].value * net[0]
    further = tables.rules["clear_coat_further_panel"].value * sum(net[1:], Decimal(0))
    cap = tables.rules["clear_coat_cap"].value
    return min(cap, first + further).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def _paint_lines(lines: tuple[RepairLine, ...], figures: Figures, tables: Tables) -> list[RepairLine]:
    painted = [line for line in lines if line.paint_h > 0 and line.operation in _COATED and line.part is not None]
    panels: list[_PanelHours] = [((line.part, line.side), line.paint_h) for line in painted if line.part is not None]
    damages = _all_damages(tuple(painted))
    overlap = overlap_hours(panels, tables)
    made = []
    if overlap:
        told = ", ".join(f"{spoken_place(place)} {hours} h" for place, hours in overlap)
        reason = f"panels painted in one go share masking and mixing: {told}"
        hours = LineHours(paint=sum((each for _, each in overlap), Decimal(0)))
        source = tables.rules["overlap_adjacent_panel"].source
        made.append(priced_line(None, Operation.REFINISH, hours, Money(), reason, damages, source, figures))
    clear_h = clear_coat_hours(panels, overlap, tables)
    if clear_h:
        reason = _clear_coat_reason(_by_hours(panels)[0][0], clear_h, tables)
        source = tables.rules["clear_coat_first_panel"].source
        clear = LineHours(paint=clear_h)
        made.append(priced_line(None, Operation.REFINISH, clear, Money(), reason, damages, source, figures))
    return made


def _clear_coat_reason(first: Place, clear_h: Decimal, tables: Tables) -> str:
    rules = tables.rules
    shares = f"{rules['clear_coat_first_panel'].value * 100:.0f} % of the paint hours of the {spoken_place(first)}"
    further = f"{rules['clear_coat_further_panel'].value * 100:.0f} % of each further panel after overlap"
    cap = rules["clear_coat_cap"].value
    return f"clear coat: {shares}, {further}, at most {cap} h a job" + (": the cap applies" if clear_h == cap else "")


def _alignment(lines: tuple[RepairLine, ...], figures: Figures) -> list[RepairLine]:
    wheels = tuple(line for line in lines if line.part is PartName.WHEEL and line.operation is Operation.REPLACE)
    if not wheels:
        return []
    reason = "wheel alignment by a specialist, once a job: a rim was bent or broken"
    price = figures.alignment
    return [_charge(Operation.SUBLET, price.each, reason, _all_damages(wheels), price.source, figures)]


def _charge(
    operation: Operation, amount: Money, reason: str, damages: tuple[str, ...], source: TableRow, figures: Figures
) -> RepairLine:
    return priced_line(None, operation, LineHours(), amount, reason, damages, source, figures)


def _all_damages(lines: tuple[RepairLine, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(damage for line in lines for damage in line.damages))


def _by_hours(panels: list[_PanelHours]) -> list[_PanelHours]:
    return sorted(panels, key=lambda panel: -panel[1])
