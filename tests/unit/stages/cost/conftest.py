"""Lines made in one call, and a ratio model whose answers the test chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pytest
from numpy.typing import NDArray

from claimapp.domain.estimate import RangeKind
from claimapp.domain.line import Charge, ChargeKind, Operation, RepairLine, TableRow, Unit
from claimapp.domain.money import Money
from claimapp.domain.part import PartName, Side
from claimapp.stages.cost.features import FEATURES


@dataclass(frozen=True)
class FixedRatio:
    """Log ratios: an intercept for each quantile, plus a weight on one feature for the middle one."""

    quantiles: tuple[float, float, float] = (-0.2, 0.1, 0.5)
    weights: dict[str, float] = field(default_factory=dict)
    known: bool = True
    name: str = "fixed 1"
    kind: RangeKind = RangeKind.SIMULATED
    rows: int | None = None
    covered: Decimal | None = None
    features: tuple[str, ...] = FEATURES

    @property
    def typical(self) -> NDArray[np.float64]:
        return np.ones(len(FEATURES))

    def knows(self, features: NDArray[np.float64]) -> NDArray[np.bool_]:
        return np.full(len(features), self.known)

    def log_ratio_quantiles(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        out = np.tile(np.array(self.quantiles), (len(features), 1))
        for name, weight in self.weights.items():
            out[:, 1] += weight * features[:, FEATURES.index(name)]
        return out


def _line(
    amount: str,
    *,
    name: str = "l1",
    part: PartName | None = PartName.BONNET,
    side: Side | None = None,
    operation: Operation = Operation.REPAIR,
    hours: tuple[str, str, str] = ("0", "0", "0"),
    parts: str = "0",
    paint_material: str = "0",
) -> RepairLine:
    """A line of `amount`, of which parts and paint material are given; hours cost nothing, the rest is labour."""
    row, one, rand = TableRow("t", "r"), Decimal(1), Money.rand
    trades = zip((ChargeKind.PANEL, ChargeKind.STRIP, ChargeKind.PAINT), hours, strict=True)
    labour = rand(amount) - rand(parts) - rand(paint_material)
    charges = (
        *(Charge(what, Decimal(each), Unit.HOUR, Money(), row) for what, each in trades),
        Charge(ChargeKind.LABOUR, one, Unit.JOB, labour, row),
        Charge(ChargeKind.PART, one, Unit.EACH, rand(parts), row),
        Charge(ChargeKind.PAINT_MATERIAL, one, Unit.JOB, rand(paint_material), row),
    )
    return RepairLine(name, part, side, operation, charges, (), ("d1",))


@pytest.fixture(scope="session")
def line() -> Callable[..., RepairLine]:
    return _line


@pytest.fixture(scope="session")
def fixed_ratio() -> type[FixedRatio]:
    return FixedRatio
