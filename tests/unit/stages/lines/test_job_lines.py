from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from claimapp.domain.line import ChargeKind, Operation, RepairLine, Unit
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Place, Side
from claimapp.stages.lines.charges import LineHours, hour_charges
from claimapp.stages.lines.job_lines import clear_coat_hours, job_lines, overlap_hours
from claimapp.stages.lines.part_lines import new_line
from claimapp.stages.lines.rates import Figures, Priced
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


def test_the_panel_with_most_hours_overlaps_none_and_those_painted_in_an_hour_or_more_overlap(tables: Tables) -> None:
    panels = _hours((_REAR_DOOR, "1"), (_FENDER, "2"), (_BONNET, "3"), (_OTHER_FENDER, "0.99"))
    assert overlap_hours(panels, tables) == [(_FENDER, Decimal("-0.4")), (_REAR_DOOR, Decimal("-0.2"))]


def test_clear_coat_is_rounded_half_up_to_the_hundredth(tables: Tables) -> None:
    # 40 % of 2.0125 is 0.805
    assert clear_coat_hours(_hours((_BONNET, "2.0125")), [], tables) == Decimal("0.81")


def test_the_lines_of_the_job_come_in_order_with_reason_figures_and_damages(figures: Figures, tables: Tables) -> None:
    hours = {_BONNET: "3", _FENDER: "2"}
    lines = (
        *(_line(figures, place, Operation.REFINISH, paint) for place, paint in hours.items()),
        replace(_line(figures, Place(_P.WHEEL, _L), Operation.REPLACE), damages=("d2", "d1")),
    )
    overlap, clear, alignment, sundries, waste = job_lines(lines, figures, tables)
    assert [line.operation for line in (overlap, clear, alignment, sundries, waste)] == [
        Operation.REFINISH, Operation.REFINISH, Operation.SUBLET, Operation.REPAIR, Operation.SUBLET,
    ]  # fmt: skip

    assert (overlap.paint_h, overlap.damages) == (Decimal("-0.4"), ("d1",))
    assert overlap.why == (Message.of(MessageCode.PAINT_OVERLAP, panels=(("front_fender/left/", Decimal("-0.4")),)),)
    assert {row.row for charge in overlap.charges for row in charge.quantity_rows} == {"overlap_adjacent_panel"}

    # 40 % of 3 and 20 % of (2 - 0.4)
    assert (clear.paint_h, clear.damages) == (Decimal("1.52"), ("d1",))
    assert clear.why == (
        Message.of(
            MessageCode.CLEAR_COAT, first_share=Decimal("0.40"), first="bonnet//", further_share=Decimal("0.20"),
            cap=Decimal("2.5"),
        ),
    )  # fmt: skip
    assert {row.row for charge in clear.charges for row in charge.quantity_rows} == {"clear_coat_first_panel"}

    assert (alignment.amount, alignment.damages) == (Money.rand(650), ("d2", "d1"))
    assert alignment.why == (Message.of(MessageCode.ALIGNMENT),)

    # 3 h of stripping, 5 h of paint, overlap and clear coat at 450; alignment is no labour
    labour = Money.rand("4104.00")
    assert (sundries.amount, sundries.damages) == (Money.rand("123.12"), ("d1", "d2"))
    assert sundries.why == (Message.of(MessageCode.SUNDRIES, share=Decimal("0.03"), labour=labour),)
    (charge,) = sundries.charges
    assert (charge.what, charge.quantity, charge.unit, charge.each) == (
        ChargeKind.SUNDRIES, Decimal("0.03"), Unit.SHARE, labour,
    )  # fmt: skip
    assert charge.row.row == "sundries_consumables"

    assert (waste.amount, waste.damages) == (Money.rand(150), ("d1", "d2"))
    assert waste.why == (Message.of(MessageCode.WASTE),)
    assert [charge.what for charge in waste.charges] == [ChargeKind.WASTE]


def test_that_the_cap_of_clear_coat_applies_is_said(figures: Figures, tables: Tables) -> None:
    clear, *_ = job_lines((_line(figures, _BONNET, Operation.REFINISH, "6.25"),), figures, tables)
    assert [each.code for each in clear.why] == [MessageCode.CLEAR_COAT, MessageCode.CLEAR_COAT_CAPPED]


@pytest.mark.parametrize(
    ("operation", "coated"),
    [
        (Operation.REPAIR, True),
        (Operation.REPLACE, True),
        (Operation.REFINISH, True),
        (Operation.BLEND, False),
        (Operation.POLISH, False),
    ],
)
def test_clear_coat_is_for_what_is_painted_anew(
    figures: Figures, tables: Tables, operation: Operation, coated: bool
) -> None:
    made = job_lines((_line(figures, _BONNET, operation, "3"),), figures, tables)
    assert (Operation.REFINISH in [line.operation for line in made]) is coated


def test_a_line_of_the_whole_job_is_no_panel(figures: Figures, tables: Tables) -> None:
    whole = new_line(None, Operation.REFINISH, hour_charges(LineHours(paint=Decimal(3)), figures), (), ("d1",))
    assert [line.operation for line in job_lines((whole,), figures, tables)] == [Operation.REPAIR, Operation.SUBLET]


def test_sundries_and_waste_that_cost_nothing_are_no_line(figures: Figures, tables: Tables) -> None:
    free = replace(figures, sundries_share=Decimal(0), waste=Priced(Money(), figures.waste.source))
    assert job_lines((_line(figures, Place(_P.MIRROR, _L), Operation.REPLACE),), free, tables) == ()
    cent = replace(free, waste=Priced(Money(1), figures.waste.source))
    (waste,) = job_lines((_line(figures, Place(_P.MIRROR, _L), Operation.REPLACE),), cent, tables)
    assert waste.amount == Money(1)
