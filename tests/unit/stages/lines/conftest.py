"""The shipped tables, a class, and damages made in one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimapp.domain.claim import ClaimFacts
from claimapp.domain.damage import Damage, Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName, Side
from claimapp.shipped import tables_folder
from claimapp.stages.lines.rates import Figures, claim_figures
from claimapp.stages.lines.table_rows import ClassName
from claimapp.stages.lines.tables import Tables, load_tables
from claimapp.stages.lines.vehicle_class import VehicleClass, class_by_name


def _damage(
    name: str,
    kind: DamageKind,
    part: PartName | None,
    side: Side | None = None,
    severity: Severity | None = Severity.MODERATE,
    *,
    dismissed: bool = False,
) -> Damage:
    return Damage(name, kind, part, side, severity, 0.9, (), dismissed=dismissed)


@pytest.fixture(scope="session")
def damage() -> Callable[..., Damage]:
    return _damage


@pytest.fixture(scope="session")
def tables() -> Tables:
    return load_tables(tables_folder())


@pytest.fixture(scope="session")
def supermini(tables: Tables) -> VehicleClass:
    return class_by_name(ClassName.B_SUPERMINI, tables)


@pytest.fixture(scope="session")
def figures(tables: Tables, supermini: VehicleClass) -> Figures:
    return claim_figures(ClaimFacts("t"), supermini, tables)


@pytest.fixture(scope="session")
def front_left_corner() -> tuple[Damage, ...]:
    """Return the damages of the sample claim, as its TRUTH.md lists them."""
    kind, part = DamageKind, PartName
    return (
        _damage("d1", kind.BROKEN, part.FRONT_BUMPER, None, Severity.SEVERE),
        _damage("d2", kind.LAMP, part.HEADLAMP, Side.LEFT, Severity.SEVERE),
        _damage("d3", kind.DENT, part.FRONT_FENDER, Side.LEFT),
        _damage("d4", kind.DENT, part.FRONT_DOOR, Side.LEFT),
        _damage("d5", kind.SCRATCH, part.FRONT_DOOR, Side.LEFT),
        _damage("d6", kind.DENT, part.BONNET, None, Severity.MINOR),
    )
