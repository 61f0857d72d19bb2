"""A schedule as numbers: what the ratio model is given."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from claimapp.domain.line import Operation, RepairLine
from claimapp.domain.message import MessageCode
from claimapp.domain.money import Money
from claimapp.domain.part import PARTS, Material, PartName, Place

__all__ = ["FEATURES", "FEATURE_GROUPS", "schedule_features"]

FEATURES = (
    "log_subtotal", "panel_h", "strip_h", "paint_h", "parts_share", "material_share",
    "replaced", "repaired", "painted", "glass_and_lamps", "bumpers_replaced",
)  # fmt: skip
"""Names in the order of the vector; counts are of parts, hours of the whole job, shares of the subtotal."""

FEATURE_GROUPS: tuple[tuple[MessageCode, tuple[str, ...]], ...] = (
    (MessageCode.SIZE_OF_JOB, ("log_subtotal",)),
    (MessageCode.LABOUR_HOURS, ("panel_h", "strip_h", "paint_h")),
    (MessageCode.SHARE_OF_MATERIAL, ("parts_share", "material_share")),
    (MessageCode.NUMBER_OF_PARTS, ("replaced", "repaired", "painted", "glass_and_lamps")),
    (MessageCode.BUMPER_REPLACED, ("bumpers_replaced",)),
)
"""The same features in the steps in which the correction is explained."""

_BUMPERS = (PartName.FRONT_BUMPER, PartName.REAR_BUMPER, PartName.BUMPER)
_SHELL = (Material.GLASS, Material.LAMP)


def schedule_features(lines: Sequence[RepairLine]) -> NDArray[np.float64]:
    """Return the schedule's features, shape (F,), in the order of FEATURES.

    Empty lines, or a subtotal of zero or below, give zeros for logarithm and shares.
    """
    subtotal = Money.total(line.amount for line in lines)
    replaced = _parts_of(lines, Operation.REPLACE)
    values = {
        "log_subtotal": math.log(float(subtotal.in_rand)) if subtotal.cents > 0 else 0.0,
        "panel_h": _hours(line.panel_h for line in lines),
        "strip_h": _hours(line.strip_h for line in lines),
        "paint_h": _hours(line.paint_h for line in lines),
        "parts_share": _share(Money.total(line.parts for line in lines), subtotal),
        "material_share": _share(Money.total(line.paint_material for line in lines), subtotal),
        "replaced": float(len(replaced)),
        "repaired": float(len(_parts_of(lines, Operation.REPAIR))),
        "painted": float(len(_parts_of(lines, Operation.REFINISH))),
        "glass_and_lamps": float(sum(PARTS[place.part].material in _SHELL for place in replaced)),
        "bumpers_replaced": float(sum(place.part in _BUMPERS for place in replaced)),
    }
    return np.array([values[name] for name in FEATURES], dtype=np.float64)


def _hours(hours: Iterable[Decimal]) -> float:
    return float(sum(hours, Decimal(0)))


def _share(part: Money, whole: Money) -> float:
    return part.cents / whole.cents if whole.cents > 0 else 0.0


def _parts_of(lines: Sequence[RepairLine], operation: Operation) -> set[Place]:
    return {line.place for line in lines if line.operation is operation and line.place is not None}
