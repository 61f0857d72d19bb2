"""severity.py: steps of the repair tables, by the share of the part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName
from claimapp.stages.merge.severity import judge_severity

_MINOR, _MODERATE, _SEVERE = Severity.MINOR, Severity.MODERATE, Severity.SEVERE


@pytest.mark.parametrize(
    ("kind", "part", "share", "severity"),
    [
        # Metal: 8 % and 25 % of the panel (CESVIMAP).
        (DamageKind.DENT, PartName.BONNET, 0.08, _MINOR),
        (DamageKind.DENT, PartName.BONNET, 0.081, _MODERATE),
        (DamageKind.DENT, PartName.BONNET, 0.25, _MODERATE),
        (DamageKind.DENT, PartName.BONNET, 0.251, _SEVERE),
        (DamageKind.UNKNOWN, PartName.BONNET, 0.251, _SEVERE),
        # Plastic: a coin and an A4 sheet on a bumper.
        (DamageKind.BROKEN, PartName.FRONT_BUMPER, 0.0006, _MINOR),
        (DamageKind.BROKEN, PartName.FRONT_BUMPER, 0.0007, _MODERATE),
        (DamageKind.BROKEN, PartName.FRONT_BUMPER, 0.07, _MODERATE),
        (DamageKind.BROKEN, PartName.FRONT_BUMPER, 0.071, _SEVERE),
        # A scratch is never severe, on metal or plastic.
        (DamageKind.SCRATCH, PartName.FRONT_DOOR, 0.08, _MINOR),
        (DamageKind.SCRATCH, PartName.FRONT_DOOR, 0.081, _MODERATE),
        (DamageKind.SCRATCH, PartName.FRONT_DOOR, 1.0, _MODERATE),
        (DamageKind.SCRATCH, PartName.FRONT_BUMPER, 1.0, _MODERATE),
        # Lamps and panes are replaced whatever their share, and also where no part is known.
        (DamageKind.LAMP, PartName.HEADLAMP, 0.0, _SEVERE),
        (DamageKind.GLASS, None, None, _SEVERE),
        (DamageKind.MISSING, PartName.ROOF, 0.0, _SEVERE),
        # Not known is not guessed.
        (DamageKind.DENT, None, 0.5, None),
        (DamageKind.DENT, PartName.BONNET, None, None),
        (DamageKind.UNKNOWN, None, None, None),
    ],
)
def test_severity_by_kind_material_and_share(
    kind: DamageKind, part: PartName | None, share: float | None, severity: Severity | None
) -> None:
    assert judge_severity(kind, part, share) is severity


@given(st.sampled_from(DamageKind), st.sampled_from(PartName), st.floats(0, 1), st.floats(0, 1))
def test_more_damage_is_never_less_severe(kind: DamageKind, part: PartName, one: float, other: float) -> None:
    steps = list(Severity)
    less, more = (judge_severity(kind, part, share) for share in sorted((one, other)))
    assert less is not None
    assert more is not None
    assert steps.index(less) <= steps.index(more)
