"""What the lines leave out on purpose, told to the assessor with what it would cost."""

from __future__ import annotations

from collections.abc import Sequence

from claimapp.domain.assessment import Caution
from claimapp.domain.line import Operation, RepairLine
from claimapp.domain.money import Money
from claimapp.domain.part import PARTS, PartName
from claimapp.stages.lines.operation import PartWork
from claimapp.stages.lines.panels import Place, blend_candidates, spoken_place
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
    """Return what the estimate does not charge: unpriced things, hidden parts, blending, calibration, sides."""
    return (
        *_quotes(works),
        *_sides(works),
        *_behind(works, figures, tables),
        *_blend(lines, figures, tables),
        *_calibration(works, tables),
    )


def _quotes(works: Sequence[PartWork]) -> list[Caution]:
    return [
        Caution(
            "price_not_in_tables",
            f"{spoken_place(work.place)}: the tables hold no price for {quote}; add it as a line of your own",
            ", ".join(work.damages),
        )
        for work in works
        for quote in work.quotes
    ]


def _sides(works: Sequence[PartWork]) -> list[Caution]:
    return [
        Caution(
            "side_not_known",
            f"it is not known whether the left or the right {PARTS[work.place[0]].english} is damaged; set the side",
            ", ".join(work.damages),
        )
        for work in works
        if PARTS[work.place[0]].sided and work.place[1] is None
    ]


def _behind(works: Sequence[PartWork], figures: Figures, tables: Tables) -> list[Caution]:
    cautions = []
    for work in works:
        hidden = _BEHIND.get(work.place[0], ())
        if work.operation is not Operation.REPLACE or not hidden:
            continue
        told = ", ".join(f"{_words(part)} {_new(part, figures, tables).spoken()}" for part in hidden)
        text = (
            f"no photo shows what is behind the {spoken_place(work.place)}; not in this estimate, each as new and "
            f"fitted, VAT excluded: {told}; look once it is off"
        )
        cautions.append(Caution("hidden_damage_possible", text, ", ".join(work.damages)))
    return cautions


def _blend(lines: Sequence[RepairLine], figures: Figures, tables: Tables) -> list[Caution]:
    painted: set[Place] = {(line.part, line.side) for line in lines if line.part is not None and line.paint_h > 0}
    beside = blend_candidates(painted)
    if not beside:
        return []
    told = ", ".join(f"{spoken_place(place)} {blending_cost(place, figures, tables).spoken()}" for place in beside)
    text = f"blending beside painted panels is not charged; a metallic or pearl colour may need (VAT excluded): {told}"
    return [Caution("blend_not_charged", text)]


def _calibration(works: Sequence[PartWork], tables: Tables) -> list[Caution]:
    rate = tables.rates["adas_calibration_sublet"].value
    return [
        Caution(
            "camera_calibration_possible",
            f"a camera behind the windscreen must be calibrated after replacing it, about {Money.rand(rate).spoken()} "
            "VAT excluded (assumed); not charged, since photos do not show whether the car has one",
            ", ".join(work.damages),
        )
        for work in works
        if work.place[0] is PartName.WINDSCREEN and work.operation is Operation.REPLACE
    ]


def _new(part: BehindPart, figures: Figures, tables: Tables) -> Money:
    hours = tables.hours_for(part, Operation.REPLACE)
    labour = figures.strip.each.times(hours.strip_h * figures.labour_factor)
    labour += figures.panel.each.times(hours.panel_h * figures.labour_factor)
    return figures.parts[part].each + labour


def blending_cost(place: Place, figures: Figures, tables: Tables) -> Money:
    """Return what blending one unpainted panel costs, VAT excluded: taking off fittings, labour, material."""
    hours = tables.hours_for(place[0], Operation.BLEND)
    paint = (figures.paint.each + figures.material.each).times(hours.paint_h * figures.labour_factor)
    return paint + figures.strip.each.times(hours.strip_h * figures.labour_factor)


def _words(part: BehindPart) -> str:
    return str(part).replace("_", " ")
