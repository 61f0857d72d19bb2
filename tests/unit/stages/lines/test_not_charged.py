from __future__ import annotations

from collections.abc import Callable

from claimapp.domain.claim import ClaimFacts
from claimapp.domain.damage import Damage, Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName, Place, Side
from claimapp.stages.lines.not_charged import blending_cost
from claimapp.stages.lines.rates import Figures
from claimapp.stages.lines.schedule import make_lines
from claimapp.stages.lines.tables import Tables
from claimapp.stages.lines.vehicle_class import VehicleClass
from claimapp.words.say import say

_K, _P = DamageKind, PartName
_Make = Callable[..., Damage]


def _told(tables: Tables, vehicle_class: VehicleClass, *damages: Damage) -> dict[str, str]:
    schedule = make_lines(damages, ClaimFacts("t"), vehicle_class, tables)
    return {caution.code: say(caution) for caution in schedule.cautions}


def test_replaced_bumper_names_what_may_be_behind_it_with_prices(
    damage: _Make, tables: Tables, supermini: VehicleClass
) -> None:
    told = _told(tables, supermini, damage("d1", _K.BROKEN, _P.FRONT_BUMPER, None, Severity.SEVERE))
    # reinforcement: 3 510 + 0.6 h x 450
    assert "bumper reinforcement R\u00a03\u00a0780,00" in told["hidden_damage_possible"]


def test_repaired_bumper_says_nothing_of_hidden_parts(damage: _Make, tables: Tables, supermini: VehicleClass) -> None:
    assert "hidden_damage_possible" not in _told(tables, supermini, damage("d1", _K.SCRATCH, _P.FRONT_BUMPER))


def test_blending_is_told_with_its_cost(
    damage: _Make, tables: Tables, supermini: VehicleClass, figures: Figures
) -> None:
    told = _told(tables, supermini, damage("d1", _K.DENT, _P.FRONT_DOOR, Side.LEFT))
    cost = blending_cost(Place(_P.REAR_DOOR, Side.LEFT), figures, tables)
    assert str(cost) == "1365.00"  # 1.3 h x 450 + 1.0 h x 780
    assert "left rear door R\u00a01\u00a0365,00" in told["blend_not_charged"]


def test_tyre_price_is_asked_for(damage: _Make, tables: Tables, supermini: VehicleClass) -> None:
    told = _told(tables, supermini, damage("d1", _K.TYRE, _P.WHEEL, Side.LEFT))
    assert "no price for the tyre" in told["price_not_in_tables"]


def test_windscreen_warns_of_a_camera(damage: _Make, tables: Tables, supermini: VehicleClass) -> None:
    assert "camera_calibration_possible" in _told(tables, supermini, damage("d1", _K.GLASS, _P.WINDSCREEN))


def test_missing_side_is_asked_for(damage: _Make, tables: Tables, supermini: VehicleClass) -> None:
    assert "side_not_known" in _told(tables, supermini, damage("d1", _K.DENT, _P.FRONT_DOOR))
    assert "side_not_known" not in _told(tables, supermini, damage("d1", _K.DENT, _P.BONNET))


def test_half_known_part_is_asked_for(damage: _Make, tables: Tables, supermini: VehicleClass) -> None:
    told = _told(tables, supermini, damage("d1", _K.DENT, _P.BUMPER))
    assert "a front bumper or rear bumper" in told["part_half_known"]
    assert "part_half_known" not in _told(tables, supermini, damage("d1", _K.DENT, _P.FRONT_BUMPER))
