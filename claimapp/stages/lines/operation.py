"""From damages to one decided operation for each part: the rule table and the repair-or-replace test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claimapp.domain.assessment import Caution
from claimapp.domain.damage import Damage, DamageStatus, Severity
from claimapp.domain.line import Operation
from claimapp.domain.money import Money
from claimapp.domain.part import PARTS, PartName
from claimapp.stages.lines.panels import Place, spoken_place
from claimapp.stages.lines.rates import Figures
from claimapp.stages.lines.table_rows import ANY, HoursRow, OperationRow
from claimapp.stages.lines.tables import Tables

__all__ = ["ASSUMED_SEVERITY", "PartWork", "decide_work", "repair_or_replace"]

ASSUMED_SEVERITY = Severity.MODERATE
"""Taken where severity is not known, and said so in the line's reason."""

_WEIGHT = {
    Operation.REMOVE_REFIT: 0,
    Operation.POLISH: 1,
    Operation.BLEND: 2,
    Operation.REFINISH: 3,
    Operation.REPAIR: 4,
    Operation.SUBLET: 5,
    Operation.REPLACE: 6,
}
"""Which operation covers which, where several damages lie on one part."""
_STEP = {ANY: 0, Severity.MINOR: 1, Severity.MODERATE: 2, Severity.SEVERE: 3}


@dataclass(frozen=True, slots=True)
class PartWork:
    """What is done to one part on one side, and why; `damages` are the ids that it mends.

    `quotes` names things that the tables hold no price for (a tyre).
    """

    place: Place
    operation: Operation
    hours: HoursRow
    damages: tuple[str, ...]
    reason: str
    quotes: tuple[str, ...] = ()


def decide_work(
    damages: Iterable[Damage], figures: Figures, tables: Tables
) -> tuple[tuple[PartWork, ...], tuple[Caution, ...]]:
    """Choose one operation for each damaged part, in the order of the parts table.

    Dismissed damages count for nothing. A damage without a part, or of a kind that its
    part cannot have, gives a caution and no work.

    Raises:
        TableProblem: if the rule's hours are missing.
    """
    cautions: list[Caution] = []
    no_severity: list[str] = []
    by_place: dict[Place, list[tuple[Damage, OperationRow]]] = {}
    for damage in damages:
        if damage.status is DamageStatus.DISMISSED:
            continue
        if damage.part is None:
            text = f"damage {damage.id} ({damage.kind}) lies on no known part and is not charged; name its part"
            cautions.append(Caution("damage_without_part", text, damage.id))
            continue
        row = tables.operation_for(damage.kind, damage.part, damage.severity or ASSUMED_SEVERITY)
        if row is None:
            name = PARTS[damage.part].english
            text = (
                f"damage {damage.id}: a {damage.kind} damage does not fit a {name} and is not charged; correct either"
            )
            cautions.append(Caution("kind_does_not_fit_part", text, damage.id))
            continue
        if damage.severity is None:
            no_severity.append(damage.id)
        by_place.setdefault((damage.part, damage.side), []).append((damage, row))
    if no_severity:
        ids = ", ".join(no_severity)
        cautions.append(
            Caution("severity_assumed", f"severity of {ids} is not known; {ASSUMED_SEVERITY} is assumed", ids)
        )
    works = tuple(_work(place, by_place[place], figures, tables) for place in sorted(by_place, key=_in_table_order))
    return works, tuple(cautions)


def repair_or_replace(work: PartWork, figures: Figures, tables: Tables) -> PartWork:
    """Replace where repairing costs more than the rule's share of a new part with its fitting.

    Compared are repair labour and the paint that repairing needs beyond a new part's, with
    price and fitting labour of the new part (rule `repair_over_replace`, 0.7: common trade
    rule, ASSUMED). Work other than a repair comes back as it is.

    Raises:
        TableProblem: if price, hours or rule are missing.
    """
    if work.operation is not Operation.REPAIR:
        return work
    part = work.place[0]
    new = tables.hours_for(part, Operation.REPLACE)
    rule = tables.rules["repair_over_replace"]
    extra_paint_h = (work.hours.paint_h - new.paint_h) * figures.labour_factor
    paint_each = figures.paint.each + figures.material.each
    repair = _body_labour(work.hours, figures) + paint_each.times(extra_paint_h)
    replace = figures.parts[part].each + _body_labour(new, figures)
    limit = replace.times(rule.value)
    compared = (
        f"repair {repair.spoken()} against new part with fitting {replace.spoken()}, limit {_percent(rule.value)} of it"
    )
    if repair <= limit:
        return PartWork(work.place, work.operation, work.hours, work.damages, f"{work.reason}; {compared}", work.quotes)
    reason = f"{work.reason}; dearer to repair, so replaced: {compared}"
    return PartWork(work.place, Operation.REPLACE, new, work.damages, reason, work.quotes)


def _work(place: Place, found: list[tuple[Damage, OperationRow]], figures: Figures, tables: Tables) -> PartWork:
    ordered = sorted(found, key=lambda pair: pair[0].id)
    _, row = max(ordered, key=lambda pair: (_WEIGHT[pair[1].operation], _STEP[pair[1].work_severity]))
    hours = tables.hours_for(place[0], row.operation, row.work_severity)
    quotes = tuple(dict.fromkeys(each.needs_quote for _, each in ordered if each.needs_quote))
    told = ", ".join(_told(damage) for damage, _ in ordered)
    reason = f"{spoken_place(place)} ({told}): {row.source.basis} [operations {row.source.row}]"
    damages = tuple(damage.id for damage, _ in ordered)
    return repair_or_replace(PartWork(place, row.operation, hours, damages, reason, quotes), figures, tables)


def _told(damage: Damage) -> str:
    severity = str(damage.severity) if damage.severity else f"severity not known, {ASSUMED_SEVERITY} assumed"
    return f"{damage.id} {damage.kind}, {severity}"


def _body_labour(hours: HoursRow, figures: Figures) -> Money:
    factor = figures.labour_factor
    return figures.panel.each.times(hours.panel_h * factor) + figures.strip.each.times(hours.strip_h * factor)


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"


def _in_table_order(place: Place) -> tuple[int, str]:
    part, side = place
    return list(PartName).index(part), str(side or "")
