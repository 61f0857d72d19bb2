from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from claimapp.domain.damage import Damage, Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import ChargeKind, Operation, RepairLine
from claimapp.domain.money import Money
from claimapp.domain.part import End, PartName, Place, Side
from claimapp.stages.lines.operation import decide_work
from claimapp.stages.lines.part_lines import new_line, part_lines
from claimapp.stages.lines.rates import Figures
from claimapp.stages.lines.tables import Tables

_K, _P = DamageKind, PartName
_Make = Callable[..., Damage]


def _lines(figures: Figures, tables: Tables, damage: Damage) -> tuple[RepairLine, ...]:
    (work,), _ = decide_work([damage], figures, tables)
    return part_lines(work, figures)


def test_new_bumper_is_a_part_line_and_a_paint_line(damage: _Make, figures: Figures, tables: Tables) -> None:
    fit, paint = _lines(figures, tables, damage("d1", _K.BROKEN, _P.FRONT_BUMPER, None, Severity.SEVERE))
    assert (fit.operation, fit.strip_h, fit.parts) == (Operation.REPLACE, Decimal("1.50"), Money.rand(5020))
    assert fit.amount == Money.rand(5020) + Money.rand(450).times(Decimal("1.5"))
    bumper, fitting = fit.charges
    assert (bumper.what, bumper.row.table, bumper.row.row) == (
        ChargeKind.PART,
        "part_prices",
        "B_supermini.front_bumper",
    )
    assert [row.row for row in fitting.quantity_rows] == ["front_bumper.replace"]
    assert (paint.operation, paint.paint_h, paint.paint_material) == (
        Operation.REFINISH,
        Decimal("3.00"),
        Money.rand(990),
    )
    assert paint.amount == Money.rand(2340)
    assert fit.damages == paint.damages == ("d1",)


def test_scratch_is_one_line_with_taking_off_and_painting(damage: _Make, figures: Figures, tables: Tables) -> None:
    (line,) = _lines(figures, tables, damage("d1", _K.SCRATCH, _P.FRONT_DOOR, Side.LEFT))
    assert (line.operation, line.strip_h, line.paint_h) == (Operation.REFINISH, Decimal("1.50"), Decimal("2.50"))
    assert (line.part, line.side) == (_P.FRONT_DOOR, Side.LEFT)


def test_painting_says_whether_the_part_is_new_or_repaired(damage: _Make, figures: Figures, tables: Tables) -> None:
    new = damage("d1", _K.BROKEN, _P.FRONT_BUMPER, None, Severity.SEVERE)
    for made, code in ((new, "paint_new_part"), (damage("d1", _K.DENT, _P.BONNET), "paint_repaired_panel")):
        _, paint = _lines(figures, tables, made)
        assert [each.code for each in paint.why] == [code]
        assert {len(charge.quantity_rows) for charge in paint.charges} == {1}


def test_a_line_keeps_the_end_of_its_wheel() -> None:
    place = Place(_P.WHEEL, Side.LEFT, End.REAR)
    assert new_line(place, Operation.REPLACE, (), (), ()).place == place
    assert new_line(None, Operation.SUBLET, (), (), ("d1",)).damages == ("d1",)


def test_lamp_has_no_paint(damage: _Make, figures: Figures, tables: Tables) -> None:
    (line,) = _lines(figures, tables, damage("d1", _K.LAMP, _P.HEADLAMP, Side.LEFT))
    assert line.paint_h == 0
    assert line.paint_material == Money()


def test_polishing_uses_no_paint_material(damage: _Make, figures: Figures, tables: Tables) -> None:
    (line,) = _lines(figures, tables, damage("d1", _K.SCRATCH, _P.HEADLAMP, Side.LEFT, Severity.MINOR))
    assert (line.operation, line.parts, line.paint_material) == (Operation.POLISH, Money(), Money())
    assert line.labour == line.amount == Money.rand(180)


def test_class_factor_lengthens_the_hours(damage: _Make, figures: Figures, tables: Tables) -> None:
    premium = replace(figures, labour_factor=Decimal("1.3"))
    (line,) = _lines(premium, tables, damage("d1", _K.SCRATCH, _P.FRONT_DOOR, Side.LEFT))
    assert (line.strip_h, line.paint_h) == (Decimal("1.95"), Decimal("3.25"))


def test_class_factor_is_cited_beside_the_hours_that_it_changes(
    damage: _Make, figures: Figures, tables: Tables
) -> None:
    premium = replace(figures, labour_factor=Decimal("1.3"))
    for used, cited in ((figures, 1), (premium, 2)):
        (line,) = _lines(used, tables, damage("d1", _K.SCRATCH, _P.FRONT_DOOR, Side.LEFT))
        assert {len(charge.quantity_rows) for charge in line.charges} == {cited}


def test_every_charge_cites_the_row_of_its_rate(damage: _Make, figures: Figures, tables: Tables) -> None:
    repair, paint = _lines(figures, tables, damage("d1", _K.DENT, _P.BONNET))
    assert [charge.row.row for charge in repair.charges] == ["panel_beating", "strip_assemble"]
    assert [charge.row.row for charge in paint.charges] == ["paint_labour", "paint_material"]
