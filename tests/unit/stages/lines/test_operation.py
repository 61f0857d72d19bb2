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
from claimapp.stages.lines.table_rows import PricedPart
from claimapp.stages.lines.tables import Tables
from claimapp.words.say import say, say_all

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


# What is said, in full: the facts of each caution and reason.


def test_what_cannot_be_charged_is_told_in_full_and_keeps_nothing_else_from_being_charged(
    damage: _Make, figures: Figures, tables: Tables
) -> None:
    works, cautions = decide_work(
        [
            damage("d1", _K.DENT, None),
            damage("d2", _K.LAMP, _P.FRONT_DOOR, Side.LEFT),
            damage("d3", _K.DENT, _P.BONNET, None, None),
            damage("d4", _K.DENT, _P.ROOF, None, None),
        ],
        figures,
        tables,
    )
    assert [work.damages for work in works] == [("d3",), ("d4",)]
    assert [(caution.where, say(caution)) for caution in cautions] == [
        ("d1", "Damage d1 (dent) lies on no known part and is not charged; name its part"),
        (
            "d2",
            "Damage d2: a damage of kind lamp does not fit a left front door and is not charged; correct either",
        ),
        ("d3, d4", "Severity not known, moderate assumed: d3, d4"),
    ]


def _at(figures: Figures, **rand: str) -> Figures:
    """Other prices of parts."""
    priced: dict[PricedPart, Priced] = {
        _P(name): Priced(Money.rand(amount), figures.parts[_P(name)].source) for name, amount in rand.items()
    }
    parts: dict[PricedPart, Priced] = dict(figures.parts)
    parts.update(priced)
    return replace(figures, parts=parts)


def test_the_comparison_of_repair_and_new_part_is_told_with_its_figures(
    damage: _Make, figures: Figures, tables: Tables
) -> None:
    severe = damage("d1", _K.DENT, _P.BONNET, None, _S.SEVERE)
    rule, compared = _one(_at(figures, bonnet="10000"), tables, severe).why
    assert say(rule).startswith("bonnet (d1 dent, severe): dented metal panel: heavy")
    assert say(rule).endswith("[operations metal.dent.severe]")
    # (7.7 + 0.6) h x 450 + (4.5 - 3.0) h x 780 = 4 905; 10 000 + 1.2 h x 450 = 10 540
    told = "repair R 4 905,00 against new part with fitting R 10 540,00, limit 70 % of it"
    assert say(compared).replace("\u00a0", " ") == told
    _, replaced = _one(_at(figures, bonnet="6000"), tables, severe).why
    told = "repair R 4 905,00 against new part with fitting R 6 540,00, limit 70 % of it"
    assert say(replaced).replace("\u00a0", " ") == f"dearer to repair, so replaced: {told}"


def test_the_class_factor_counts_for_every_hour_of_the_comparison(
    damage: _Make, figures: Figures, tables: Tables
) -> None:
    # x 1.3: (7.7 + 0.6) h x 450 = 4 855.50 and 1.5 h x 780 = 1 521; 8 500 + 1.2 h x 450 x 1.3 = 9 202
    longer = replace(_at(figures, bonnet="8500"), labour_factor=Decimal("1.3"))
    compared = _one(longer, tables, damage("d1", _K.DENT, _P.BONNET, None, _S.SEVERE)).why[-1]
    assert compared.facts == (("repair", "6376.50"), ("new", "9202.00"), ("share", Decimal("0.70")))


@pytest.mark.parametrize(
    ("kind", "part", "prices", "priced_as"),
    [
        # Repaired both ways: 4.8 h x 450 + 2.6 h x 780 against 5.0 h x 450 + 3.25 h x 780; no new part is bought.
        (_K.DENT, _P.DOOR, {"front_door": "20000", "rear_door": "50000"}, _P.REAR_DOOR),
        # Replaced: 100 + 0.9 h x 450 against 9 000 + 0.3 h x 450.
        (_K.LAMP, _P.LAMP, {"headlamp": "100", "tail_lamp": "9000"}, _P.HEADLAMP),
        # 1 300 + 1.2 h x 450 = 1 840 against 1 000 + 2.0 h x 450 = 1 900.
        (_K.GLASS, _P.PANE, {"windscreen": "1000", "rear_window": "1000", "side_window": "1300"}, _P.SIDE_WINDOW),
    ],
)
def test_the_cheaper_fitting_part_is_the_cheaper_with_labour_and_paint(
    damage: _Make,
    figures: Figures,
    tables: Tables,
    kind: DamageKind,
    part: PartName,
    prices: dict[str, str],
    priced_as: PartName,
) -> None:
    work = _one(_at(figures, **prices), tables, damage("d1", kind, part))
    assert (work.place, work.priced_as) == (Place(part), priced_as)


def test_which_parts_a_half_known_one_may_be_is_told(damage: _Make, figures: Figures, tables: Tables) -> None:
    note = _one(figures, tables, damage("d1", _K.DENT, _P.DOOR)).why[-1]
    assert say(note) == (
        "it is not known whether this is a front door or rear door; priced as the cheaper one, a rear door"
    )
