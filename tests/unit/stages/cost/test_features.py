from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from claimapp.domain.line import Operation, RepairLine
from claimapp.domain.part import PartName, Side
from claimapp.stages.cost.features import FEATURE_GROUPS, FEATURES, schedule_features

_Make = Callable[..., RepairLine]


def _named(lines: list[RepairLine]) -> dict[str, float]:
    return dict(zip(FEATURES, schedule_features(lines).tolist(), strict=True))


def test_features_are_what_their_names_say(line: _Make) -> None:
    found = _named(
        [
            line("600", part=PartName.FRONT_BUMPER, operation=Operation.REPLACE, hours=("0", "1.5", "0"), parts="500"),
            line(
                "200",
                part=PartName.FRONT_BUMPER,
                operation=Operation.REFINISH,
                hours=("0", "0", "3"),
                paint_material="80",
            ),
            line("150", part=PartName.HEADLAMP, side=Side.LEFT, operation=Operation.REPLACE, parts="100"),
            line("50", part=None, operation=Operation.REFINISH, hours=("0", "0", "-0.4")),
        ]
    )
    assert found == {
        "log_subtotal": pytest.approx(math.log(1000)),
        "panel_h": 0,
        "strip_h": 1.5,
        "paint_h": pytest.approx(2.6),
        "parts_share": pytest.approx(0.6),
        "material_share": pytest.approx(0.08),
        "replaced": 2,
        "repaired": 0,
        "painted": 1,
        "glass_and_lamps": 1,
        "bumpers_replaced": 1,
    }


def test_left_and_right_are_two_parts(line: _Make) -> None:
    lamps = [line("1", part=PartName.HEADLAMP, side=side, operation=Operation.REPLACE) for side in Side]
    assert _named(lamps)["replaced"] == 2


def test_no_line_gives_finite_zeros() -> None:
    assert np.array_equal(schedule_features([]), np.zeros(len(FEATURES)))


def test_groups_hold_every_feature_once() -> None:
    grouped = [name for _, group in FEATURE_GROUPS for name in group]
    assert sorted(grouped) == sorted(FEATURES)


def test_a_subtotal_of_a_cent_counts_and_one_of_nothing_or_below_gives_zeros(line: _Make) -> None:
    cent = _named([line("0.01", parts="0.01")])
    assert cent["log_subtotal"] == pytest.approx(math.log(0.01))
    assert cent["parts_share"] == 1
    for amount in ("0", "-5"):
        none = _named([line(amount, parts="10", paint_material="10")])
        assert (none["log_subtotal"], none["parts_share"], none["material_share"]) == (0, 0, 0)


def test_half_known_and_rear_bumpers_are_bumpers_and_panes_count_with_lamps(line: _Make) -> None:
    parts = (PartName.BUMPER, PartName.REAR_BUMPER, PartName.FRONT_BUMPER, PartName.WINDSCREEN, PartName.ROOF)
    found = _named([line("1", part=part, operation=Operation.REPLACE) for part in parts])
    assert (found["replaced"], found["bumpers_replaced"], found["glass_and_lamps"]) == (5, 3, 1)


def test_repaired_parts_are_counted(line: _Make) -> None:
    found = _named([line("1", part=part) for part in (PartName.ROOF, PartName.BONNET, PartName.BONNET)])
    assert (found["repaired"], found["replaced"], found["painted"]) == (2, 0, 0)
