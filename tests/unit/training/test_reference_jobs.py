from __future__ import annotations

import numpy as np
import pytest

from claimapp.domain.damage import Severity
from claimapp.domain.part import PARTS
from claimapp.training.reference_jobs import BLOWS, draw_damages


def test_shares_of_blows_are_whole() -> None:
    assert sum(blow.share for blow in BLOWS) == pytest.approx(1.0)


def test_damages_are_fit_to_be_priced() -> None:
    rng = np.random.default_rng(3)
    seen = set()
    for _ in range(300):
        damages = draw_damages(rng)
        assert damages
        assert [damage.id for damage in damages] == [f"d{number + 1}" for number in range(len(damages))]
        assert len({(damage.part, damage.side) for damage in damages}) == len(damages)
        for damage in damages:
            assert damage.part is not None
            assert (damage.side is not None) == PARTS[damage.part].sided
            seen.add(damage.severity)
    assert seen == set(Severity)


def test_same_seed_draws_the_same_damages() -> None:
    first, second = (np.random.default_rng(11) for _ in range(2))
    assert [draw_damages(first) for _ in range(20)] == [draw_damages(second) for _ in range(20)]
