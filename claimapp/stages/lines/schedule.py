"""Damages to the itemised schedule: the public entry of this stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claimapp.domain.caution import Caution
from claimapp.domain.claim import ClaimFacts
from claimapp.domain.damage import Damage
from claimapp.domain.line import RepairLine
from claimapp.domain.money import Money
from claimapp.stages.lines.job_lines import job_lines
from claimapp.stages.lines.not_charged import unseen_cautions
from claimapp.stages.lines.operation import PartWork, decide_work
from claimapp.stages.lines.part_lines import part_lines
from claimapp.stages.lines.rates import Figures, Level, claim_figures
from claimapp.stages.lines.tables import Tables
from claimapp.stages.lines.vehicle_class import VehicleClass

__all__ = ["Schedule", "make_lines", "price_work"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The priced lines and what a person should look at.

    `low` and `high` are the same work priced with every low, and every high, figure of the
    tables (VAT excluded): what the tables themselves leave open, and no more than that.
    """

    lines: tuple[RepairLine, ...]
    cautions: tuple[Caution, ...]
    low: Money
    high: Money


def make_lines(damages: Iterable[Damage], claim: ClaimFacts, vehicle_class: VehicleClass, tables: Tables) -> Schedule:
    """Price the damages of a vehicle.

    Several damages on one part and side make one work, the heaviest, naming all of them;
    the order of `damages` does not matter. Dismissed damages and damages without a part
    give no line (the latter a caution). No damage gives no line. Amounts exclude VAT.

    Raises:
        TableProblem: if a rule asks for a row that the tables lack.
    """
    figures = claim_figures(claim, vehicle_class, tables)
    works, cautions = decide_work(damages, figures, tables)
    lines = price_work(works, figures, tables)
    low, high = (
        Money.total(line.amount for line in price_work(works, claim_figures(claim, vehicle_class, tables, end), tables))
        for end in (Level.LOW, Level.HIGH)
    )
    of_class = (vehicle_class.caution,) if vehicle_class.caution and lines else ()
    return Schedule(lines, (*of_class, *cautions, *unseen_cautions(works, lines, figures, tables)), low, high)


def price_work(works: Sequence[PartWork], figures: Figures, tables: Tables) -> tuple[RepairLine, ...]:
    """Return the lines of decided work, numbered l1, l2, ...: parts first, then the job's own."""
    of_parts = tuple(line for work in works for line in part_lines(work, figures))
    all_lines = (*of_parts, *job_lines(of_parts, figures, tables))
    return tuple(replace(line, id=f"l{number}") for number, line in enumerate(all_lines, start=1))
