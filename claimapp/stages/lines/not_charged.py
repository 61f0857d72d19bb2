"""What the lines leave out on purpose, told to the assessor with what it would cost."""

from __future__ import annotations

from collections.abc import Sequence

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.line import Operation, RepairLine
from claimapp.domain.money import Money
from claimapp.domain.part import PARTS, PartName, Place
from claimapp.stages.lines.operation import PartWork
from claimapp.stages.lines.painted import blend_candidates
from claimapp.stages.lines.rates import Figures
from claimapp.stages.lines.table_rows import BehindPart
from claimapp.stages.lines.tables import Tables

__all__ = ["blending_cost", "unseen_cautions"]

_BEHIND = {
    PartName.FRONT_BUMPER: tuple(BehindPart),
    PartName.REAR_BUMPER: (BehindPart.BUMPER_REINFORCEMENT,),
}
"""What sits behind a bumper that took a blow hard enough to be replaced."""


def unseen_cautions(
    works: Sequence[PartWork], lines: Sequence[RepairLine], figures: Figures, tables: Tables
) -> tuple[Caution, ...]:
    """Return what the estimate does not charge or know: unpriced things, sides, hidden parts, blending, cameras."""
    return (
        *_quotes(works),
        *_sides(works),
        *_half_known(works),
        *_behind(works, figures, tables),
        *_blend(lines, figures, tables),
        *_calibration(works, tables),
    )


def _quotes(works: Sequence[PartWork]) -> list[Caution]:
    return [
        Caution.of(CautionCode.PRICE_NOT_IN_TABLES, where=", ".join(work.damages), place=work.place.key, quote=quote)
        for work in works
        for quote in work.quotes
    ]


def _sides(works: Sequence[PartWork]) -> list[Caution]:
    return [
        Caution.of(CautionCode.SIDE_NOT_KNOWN, where=", ".join(work.damages), place=work.place.key)
        for work in works
        if PARTS[work.place.part].sided and work.place.side is None
    ]


def _half_known(works: Sequence[PartWork]) -> list[Caution]:
    return [
        Caution.of(
            CautionCode.PART_HALF_KNOWN,
            where=", ".join(work.damages),
            place=work.place.key,
            choices=tuple(Place(part).key for part in PARTS[work.place.part].may_be),
            priced_as=Place(work.priced_as).key,
        )
        for work in works
        if PARTS[work.place.part].may_be
    ]


def _behind(works: Sequence[PartWork], figures: Figures, tables: Tables) -> list[Caution]:
    cautions = []
    for work in works:
        hidden = _BEHIND.get(work.place.part, ())
        if work.operation is not Operation.REPLACE or not hidden:
            continue
        parts = tuple((part, str(_new(part, figures, tables))) for part in hidden)
        cautions.append(
            Caution.of(
                CautionCode.HIDDEN_DAMAGE_POSSIBLE,
                where=", ".join(work.damages),
                place=work.place.key,
                behind=parts,
            )
        )
    return cautions


def _blend(lines: Sequence[RepairLine], figures: Figures, tables: Tables) -> list[Caution]:
    painted = {line.place for line in lines if line.place is not None and line.paint_h > 0}
    beside = blend_candidates(painted)
    if not beside:
        return []
    panels = tuple((place.key, str(blending_cost(place, figures, tables))) for place in beside)
    return [Caution.of(CautionCode.BLEND_NOT_CHARGED, panels=panels)]


def _calibration(works: Sequence[PartWork], tables: Tables) -> list[Caution]:
    cost = Money.rand(tables.rates.adas_calibration_sublet.value)
    return [
        Caution.of(CautionCode.CAMERA_CALIBRATION_POSSIBLE, where=", ".join(work.damages), cost=cost)
        for work in works
        if work.place.part is PartName.WINDSCREEN and work.operation is Operation.REPLACE
    ]


def _new(part: BehindPart, figures: Figures, tables: Tables) -> Money:
    hours = tables.hours_for(part, Operation.REPLACE)
    labour = figures.strip.each.times(hours.strip_h * figures.labour_factor)
    labour += figures.panel.each.times(hours.panel_h * figures.labour_factor)
    return figures.parts[part].each + labour


def blending_cost(place: Place, figures: Figures, tables: Tables) -> Money:
    """Return what blending one unpainted panel costs, VAT excluded: taking off fittings, labour, material."""
    hours = tables.hours_for(place.part, Operation.BLEND)
    paint = (figures.paint.each + figures.material.each).times(hours.paint_h * figures.labour_factor)
    return paint + figures.strip.each.times(hours.strip_h * figures.labour_factor)
