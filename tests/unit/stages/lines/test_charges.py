"""charges.py: hours times the class's factor, a charge a trade, each with its rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claimapp.domain.line import ChargeKind, Operation, RowStatus, TableRow, Unit
from claimapp.domain.money import Money
from claimapp.domain.part import PartName
from claimapp.stages.lines.charges import LineHours, hour_charges, job_charge, part_charge, row_hours
from claimapp.stages.lines.rates import Figures, Priced
from claimapp.stages.lines.table_rows import ANY, HoursRow

_ROW = TableRow("labour_hours", "bonnet.repair", "1", RowStatus.ASSUMED)
_FACTOR = TableRow("vehicle_class", "E_premium", "1", RowStatus.DERIVED)
_RATE = TableRow("rates", "x", "1", RowStatus.DERIVED)


def _hours(panel: str, strip: str, paint: str) -> HoursRow:
    return HoursRow(PartName.BONNET, Operation.REPAIR, ANY, Decimal(panel), Decimal(strip), Decimal(paint), _ROW)


def _priced(figures: Figures, factor: str) -> Figures:
    """Rates that tell the trades apart."""
    return replace(
        figures,
        panel=Priced(Money(500_00), _RATE),
        strip=Priced(Money(400_00), _RATE),
        paint=Priced(Money(600_00), _RATE, Money(450_00)),
        material=Priced(Money(330_00), _RATE),
        labour_factor=Decimal(factor),
        factor_source=_FACTOR,
    )


def test_hours_are_multiplied_by_the_classs_factor_and_rounded_half_up(figures: Figures) -> None:
    hours = row_hours(_hours("1.5", "0.7", "2.5"), _priced(figures, "1.15"))
    # 1.725, 0.805 and 2.875: a half goes up.
    assert (hours.panel, hours.strip, hours.paint) == (Decimal("1.73"), Decimal("0.81"), Decimal("2.88"))
    assert hours.rows == (_ROW, _FACTOR)


def test_a_factor_of_one_changes_nothing_and_is_not_named(figures: Figures) -> None:
    hours = row_hours(_hours("1.5", "0", "0"), _priced(figures, "1.00"))
    assert hours == LineHours(Decimal("1.50"), Decimal(0), Decimal(0), (_ROW,))


def test_each_trade_with_hours_is_charged_at_its_rate_and_paint_brings_its_material(figures: Figures) -> None:
    charges = hour_charges(LineHours(Decimal(2), Decimal(0), Decimal("1.5"), (_ROW,)), _priced(figures, "1"))
    assert [(each.what, each.quantity, each.unit, each.each, each.amount) for each in charges] == [
        (ChargeKind.PANEL, Decimal(2), Unit.HOUR, Money(500_00), Money(1000_00)),
        (ChargeKind.PAINT, Decimal("1.5"), Unit.HOUR, Money(600_00), Money(900_00)),
        (ChargeKind.PAINT_MATERIAL, Decimal("1.5"), Unit.HOUR, Money(330_00), Money(495_00)),
    ]
    assert {each.quantity_rows for each in charges} == {(_ROW,)}
    assert {each.row for each in charges} == {_RATE}
    assert [each.database_each for each in charges] == [None, Money(450_00), None]
    (strip,) = hour_charges(LineHours(strip=Decimal("0.7")), _priced(figures, "1"))
    assert (strip.what, strip.amount) == (ChargeKind.STRIP, Money(280_00))


def test_overlap_is_charged_below_nothing(figures: Figures) -> None:
    paint, material = hour_charges(LineHours(paint=Decimal("-0.4")), _priced(figures, "1"))
    assert (paint.amount, material.amount) == (Money(-240_00), Money(-132_00))


def test_no_hours_are_no_charge(figures: Figures) -> None:
    assert hour_charges(LineHours(), figures) == ()


def test_a_part_is_charged_once_a_piece_and_a_job_once_a_job(figures: Figures) -> None:
    part = part_charge(PartName.HEADLAMP, figures)
    assert (part.what, part.quantity, part.unit, part.amount) == (
        ChargeKind.PART,
        Decimal(1),
        Unit.EACH,
        Money(6850_00),
    )
    assert part.row.row == "B_supermini.headlamp"
    job = job_charge(ChargeKind.WASTE, Priced(Money(150_00), _RATE))
    assert (job.what, job.quantity, job.unit, job.amount) == (ChargeKind.WASTE, Decimal(1), Unit.JOB, Money(150_00))
    assert job.quantity_rows == ()
