"""From damages to one decided operation for each part: the rule table and the repair-or-replace test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.damage import Damage, Severity
from claimapp.domain.line import Operation
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import PARTS, PartName, Place
from claimapp.stages.lines.rates import Figures
from claimapp.stages.lines.table_rows import ANY, AnySeverity, HoursRow, OperationRow
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
_STEP: dict[AnySeverity, int] = {ANY: 0, Severity.MINOR: 1, Severity.MODERATE: 2, Severity.SEVERE: 3}


@dataclass(frozen=True, slots=True)
class PartWork:
    """What is done to one part on one side, and why; `damages` are the ids that it mends.

    `priced_as` is the part whose hours and price count: the part itself, or for a half-known
    one (a bumper) the cheaper of those that it may be. `quotes` names things that the tables
    hold no price for (a tyre).
    """

    place: Place
    priced_as: PartName
    operation: Operation
    hours: HoursRow
    damages: tuple[str, ...]
    why: tuple[Message, ...]
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
    by_place: dict[Place, list[Damage]] = {}
    for damage in damages:
        if not damage.charged:
            continue
        place = damage.place
        if place is None:
            cautions.append(
                Caution.of(CautionCode.DAMAGE_WITHOUT_PART, where=damage.id, damage=damage.id, kind=damage.kind)
            )
            continue
        if not any(_rule(damage, part, tables) for part in _may_be(place.part)):
            cautions.append(
                Caution.of(
                    CautionCode.KIND_DOES_NOT_FIT_PART,
                    where=damage.id,
                    damage=damage.id,
                    kind=damage.kind,
                    place=place.key,
                )
            )
            continue
        if damage.severity is None:
            no_severity.append(damage.id)
        by_place.setdefault(place, []).append(damage)
    if no_severity:
        ids = tuple(no_severity)
        cautions.append(
            Caution.of(CautionCode.SEVERITY_ASSUMED, where=", ".join(ids), damages=ids, severity=ASSUMED_SEVERITY)
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
    new = tables.hours_for(work.priced_as, Operation.REPLACE)
    share = tables.rules.repair_over_replace.value
    extra_paint_h = (work.hours.paint_h - new.paint_h) * figures.labour_factor
    repair = _body_labour(work.hours, figures) + _paint_each(figures).times(extra_paint_h)
    new_cost = figures.parts[work.priced_as].each + _body_labour(new, figures)
    facts: dict[str, Money | Decimal] = {"repair": repair, "new": new_cost, "share": share}
    if repair <= new_cost.times(share):
        return replace(work, why=(*work.why, Message.of(MessageCode.REPAIR_COMPARED, **facts)))
    why = (*work.why, Message.of(MessageCode.REPLACED_FOR_COST, **facts))
    return replace(work, operation=Operation.REPLACE, hours=new, why=why)


def _work(place: Place, damages: Sequence[Damage], figures: Figures, tables: Tables) -> PartWork:
    """Decide for the part; for a half-known one, for each that it may be, and take the cheapest."""
    choices = [
        repair_or_replace(_work_as(part, place, ruled, tables), figures, tables)
        for part in _may_be(place.part)
        if (ruled := [(damage, row) for damage in damages if (row := _rule(damage, part, tables))])
    ]
    work = min(choices, key=lambda each: (_cost(each, figures), list(PartName).index(each.priced_as)))
    if work.priced_as is place.part:
        return work
    others = tuple(Place(part).key for part in _may_be(place.part))
    note = Message.of(MessageCode.CHEAPER_FITTING_PART, part=Place(work.priced_as).key, choices=others)
    return replace(work, why=(*work.why, note))


def _work_as(part: PartName, place: Place, ruled: list[tuple[Damage, OperationRow]], tables: Tables) -> PartWork:
    ordered = sorted(ruled, key=lambda pair: pair[0].id)
    _, row = max(ordered, key=lambda pair: (_WEIGHT[pair[1].operation], _STEP[pair[1].work_severity]))
    why = Message.of(
        MessageCode.DAMAGE_ON_PART,
        place=place.key,
        damages=tuple((damage.id, damage.kind, damage.severity or "") for damage, _ in ordered),
        basis=row.source.basis,
        row=row.source.row,
    )
    return PartWork(
        place=place,
        priced_as=part,
        operation=row.operation,
        hours=tables.hours_for(part, row.operation, row.work_severity),
        damages=tuple(damage.id for damage, _ in ordered),
        why=(why,),
        quotes=tuple(dict.fromkeys(each.needs_quote for _, each in ordered if each.needs_quote)),
    )


def _rule(damage: Damage, part: PartName, tables: Tables) -> OperationRow | None:
    return tables.operation_for(damage.kind, part, damage.severity or ASSUMED_SEVERITY)


def _may_be(part: PartName) -> tuple[PartName, ...]:
    return PARTS[part].may_be or (part,)


def _cost(work: PartWork, figures: Figures) -> Money:
    """What the work costs as a whole, painting included: only to compare the parts that a half-known one may be."""
    part = figures.parts[work.priced_as].each if work.operation is Operation.REPLACE else Money()
    paint = _paint_each(figures).times(work.hours.paint_h * figures.labour_factor)
    return part + _body_labour(work.hours, figures) + paint


def _paint_each(figures: Figures) -> Money:
    return figures.paint.each + figures.material.each


def _body_labour(hours: HoursRow, figures: Figures) -> Money:
    factor = figures.labour_factor
    return figures.panel.each.times(hours.panel_h * factor) + figures.strip.each.times(hours.strip_h * factor)


def _in_table_order(place: Place) -> tuple[int, str]:
    return list(PartName).index(place.part), place.key
