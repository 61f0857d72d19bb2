"""share.py: a share lies from 0 to 1, ends included."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.assessment import AppVersions
from claimapp.domain.damage import Damage
from claimapp.domain.disc import DiscField, DiscSource
from claimapp.domain.finding import DamageKind, Finding, OtherKind
from claimapp.domain.geometry import Box
from claimapp.domain.part import PartName, PartRegion
from claimapp.domain.photo import Quality
from claimapp.domain.share import check_share
from claimapp.domain.vehicle import Known, Source
from claimapp.errors import BadValue


@given(st.none() | st.floats(0, 1))
def test_shares_and_not_known_pass(value: float | None) -> None:
    check_share("confidence", value)


@given(st.floats().filter(lambda value: not 0 <= value <= 1))
def test_everything_else_is_refused(value: float) -> None:
    with pytest.raises(BadValue, match=r"confidence is .*, but a share lies from 0 to 1"):
        check_share("confidence", value)


@pytest.mark.parametrize(("value", "told"), [(1.01, "1.01"), (-0.2, "-0.2"), (math.nan, "nan"), (math.inf, "inf")])
def test_the_value_is_told(value: float, told: str) -> None:
    with pytest.raises(BadValue, match=rf"covered is {told}, but"):
        check_share("covered", value)


_BOX, _DENT = Box(0, 0, 1, 1), DamageKind.DENT

# Each: the name that an error says, and what holds the share.
_HOLDING: list[tuple[str, Callable[[float], object]]] = [
    ("the threshold of damage", lambda share: AppVersions("1", {}, {}, {"damage": share})),
    ("confidence", lambda share: Damage("d1", _DENT, None, None, None, share, ())),
    ("confidence", lambda share: DiscField("VW", DiscSource.TEXT, share)),
    ("confidence", lambda share: OtherKind(_DENT, share)),
    ("confidence", lambda share: Finding("p1.d1", _DENT, share, _BOX)),
    ("part_coverage", lambda share: Finding("p1.d1", _DENT, 0.5, _BOX, part_coverage=share)),
    ("share_of_part", lambda share: Finding("p1.d1", _DENT, 0.5, _BOX, share_of_part=share)),
    ("confidence", lambda share: PartRegion("p1.r1", PartName.ROOF, None, share, _BOX)),
    ("blur", lambda share: Quality(share, 0.5)),
    ("dark", lambda share: Quality(0.5, share)),
    ("confidence", lambda share: Known("VW", Source.TEXT, share)),
]


@pytest.mark.parametrize(("name", "holding"), _HOLDING)
def test_whatever_holds_a_share_takes_0_to_1_and_refuses_others_by_its_name(
    name: str, holding: Callable[[float], object]
) -> None:
    for share in (0, 1):
        holding(share)
    for wrong in (-0.01, 1.01):
        with pytest.raises(BadValue, match=f"^{name} is {wrong}, but"):
            holding(wrong)
