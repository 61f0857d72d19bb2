from __future__ import annotations

from collections.abc import Callable

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import ClaimFacts
from claimapp.domain.damage import Damage, Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Place, Side
from claimapp.stages.lines.not_charged import blending_cost
from claimapp.stages.lines.rates import Figures, claim_figures
from claimapp.stages.lines.schedule import make_lines
from claimapp.stages.lines.table_rows import BehindPart, ClassName
from claimapp.stages.lines.tables import Tables
from claimapp.stages.lines.vehicle_class import VehicleClass, class_by_name
from claimapp.words.say import say

_K, _P = DamageKind, PartName
_Make = Callable[..., Damage]


def _cautions(tables: Tables, vehicle_class: VehicleClass, *damages: Damage) -> dict[str, Caution]:
    schedule = make_lines(damages, ClaimFacts("t"), vehicle_class, tables)
    return {caution.code: caution for caution in schedule.cautions}


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


def test_each_caution_names_the_damages_and_the_place_that_it_is_about(
    damage: _Make, tables: Tables, supermini: VehicleClass
) -> None:
    of = Caution.of
    tyre = _cautions(
        tables, supermini, damage("d1", _K.TYRE, _P.WHEEL, Side.LEFT), damage("d2", _K.DENT, _P.WHEEL, Side.LEFT)
    )
    assert tyre["price_not_in_tables"] == of(
        CautionCode.PRICE_NOT_IN_TABLES,
        where="d1, d2",
        place="wheel/left/",
        quote="the tyre (less betterment for wear)",
    )
    lamps = damage("d1", _K.MISSING, _P.LAMP), damage("d2", _K.LAMP, _P.LAMP)
    lamp = _cautions(tables, supermini, *lamps)
    assert lamp["side_not_known"] == of(CautionCode.SIDE_NOT_KNOWN, where="d1, d2", place="lamp//")
    assert lamp["part_half_known"] == of(
        CautionCode.PART_HALF_KNOWN, where="d1, d2", place="lamp//", choices=("headlamp//", "tail_lamp//"),
        priced_as="tail_lamp//",
    )  # fmt: skip
    panes = damage("d1", _K.GLASS, _P.WINDSCREEN), damage("d2", _K.CRACK, _P.WINDSCREEN)
    assert _cautions(tables, supermini, *panes)["camera_calibration_possible"] == of(
        CautionCode.CAMERA_CALIBRATION_POSSIBLE, where="d1, d2", cost=Money.rand(3500)
    )


def test_what_may_be_behind_each_bumper_is_priced_with_its_fitting(
    damage: _Make, tables: Tables, supermini: VehicleClass
) -> None:
    severe = Severity.SEVERE
    front = damage("d1", _K.BROKEN, _P.FRONT_BUMPER, None, severe), damage("d2", _K.DENT, _P.FRONT_BUMPER, None, severe)
    # Each: its price and its hours of stripping and fitting at 450.
    assert _cautions(tables, supermini, *front)["hidden_damage_possible"] == Caution.of(
        CautionCode.HIDDEN_DAMAGE_POSSIBLE,
        where="d1, d2",
        place="front_bumper//",
        behind=(
            ("bumper_reinforcement", "3780.00"),  # 3 510 + 0.6 h
            ("radiator_support", "6140.00"),  # 4 790 + 3.0 h
            ("radiator", "7570.00"),  # 6 850 + 1.6 h
            ("ac_condenser", "8115.00"),  # 7 530 + 1.3 h
        ),
    )
    rear = _cautions(tables, supermini, damage("d1", _K.BROKEN, _P.REAR_BUMPER, None, severe))
    assert dict(rear["hidden_damage_possible"].facts)["behind"] == (("bumper_reinforcement", "3780.00"),)


def test_the_class_factor_lengthens_what_is_not_charged_too(tables: Tables, damage: _Make) -> None:
    premium = class_by_name(ClassName.E_PREMIUM, tables)
    told = _cautions(tables, premium, damage("d1", _K.BROKEN, _P.REAR_BUMPER, None, Severity.SEVERE))
    price = tables.price(BehindPart.BUMPER_REINFORCEMENT, ClassName.E_PREMIUM).price
    # 0.6 h x 1.3 x 450
    behind = (("bumper_reinforcement", str(price + Money.rand(351))),)
    assert dict(told["hidden_damage_possible"].facts)["behind"] == behind
    figures = claim_figures(ClaimFacts("t"), premium, tables)
    # 1.3 h x 1.3 x 450 + 1.0 h x 1.3 x 780
    assert blending_cost(Place(_P.REAR_DOOR, Side.LEFT), figures, tables) == Money.rand("1774.50")


def test_panels_to_blend_are_those_beside_every_painted_line(
    damage: _Make, tables: Tables, supermini: VehicleClass
) -> None:
    told = _cautions(tables, supermini, damage("d1", _K.DENT, _P.BONNET))["blend_not_charged"]
    # 1.2 h x 450 + 1.1 h x 780
    assert told.facts == (("panels", (("front_fender/left/", "1398.00"), ("front_fender/right/", "1398.00"))),)
    assert told.where == ""
    lamp = damage("d1", _K.LAMP, _P.HEADLAMP, Side.LEFT)
    assert "blend_not_charged" not in _cautions(tables, supermini, lamp)
    assert "camera_calibration_possible" not in _cautions(tables, supermini, lamp)
