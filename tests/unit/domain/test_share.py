"""share.py: a share lies from 0 to 1, ends included."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.share import check_share
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
