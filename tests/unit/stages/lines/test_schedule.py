from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import ClaimFacts, RateOverrides
from claimapp.domain.damage import Damage, Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.line import Operation, RowStatus
from claimapp.domain.money import Money
from claimapp.domain.part import PARTS, PartName, Side
from claimapp.stages.lines.schedule import make_lines
from claimapp.stages.lines.table_rows import ClassName
from claimapp.stages.lines.tables import Tables
from claimapp.stages.lines.vehicle_class import VehicleClass, class_by_name

_CLAIM = ClaimFacts("t")


@st.composite
def _damages(draw: st.DrawFn) -> list[Damage]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        part = draw(st.sampled_from([*PartName, None]))
        side = draw(st.sampled_from([*Side, None])) if part and PARTS[part].sided else None
        kind, severity = draw(st.sampled_from(DamageKind)), draw(st.sampled_from([*Severity, None]))
        dismissed = draw(st.booleans())
        made.append(Damage(f"d{number + 1}", kind, part, side, severity, 0.5, (), dismissed=dismissed))
    return made


def test_sample_claim_prices_as_an_assessor_would(
    front_left_corner: tuple[Damage, ...], tables: Tables, supermini: VehicleClass
) -> None:
    schedule = make_lines(front_left_corner, _CLAIM, supermini, tables)
    done = {(line.part, line.side): line.operation for line in reversed(schedule.lines) if line.part}
    assert done == {
        (PartName.FRONT_BUMPER, None): Operation.REPLACE,
        (PartName.HEADLAMP, Side.LEFT): Operation.REPLACE,
        (PartName.FRONT_FENDER, Side.LEFT): Operation.REPAIR,
        (PartName.FRONT_DOOR, Side.LEFT): Operation.REPAIR,
        (PartName.BONNET, None): Operation.REPAIR,
    }
    subtotal = Money.total(line.amount for line in schedule.lines)
    assert subtotal == Money.rand("29480.21")
    # the research's own front corner of a supermini, heavier by fender, grille and reinforcement: R40 k with VAT
    assert Money.rand(30000) < subtotal.times(Decimal("1.15")) < Money.rand(40000)
    assert schedule.low < subtotal < schedule.high


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages=_damages(), name=st.sampled_from(ClassName))
def test_any_damage_list_gives_consistent_lines(damages: list[Damage], name: ClassName, tables: Tables) -> None:
    schedule = make_lines(damages, _CLAIM, class_by_name(name, tables), tables)
    assert [line.id for line in schedule.lines] == [f"l{number + 1}" for number in range(len(schedule.lines))]
    charged = {damage.id for damage in damages if damage.charged and damage.part}
    refused = {caution.where for caution in schedule.cautions if caution.code == "kind_does_not_fit_part"}
    assert {name for line in schedule.lines for name in line.damages} == charged - refused
    for line in schedule.lines:
        assert line.why
        assert line.damages
        assert line.charges
        assert all(charge.row.row for charge in line.charges)
        assert line.status is min((charge.status for charge in line.charges), key=list(RowStatus).index)
        assert line.amount.cents >= 0 or line.paint_h < 0
    if schedule.lines:
        subtotal = Money.total(line.amount for line in schedule.lines)
        assert Money() < schedule.low <= subtotal <= schedule.high


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages=_damages(), seed=st.integers(0, 99))
def test_order_of_damages_does_not_matter(
    damages: list[Damage], seed: int, tables: Tables, supermini: VehicleClass
) -> None:
    shuffled = random.Random(seed).sample(damages, len(damages))
    assert make_lines(shuffled, _CLAIM, supermini, tables).lines == make_lines(damages, _CLAIM, supermini, tables).lines


def test_another_damage_never_makes_it_cheaper(
    damage: Callable[..., Damage], tables: Tables, supermini: VehicleClass
) -> None:
    door = damage("d1", DamageKind.DENT, PartName.FRONT_DOOR, Side.LEFT)
    before = Money.total(line.amount for line in make_lines([door], _CLAIM, supermini, tables).lines)
    for part in PartName:
        for kind in DamageKind:
            more = damage("d2", kind, part, Side.LEFT if PARTS[part].sided else None)
            after = Money.total(line.amount for line in make_lines([door, more], _CLAIM, supermini, tables).lines)
            assert after >= before, (part, kind)


def test_no_damage_gives_nothing(tables: Tables, supermini: VehicleClass) -> None:
    schedule = make_lines([], _CLAIM, supermini, tables)
    assert (schedule.lines, schedule.cautions, schedule.low, schedule.high) == ((), (), Money(), Money())


@pytest.mark.parametrize("trade", ["panel", "paint", "strip", "paint_material"])
def test_higher_rate_of_the_claim_raises_the_total(
    front_left_corner: tuple[Damage, ...], tables: Tables, supermini: VehicleClass, trade: str
) -> None:
    dear = ClaimFacts("t", rates=RateOverrides(**{trade: Money.rand(700)}))
    before, after = (
        Money.total(line.amount for line in make_lines(front_left_corner, claim, supermini, tables).lines)
        for claim in (_CLAIM, dear)
    )
    assert after > before


def test_assumed_class_is_told_with_the_lines(damage: Callable[..., Damage], tables: Tables) -> None:
    from claimapp.domain.vehicle import Vehicle
    from claimapp.stages.lines.vehicle_class import classify

    unknown = classify(Vehicle(), tables)
    dent = damage("d1", DamageKind.DENT, PartName.BONNET)
    assert make_lines([dent], _CLAIM, unknown, tables).cautions[0].code == "vehicle_class_assumed"


def test_low_and_high_are_the_same_work_at_the_ends_of_the_tables(
    damage: Callable[..., Damage], tables: Tables, supermini: VehicleClass
) -> None:
    lamp = damage("d1", DamageKind.LAMP, PartName.HEADLAMP, Side.LEFT)
    schedule = make_lines([lamp], _CLAIM, supermini, tables)
    # 0.9 h at 380, 450 and 600 with sundries of 0, 3 and 5 % of it, and waste at 0, 150 and 350
    assert schedule.low == Money.rand("6792.00")
    assert Money.total(line.amount for line in schedule.lines) == Money.rand("7417.15")
    assert schedule.high == Money.rand("8747.00")


def test_cautions_go_from_the_class_over_the_damages_to_what_is_not_charged(
    damage: Callable[..., Damage], tables: Tables, supermini: VehicleClass
) -> None:
    assumed = replace(supermini, caution=Caution(CautionCode.VEHICLE_CLASS_ASSUMED))
    damages = [
        damage("d1", DamageKind.DENT, None),
        damage("d2", DamageKind.DENT, PartName.FRONT_DOOR, None, None),
    ]
    assert [caution.code for caution in make_lines(damages, _CLAIM, assumed, tables).cautions] == [
        "vehicle_class_assumed", "damage_without_part", "severity_assumed", "side_not_known",
    ]  # fmt: skip
    assert [caution.code for caution in make_lines(damages[:1], _CLAIM, assumed, tables).cautions] == [
        "damage_without_part"
    ]
