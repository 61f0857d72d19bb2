from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from claimapp.domain.damage import Damage, Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import Operation
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Place, Side
from claimapp.stages.lines.operation import PartWork, decide_work, repair_or_replace
from claimapp.stages.lines.rates import Figures, Priced
from claimapp.stages.lines.tables import Tables
from claimapp.words.say import say_all

_K, _P, _S = DamageKind, PartName, Severity
_Make = Callable[..., Damage]


def _one(figures: Figures, tables: Tables, *damages: Damage) -> PartWork:
    (work,), _ = decide_work(damages, figures, tables)
    return work


@pytest.mark.parametrize(
    ("kind", "part", "severity", "operation", "hours"),
    [
        (_K.SCRATCH, _P.FRONT_DOOR, _S.MINOR, Operation.REFINISH, "front_door.refinish"),
        (_K.DENT, _P.FRONT_DOOR, _S.MODERATE, Operation.REPAIR, "front_door.repair.moderate"),
        (_K.DENT, _P.REAR_QUARTER_PANEL, _S.SEVERE, Operation.REPAIR, "rear_quarter_panel.repair.severe"),
        (_K.BROKEN, _P.FRONT_BUMPER, _S.SEVERE, Operation.REPLACE, "front_bumper.replace"),
        (_K.BROKEN, _P.FRONT_BUMPER, _S.MODERATE, Operation.REPAIR, "front_bumper.repair.moderate"),
        (_K.LAMP, _P.HEADLAMP, _S.MINOR, Operation.REPLACE, "headlamp.replace"),
        (_K.SCRATCH, _P.HEADLAMP, _S.MINOR, Operation.POLISH, "headlamp.polish"),
        (_K.GLASS, _P.WINDSCREEN, _S.MINOR, Operation.REPLACE, "windscreen.replace"),
        (_K.UNKNOWN, _P.BONNET, _S.MINOR, Operation.REPAIR, "bonnet.repair.minor"),
    ],
)
def test_rule_table_chooses_operation_and_hours(
    damage: _Make,
    figures: Figures,
    tables: Tables,
    kind: DamageKind,
    part: PartName,
    severity: Severity,
    operation: Operation,
    hours: str,
) -> None:
    work = _one(figures, tables, damage("d1", kind, part, None, severity))
    assert (work.operation, work.hours.source.row) == (operation, hours)


def test_several_damages_on_one_part_are_one_work_of_the_heaviest(
    damage: _Make, figures: Figures, tables: Tables
) -> None:
    dent = damage("d4", _K.DENT, _P.FRONT_DOOR, Side.LEFT)
    scratch = damage("d5", _K.SCRATCH, _P.FRONT_DOOR, Side.LEFT)
    for order in ((dent, scratch), (scratch, dent)):
        work = _one(figures, tables, *order)
        assert (work.operation, work.damages) == (Operation.REPAIR, ("d4", "d5"))
        assert "d4 dent" in say_all(work.why)
        assert "d5 scratch" in say_all(work.why)


def test_same_part_on_both_sides_is_two_works(damage: _Make, figures: Figures, tables: Tables) -> None:
    works, _ = decide_work(
        [damage("d1", _K.DENT, _P.FRONT_DOOR, Side.LEFT), damage("d2", _K.DENT, _P.FRONT_DOOR, Side.RIGHT)],
        figures,
        tables,
    )
    assert [work.place for work in works] == [Place(_P.FRONT_DOOR, Side.LEFT), Place(_P.FRONT_DOOR, Side.RIGHT)]


def test_unknown_severity_is_taken_as_moderate_and_said(damage: _Make, figures: Figures, tables: Tables) -> None:
    (work,), cautions = decide_work([damage("d1", _K.DENT, _P.FRONT_DOOR, Side.LEFT, None)], figures, tables)
    assert work.hours.severity == "moderate"
    assert "severity not known, moderate assumed" in say_all(work.why)
    assert [caution.code for caution in cautions] == ["severity_assumed"]


def test_damage_without_a_part_is_told_and_not_charged(damage: _Make, figures: Figures, tables: Tables) -> None:
    works, (caution,) = decide_work([damage("d1", _K.DENT, None)], figures, tables)
    assert (works, caution.code, caution.where) == ((), "damage_without_part", "d1")


def test_kind_that_does_not_fit_is_told_and_not_charged(damage: _Make, figures: Figures, tables: Tables) -> None:
    works, (caution,) = decide_work([damage("d1", _K.LAMP, _P.FRONT_DOOR, Side.LEFT)], figures, tables)
    assert (works, caution.code) == ((), "kind_does_not_fit_part")


def test_dismissed_damage_counts_for_nothing(damage: _Make, figures: Figures, tables: Tables) -> None:
    gone = damage("d1", _K.DENT, None, None, None, dismissed=True)
    assert decide_work([gone], figures, tables) == ((), ())


def test_dear_repair_of_a_cheap_part_becomes_a_replacement(damage: _Make, figures: Figures, tables: Tables) -> None:
    work = _one(figures, tables, damage("d1", _K.DENT, _P.FRONT_FENDER, Side.LEFT, _S.SEVERE))
    assert (work.operation, work.hours.source.row) == (Operation.REPLACE, "front_fender.replace")
    assert "dearer to repair" in say_all(work.why)


def test_repair_at_the_limit_stays_a_repair(damage: _Make, figures: Figures, tables: Tables) -> None:
    # bonnet, severe: labour 8.3 h x 450 + 1.5 h more paint x 780 = 4 905; fitting 1.2 h x 450 = 540
    at_limit = Money.rand("6467.14")  # 0.7 x (6 467.14 + 540) = 4 905.00
    for price, expected in ((at_limit, Operation.REPAIR), (at_limit - Money(2), Operation.REPLACE)):
        parts = {**figures.parts, _P.BONNET: Priced(price, figures.parts[_P.BONNET].source)}
        moved = replace(figures, parts=parts)
        assert _one(moved, tables, damage("d1", _K.DENT, _P.BONNET, None, _S.SEVERE)).operation is expected


def test_only_repairs_are_weighed(damage: _Make, figures: Figures, tables: Tables) -> None:
    work = _one(figures, tables, damage("d1", _K.SCRATCH, _P.BONNET))
    assert repair_or_replace(work, figures, tables) is work


def test_tyre_needs_a_quote_and_keeps_it_beside_a_new_rim(damage: _Make, figures: Figures, tables: Tables) -> None:
    work = _one(figures, tables, damage("d1", _K.TYRE, _P.WHEEL, Side.LEFT), damage("d2", _K.DENT, _P.WHEEL, Side.LEFT))
    assert work.operation is Operation.REPLACE
    assert work.quotes
    assert "tyre" in work.quotes[0]


def test_class_factor_lengthens_a_repair_until_replacing_is_cheaper(
    damage: _Make, figures: Figures, tables: Tables
) -> None:
    # bonnet, severe, factor 1.3: labour (6.5 + 1.8) x 1.3 x 450 = 4 855.50, 1.5 h x 1.3 more paint x 780 = 1 521.00,
    # together 6 376.50; a new one 8 500 + 1.2 h x 1.3 x 450 = 9 202.00, of which
    # 70 % = 6 441.40 (and 6 371.40 at 8 400).
    longer = replace(figures, labour_factor=Decimal("1.3"))
    for price, expected in (("8500", Operation.REPAIR), ("8400", Operation.REPLACE)):
        parts = {**figures.parts, _P.BONNET: Priced(Money.rand(price), figures.parts[_P.BONNET].source)}
        work = _one(replace(longer, parts=parts), tables, damage("d1", _K.DENT, _P.BONNET, None, _S.SEVERE))
        assert work.operation is expected


@pytest.mark.parametrize(
    ("part", "lighter", "heavier", "expected"),
    [
        # a tyre takes the wheel off and on, a bent rim replaces it
        (_P.WHEEL, (_K.TYRE, _S.MINOR), (_K.DENT, _S.MINOR), Operation.REPLACE),
        # a lightly scratched lens is polished, a broken one replaced
        (_P.HEADLAMP, (_K.SCRATCH, _S.MINOR), (_K.LAMP, _S.SEVERE), Operation.REPLACE),
        # a scratch is painted, a dent repaired first
        (_P.BONNET, (_K.SCRATCH, _S.MODERATE), (_K.DENT, _S.MINOR), Operation.REPAIR),
    ],
)
def test_heavier_operation_covers_the_lighter_one(
    damage: _Make,
    figures: Figures,
    tables: Tables,
    part: PartName,
    lighter: tuple[DamageKind, Severity],
    heavier: tuple[DamageKind, Severity],
    expected: Operation,
) -> None:
    for first, second in ((lighter, heavier), (heavier, lighter)):
        work = _one(
            figures,
            tables,
            damage("d1", first[0], part, None, first[1]),
            damage("d2", second[0], part, None, second[1]),
        )
        assert work.operation is expected


def test_of_equal_operations_the_heaviest_severity_counts(damage: _Make, figures: Figures, tables: Tables) -> None:
    light = damage("d1", _K.DENT, _P.FRONT_DOOR, Side.LEFT, _S.MINOR)
    heavy = damage("d2", _K.DENT, _P.FRONT_DOOR, Side.LEFT, _S.MODERATE)
    for order in ((light, heavy), (heavy, light)):
        assert _one(figures, tables, *order).hours.source.row == "front_door.repair.moderate"


def test_half_known_part_is_priced_at_the_cheaper_row_and_says_so(
    damage: _Make, figures: Figures, tables: Tables
) -> None:
    work = _one(figures, tables, damage("d1", _K.MISSING, _P.LAMP, Side.LEFT))
    whole = [_one(figures, tables, damage("d1", _K.MISSING, part, Side.LEFT)) for part in (_P.HEADLAMP, _P.TAIL_LAMP)]
    prices = [figures.parts[each.priced_as].each for each in whole]
    assert work.place == Place(_P.LAMP, Side.LEFT)
    assert figures.parts[work.priced_as].each == min(prices)
    assert min(prices) < max(prices)
    assert "priced as the cheaper one, a tail lamp" in say_all(work.why)
