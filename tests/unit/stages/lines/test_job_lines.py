from __future__ import annotations

from decimal import Decimal

import pytest

from claimapp.domain.line import ChargeKind, Operation, RepairLine
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Place, Side
from claimapp.stages.lines.charges import LineHours, hour_charges
from claimapp.stages.lines.job_lines import clear_coat_hours, job_lines, overlap_hours
from claimapp.stages.lines.part_lines import new_line
from claimapp.stages.lines.rates import Figures
from claimapp.stages.lines.tables import Tables

_P, _L = PartName, Side.LEFT
_BONNET = Place(_P.BONNET)
_FENDER = Place(_P.FRONT_FENDER, _L)
_OTHER_FENDER = Place(_P.FRONT_FENDER, Side.RIGHT)
_REAR_DOOR = Place(_P.REAR_DOOR, _L)


def _hours(*panels: tuple[Place, str]) -> list[tuple[Place, Decimal]]:
    return [(place, Decimal(hours)) for place, hours in panels]


def _line(figures: Figures, place: Place, operation: Operation, paint: str = "0") -> RepairLine:
    hours = LineHours(strip=Decimal(1), paint=Decimal(paint))
    return new_line(place, operation, hour_charges(hours, figures), (), ("d1",))


def test_published_overlap_example_adds_up(tables: Tables) -> None:
    # bonnet and two fenders of 3.0 h each: 3.0 + 2.6 + 2.6 = 8.2 (collisionblast.com 2010)
    panels = _hours((_BONNET, "3"), (_FENDER, "3"), (_OTHER_FENDER, "3"))
    overlap = overlap_hours(panels, tables)
    assert sum(hours for _, hours in panels) + sum(hours for _, hours in overlap) == Decimal("8.2")


def test_panel_that_touches_none_overlaps_less(tables: Tables) -> None:
    panels = _hours((_BONNET, "3"), (_REAR_DOOR, "2"))
    assert overlap_hours(panels, tables) == [(_REAR_DOOR, Decimal("-0.2"))]


def test_single_panel_and_small_parts_have_no_overlap(tables: Tables) -> None:
    assert overlap_hours(_hours((_BONNET, "3")), tables) == []
    assert overlap_hours(_hours((_BONNET, "3"), (Place(_P.MIRROR, _L), "0.5")), tables) == []
    assert overlap_hours([], tables) == []


@pytest.mark.parametrize(
    ("panels", "expected"),
    [
        ((), "0"),
        (((_BONNET, "3"),), "1.20"),  # 40 %
        (((_BONNET, "3"), (_REAR_DOOR, "2")), "1.56"),  # 1.2 + 20 % of (2 - 0.2)
        (((_BONNET, "6"), (_FENDER, "4")), "2.5"),  # the cap
    ],
)
def test_clear_coat_takes_40_then_20_percent_after_overlap(
    tables: Tables, panels: tuple[tuple[Place, str], ...], expected: str
) -> None:
    given = _hours(*panels)
    assert clear_coat_hours(given, overlap_hours(given, tables), tables) == Decimal(expected)


def test_no_part_line_gives_no_job_line(figures: Figures, tables: Tables) -> None:
    assert job_lines((), figures, tables) == ()


def test_sundries_are_a_share_of_all_labour_paint_work_included(figures: Figures, tables: Tables) -> None:
    made = job_lines((_line(figures, _BONNET, Operation.REFINISH, "3"),), figures, tables)
    clear, sundries, waste = made
    # labour: (1 strip + 3 paint + 1.2 clear coat) x 450 = 2 340
    assert clear.paint_h == Decimal("1.20")
    assert sundries.amount == sundries.parts == Money.rand("70.20")
    assert waste.amount == Money.rand(150)
    assert all(line.part is None and line.damages == ("d1",) for line in made)


def test_bent_rims_need_one_alignment(figures: Figures, tables: Tables) -> None:
    rims = tuple(_line(figures, Place(_P.WHEEL, side), Operation.REPLACE) for side in Side)
    made = job_lines(rims, figures, tables)
    assert [charge.what for line in made for charge in line.charges].count(ChargeKind.ALIGNMENT) == 1


def test_wheel_only_taken_off_needs_no_alignment(figures: Figures, tables: Tables) -> None:
    made = job_lines((_line(figures, Place(_P.WHEEL, _L), Operation.REMOVE_REFIT),), figures, tables)
    assert ChargeKind.ALIGNMENT not in [charge.what for line in made for charge in line.charges]
