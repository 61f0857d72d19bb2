"""line_edits.py: a typed figure is found again after pricing, and sundries follow what was typed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claimapp.domain.assessment import Assessment
from claimapp.domain.caution import CautionCode
from claimapp.domain.damage import Severity
from claimapp.domain.edit import AddLine, ChangeDamage, Check, Dismiss, LineKey, Note, PriceLine, RemoveLine
from claimapp.domain.line import ChargeKind, Operation, RepairLine, RowStatus, TableRow, Unit
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Place, Side
from claimapp.pipeline.line_edits import has_line_edits, key_of, lay_over
from claimapp.words.say import say
from tests.data.edits import edited, found_assessment, hours, priced

FOUND = found_assessment()


def line_of(assessment: Assessment, part: PartName | None, operation: Operation) -> RepairLine:
    return next(each for each in assessment.estimate.lines if (each.part, each.operation) == (part, operation))


LAMP = line_of(FOUND, PartName.HEADLAMP, Operation.REPLACE)
FENDER = line_of(FOUND, PartName.FRONT_FENDER, Operation.REPAIR)
SUNDRIES = next(each for each in FOUND.estimate.lines if each.charges[0].what is ChargeKind.SUNDRIES)


def test_a_typed_part_price_replaces_the_tables_and_remembers_it() -> None:
    assessment = edited(FOUND, PriceLine(LAMP.id, ChargeKind.PART, each=Money(4000_00)))
    line = line_of(assessment, PartName.HEADLAMP, Operation.REPLACE)
    (part,) = (charge for charge in line.charges if charge.what is ChargeKind.PART)
    assert (part.quantity, part.each, part.amount, part.database_each) == (
        Decimal(1), Money(4000_00), Money(4000_00), Money(6850_00),
    )  # fmt: skip
    assert (part.row, part.status) == (TableRow("edits", "e1", status=RowStatus.PERSON), RowStatus.PERSON)
    assert line.why == (*LAMP.why, Message.of(MessageCode.TYPED_BY_PERSON, edit="e1"))
    assert line.amount == LAMP.amount - Money(2850_00)
    assert assessment.estimate.subtotal == FOUND.estimate.subtotal - Money(2850_00)


def test_a_second_figure_on_the_same_charge_still_remembers_the_tables() -> None:
    assessment = edited(
        FOUND,
        PriceLine(LAMP.id, ChargeKind.PART, each=Money(4000_00)),
        PriceLine(LAMP.id, ChargeKind.PART, each=Money(3000_00)),
    )
    (part,) = (
        charge
        for charge in line_of(assessment, PartName.HEADLAMP, Operation.REPLACE).charges
        if charge.what is ChargeKind.PART
    )
    assert (part.each, part.database_each, part.row.row) == (Money(3000_00), Money(6850_00), "e2")


def test_typed_hours_keep_the_rate_of_the_tables() -> None:
    (before,) = (charge for charge in FENDER.charges if charge.what is ChargeKind.PANEL)
    assessment = edited(FOUND, PriceLine(FENDER.id, ChargeKind.PANEL, quantity=Decimal("5.5")))
    line = line_of(assessment, PartName.FRONT_FENDER, Operation.REPAIR)
    (panel,) = (charge for charge in line.charges if charge.what is ChargeKind.PANEL)
    assert (panel.quantity, panel.each, panel.row) == (Decimal("5.5"), before.each, before.row)
    assert panel.quantity_rows == (TableRow("edits", "e1", status=RowStatus.PERSON),)
    assert panel.amount == before.each.times(Decimal("5.5"))


def test_a_kind_that_the_line_lacks_becomes_a_charge_of_its_own() -> None:
    assessment = edited(FOUND, PriceLine(LAMP.id, ChargeKind.OTHER, each=Money(120_00), quantity=Decimal(1)))
    new = line_of(assessment, PartName.HEADLAMP, Operation.REPLACE).charges[-1]
    assert (new.what, new.quantity, new.unit, new.each) == (ChargeKind.OTHER, Decimal(1), Unit.EACH, Money(120_00))


def test_a_typed_quantity_of_nothing_is_nothing_and_not_one() -> None:
    assessment = edited(FOUND, PriceLine(LAMP.id, ChargeKind.OTHER, each=Money(120_00), quantity=Decimal(0)))
    assert line_of(assessment, PartName.HEADLAMP, Operation.REPLACE).amount == LAMP.amount


def test_a_line_of_ones_own_comes_last_with_its_reason() -> None:
    own = AddLine(Operation.REFINISH, (hours("1.5", 500_00, ChargeKind.PAINT),), PartName.ROOF, text="hail")
    assessment = edited(FOUND, own)
    line = assessment.estimate.lines[-1]
    assert (line.place, line.operation, line.amount) == (Place(PartName.ROOF), Operation.REFINISH, Money(750_00))
    assert (line.id, line.damages, line.status) == (f"l{len(assessment.estimate.lines)}", (), RowStatus.PERSON)
    assert [say(reason) for reason in line.why] == ["added by a person (edit e1): hail"]


def test_sundries_are_a_share_of_the_labour_that_was_typed() -> None:
    (share,) = (charge.quantity for charge in SUNDRIES.charges)
    assessment = edited(FOUND, AddLine(Operation.REPAIR, (hours("10", 500_00),), PartName.ROOF))
    (line,) = (each for each in assessment.estimate.lines if each.charges[0].what is ChargeKind.SUNDRIES)
    labour = Money.total(each.labour for each in assessment.estimate.lines)
    assert line.charges[0].each == labour == Money.total(each.labour for each in FOUND.estimate.lines) + Money(5000_00)
    assert line.amount == labour.times(share)
    assert line.why[0] == Message.of(MessageCode.SUNDRIES, share=share, labour=labour)


def test_typed_sundries_stay_as_typed() -> None:
    assessment = edited(
        FOUND,
        PriceLine(SUNDRIES.id, ChargeKind.SUNDRIES, each=Money(300_00), quantity=Decimal(1)),
        AddLine(Operation.REPAIR, (hours("10", 500_00),), PartName.ROOF),
    )
    (line,) = (each for each in assessment.estimate.lines if each.charges[0].what is ChargeKind.SUNDRIES)
    assert line.amount == Money(300_00)


def test_a_removed_line_is_gone_and_the_others_are_numbered_anew() -> None:
    assessment = edited(FOUND, RemoveLine(LAMP.id))
    assert PartName.HEADLAMP not in {line.part for line in assessment.estimate.lines}
    assert [line.id for line in assessment.estimate.lines] == [
        f"l{number}" for number in range(1, len(FOUND.estimate.lines))
    ]


def test_a_note_on_a_line_stands_behind_its_reasons_and_costs_nothing() -> None:
    assessment = edited(FOUND, Note("second-hand", line=LAMP.id))
    line = line_of(assessment, PartName.HEADLAMP, Operation.REPLACE)
    assert say(line.why[-1]) == "note: second-hand"
    assert assessment.estimate.total == FOUND.estimate.total


def test_a_typed_price_survives_another_pricing_with_other_line_ids() -> None:
    typed = edited(FOUND, PriceLine(LAMP.id, ChargeKind.PART, each=Money(4000_00)))
    # The bumper's lines come first: without them every id is another.
    fewer = edited(typed, Dismiss("d1"))
    line = line_of(fewer, PartName.HEADLAMP, Operation.REPLACE)
    assert line.id != LAMP.id
    assert Money(4000_00) in {charge.each for charge in line.charges}
    assert priced(priced(fewer)) == fewer


def test_a_typed_price_whose_line_is_gone_is_told_and_comes_back_with_it() -> None:
    typed = edited(FOUND, PriceLine(LAMP.id, ChargeKind.PART, each=Money(4000_00)))
    gone = edited(typed, Dismiss("d2"))
    told = [each for each in gone.warnings if each.code is CautionCode.LINE_EDIT_FITS_NOTHING]
    assert [(each.where, dict(each.facts)) for each in told] == [("e1", {"edit": "e1"})]
    assert "Edit e1 changes a repair line that is not there any more" in say(told[0])
    back = priced(replace(gone, damages=typed.damages))
    assert back.estimate.total == typed.estimate.total
    assert not [each for each in back.warnings if each.code is CautionCode.LINE_EDIT_FITS_NOTHING]


def test_a_typed_price_does_not_jump_to_another_operation_on_the_part() -> None:
    typed = edited(FOUND, PriceLine(FENDER.id, ChargeKind.PANEL, quantity=Decimal(9)))
    replaced = edited(typed, ChangeDamage("d3", severity=Severity.SEVERE))
    operations = {line.operation for line in replaced.estimate.lines if line.part is PartName.FRONT_FENDER}
    codes = {each.code for each in replaced.warnings}
    assert (Operation.REPAIR in operations) or CautionCode.LINE_EDIT_FITS_NOTHING in codes
    assert not any(
        charge.quantity == 9
        for line in replaced.estimate.lines
        if line.operation is not Operation.REPAIR
        for charge in line.charges
    )


def test_lines_of_a_person_that_are_alike_are_told_apart() -> None:
    own = AddLine(Operation.SUBLET, (hours("1", 100_00, ChargeKind.OTHER),), text="towing")
    two = edited(FOUND, own, own)
    first, second = two.estimate.lines[-2:]
    assert key_of(second, two.estimate.lines) == LineKey(None, Operation.SUBLET, MessageCode.LINE_OF_PERSON, 1)
    changed = edited(two, PriceLine(second.id, ChargeKind.OTHER, each=Money(900_00)))
    assert [line.amount for line in changed.estimate.lines[-2:]] == [first.amount, Money(900_00)]


def test_a_line_of_a_part_is_known_by_its_place_and_operation() -> None:
    assert key_of(LAMP, FOUND.estimate.lines) == LineKey(Place(PartName.HEADLAMP, Side.LEFT), Operation.REPLACE)


def test_only_edits_of_lines_take_the_tables_spread_away() -> None:
    assert has_line_edits(edited(FOUND, RemoveLine(LAMP.id)).edits)
    assert not has_line_edits(edited(FOUND, Check("d1"), Note("x", line=LAMP.id)).edits)


def test_without_edits_the_lines_stay_as_they_are() -> None:
    assert lay_over(FOUND.estimate.lines, ()) == (FOUND.estimate.lines, ())
