"""The reference book: a seeded simulation of how far a final cost may lie from its schedule.

It stands in for settled claims until there are some; see docs/reference-book.md for what it
is and is not. Every number below carries where it comes from.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.claim import ClaimFacts, GarageClass
from claimapp.domain.line import Operation, RepairLine
from claimapp.domain.money import Money
from claimapp.domain.part import PartName
from claimapp.stages.cost.features import FEATURES, schedule_features
from claimapp.stages.lines.not_charged import blending_cost
from claimapp.stages.lines.operation import PartWork, decide_work
from claimapp.stages.lines.painted import blend_candidates
from claimapp.stages.lines.rates import Figures, Level, Priced, claim_figures
from claimapp.stages.lines.schedule import price_work
from claimapp.stages.lines.table_rows import ClassName
from claimapp.stages.lines.tables import Tables
from claimapp.stages.lines.vehicle_class import class_by_name
from claimapp.training.reference_jobs import draw_damages

__all__ = ["ASSUMPTIONS", "Assumptions", "ReferenceBook", "simulate_book"]


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Every assumption of the book that is not a figure of the tables themselves."""

    class_shares: tuple[float, ...] = (0.20, 0.35, 0.20, 0.18, 0.07)
    """ASSUMED: jobs by class, A to E; no count of South African claims by class is public."""
    approved_share: float = 0.4
    """ASSUMED: jobs at manufacturer-approved garages."""
    part_log_sd: float = 0.30
    """ASSUMED: price of one part about its class's price. Published: the same bumper R6 000 or R17 000
    by source country (AA 2013), tailgates R1 382 to R9 440 in one class (2014): 2 to 4 times."""
    car_log_sd: float = 0.20
    """ASSUMED: all parts of one model about their class. With `part_log_sd` nine parts in ten lie
    within 0.55 to 1.8 times the class price."""
    hours_log_sd: float = 0.15
    """ASSUMED: hours agreed in the end. Two appraisers differ widely (ECML-PKDD 2020, leasing cars)."""
    supplement_share: float = 0.30
    """SOURCED (US): about 30 % of jobs are supplemented (CEI, in fleetmanagementweekly.com)."""
    supplement_mean: float = 0.35
    """DERIVED (US): between +25 % on average (CEI) and over +50 % for photo estimates (Mitchell 2018)."""
    bumper_odds: float = 2.0
    """ASSUMED: a job with a replaced bumper is twice as likely supplemented (parts behind it)."""
    bumper_job_share: float = 0.15
    """DERIVED: share of the book's own jobs with a replaced bumper, to keep the 30 % on average."""
    metallic_share: float = 0.6
    """ASSUMED: colours that need the panels beside a painted one to be blended."""
    blended_panels: int = 2
    """ASSUMED: at most as many panels are blended."""


ASSUMPTIONS = Assumptions()


@dataclass(frozen=True, slots=True)
class ReferenceBook:
    """N jobs: `features` (N, F), `schedule_rand` and `final_rand` (N,), VAT excluded, `log_ratio` (N,)."""

    features: NDArray[np.float64]
    schedule_rand: NDArray[np.float64]
    final_rand: NDArray[np.float64]
    bumper_jobs: int
    supplemented: int

    @property
    def log_ratio(self) -> NDArray[np.float64]:
        """log(final / schedule), (N,)."""
        ratio: NDArray[np.float64] = np.log(self.final_rand / self.schedule_rand)
        return ratio


def simulate_book(
    rows: int,
    seed: int,
    tables: Tables,
    *,
    assumptions: Assumptions = ASSUMPTIONS,
    told: Callable[[str], None] = lambda _: None,
) -> ReferenceBook:
    """Draw `rows` jobs; the same rows, seed and tables give the same book.

    Each job: random damages, the schedule that the program itself makes of them, and a final
    cost of the same work at figures drawn within the tables' own spread, with blending and
    a supplement where they fall due.
    """
    rng = np.random.default_rng(seed)
    features = np.empty((rows, len(FEATURES)))
    schedule, final = np.empty(rows), np.empty(rows)
    bumper_jobs = supplemented = 0
    for number in range(rows):
        figures, moved = _draw_figures(rng, tables, assumptions)
        works = _draw_works(rng, figures, tables)
        lines = price_work(works, figures, tables)
        bumper = _bumper_replaced(works)
        share = _supplement(rng, bumper, assumptions)
        cost = _total(price_work(works, moved, tables)) + _blending(rng, lines, moved, tables, assumptions)
        features[number] = schedule_features(lines)
        schedule[number] = _total(lines)
        final[number] = cost * (1 + share)
        bumper_jobs += bumper
        supplemented += share > 0
        if number and number % 2000 == 0:
            told(f"{number} of {rows} jobs drawn")
    return ReferenceBook(features, schedule, final, bumper_jobs, supplemented)


def _draw_figures(rng: np.random.Generator, tables: Tables, assumptions: Assumptions) -> tuple[Figures, Figures]:
    name = list(ClassName)[int(rng.choice(len(ClassName), p=assumptions.class_shares))]
    garage = GarageClass.APPROVED if rng.random() < assumptions.approved_share else GarageClass.GENERAL
    claim, vehicle_class = ClaimFacts("reference", garage=garage), class_by_name(name, tables)
    low, middle, high = (
        claim_figures(claim, vehicle_class, tables, level) for level in (Level.LOW, Level.MIDDLE, Level.HIGH)
    )
    return middle, _moved(rng, low, middle, high, assumptions)


def _moved(rng: np.random.Generator, low: Figures, middle: Figures, high: Figures, assumptions: Assumptions) -> Figures:
    """Draw figures between the tables' low and high: one draw for all labour, one for all prices' growth."""

    def within(one: Money, two: Money, three: Money, at: float) -> Money:
        return Money(round(_between(one.cents, two.cents, three.cents, at)))

    labour, material, waste, alignment, growth = rng.triangular(-1, 0, 1, size=5)
    sundries_at = rng.triangular(-1, 0, 1)
    sundries = _between(
        float(low.sundries_share), float(middle.sundries_share), float(high.sundries_share), sundries_at
    )
    car = rng.normal(0, assumptions.car_log_sd)
    parts = {}
    for part, price in middle.parts.items():
        factor = math.exp(car + rng.normal(0, assumptions.part_log_sd))
        grown = within(low.parts[part].each, price.each, high.parts[part].each, growth)
        parts[part] = Priced(grown.times(_decimal(factor)), price.source)
    return replace(
        middle,
        panel=Priced(within(low.panel.each, middle.panel.each, high.panel.each, labour), middle.panel.source),
        strip=Priced(within(low.strip.each, middle.strip.each, high.strip.each, labour), middle.strip.source),
        paint=Priced(within(low.paint.each, middle.paint.each, high.paint.each, labour), middle.paint.source),
        material=Priced(
            within(low.material.each, middle.material.each, high.material.each, material), middle.material.source
        ),
        sundries_share=_decimal(sundries),
        waste=Priced(within(low.waste.each, middle.waste.each, high.waste.each, waste), middle.waste.source),
        alignment=Priced(
            within(low.alignment.each, middle.alignment.each, high.alignment.each, alignment), middle.alignment.source
        ),
        parts=parts,
        labour_factor=middle.labour_factor * _decimal(math.exp(rng.normal(0, assumptions.hours_log_sd))),
    )


def _draw_works(rng: np.random.Generator, figures: Figures, tables: Tables) -> tuple[PartWork, ...]:
    while True:
        works, _ = decide_work(draw_damages(rng), figures, tables)
        if works:
            return works


def _supplement(rng: np.random.Generator, bumper: bool, assumptions: Assumptions) -> float:
    """Share that a supplement adds: 0 for most jobs, else gamma of shape 2 about its mean."""
    other = assumptions.supplement_share / (1 + assumptions.bumper_job_share * (assumptions.bumper_odds - 1))
    chance = other * assumptions.bumper_odds if bumper else other
    return float(rng.gamma(2.0, assumptions.supplement_mean / 2.0)) if rng.random() < chance else 0.0


def _blending(
    rng: np.random.Generator,
    lines: tuple[RepairLine, ...],
    figures: Figures,
    tables: Tables,
    assumptions: Assumptions,
) -> float:
    painted = {line.place for line in lines if line.place is not None and line.paint_h > 0}
    if rng.random() >= assumptions.metallic_share:
        return 0.0
    beside = blend_candidates(painted)[: assumptions.blended_panels]
    return float(Money.total(blending_cost(place, figures, tables) for place in beside).in_rand)


def _bumper_replaced(works: tuple[PartWork, ...]) -> bool:
    bumpers = (PartName.FRONT_BUMPER, PartName.REAR_BUMPER)
    return any(work.place.part in bumpers and work.operation is Operation.REPLACE for work in works)


def _between(low: float, middle: float, high: float, at: float) -> float:
    """Return the figure `at` of the way: -1 gives low, 0 middle, 1 high."""
    return middle + at * ((high - middle) if at > 0 else (middle - low))


def _decimal(value: float) -> Decimal:
    return Decimal(repr(round(float(value), 6)))


def _total(lines: tuple[RepairLine, ...]) -> float:
    return float(Money.total(line.amount for line in lines).in_rand)
