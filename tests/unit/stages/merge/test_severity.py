"""Severity by kind and share of the part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.domain.part import PartName, Side
from claimapp.stages.merge.severity import judge_severity, severity_of

_MINOR, _MODERATE, _SEVERE = Severity.MINOR, Severity.MODERATE, Severity.SEVERE


@pytest.mark.parametrize(
    ("kind", "part", "share", "severity"),
    [
        (DamageKind.DENT, PartName.BONNET, 0.008, _MINOR),
        (DamageKind.DENT, PartName.BONNET, 0.0081, _MODERATE),
        (DamageKind.DENT, PartName.BONNET, 0.63, _MODERATE),
        (DamageKind.DENT, PartName.BONNET, 0.631, _SEVERE),
        (DamageKind.DENT, PartName.FRONT_BUMPER, 0.63, _MODERATE),  # the same on plastic
        (DamageKind.UNKNOWN, PartName.BONNET, 0.631, _SEVERE),  # as a dent
        (DamageKind.BROKEN, PartName.FRONT_BUMPER, 0.0, _MINOR),
        (DamageKind.BROKEN, PartName.FRONT_BUMPER, 0.001, _MODERATE),
        (DamageKind.BROKEN, PartName.FRONT_BUMPER, 0.27, _MODERATE),
        (DamageKind.BROKEN, PartName.FRONT_BUMPER, 0.271, _SEVERE),
        (DamageKind.CRACK, PartName.FRONT_BUMPER, 0.271, _SEVERE),  # as broken
        # A scratch is never severe, on metal or plastic.
        (DamageKind.SCRATCH, PartName.FRONT_DOOR, 0.019, _MINOR),
        (DamageKind.SCRATCH, PartName.FRONT_DOOR, 0.0191, _MODERATE),
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
def test_severity_by_kind_and_share(
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


def _dent(finding_id: str, share: float | None, *box: float) -> Finding:
    return Finding(finding_id, DamageKind.DENT, 0.9, Box(*box), part=PartName.BONNET, share_of_part=share)


def _judged(*findings: Finding) -> Severity | None:
    return severity_of(DamageKind.DENT, PartName.BONNET, findings)


def test_many_small_findings_of_one_photo_make_a_severe_damage() -> None:
    crushed = [_dent(f"p1.d{number}", 0.2, number * 10, 0, number * 10 + 10, 10) for number in range(4)]
    assert _judged(*crushed) is _SEVERE
    assert _judged(*crushed[:3]) is _MODERATE


def test_what_findings_cover_twice_counts_once() -> None:
    assert _judged(*(_dent(f"p1.d{number}", 0.4, 0, 0, 10, 10) for number in range(3))) is _MODERATE


def test_photos_do_not_add_up_the_worst_one_decides() -> None:
    assert _judged(_dent("p1.d1", 0.4, 0, 0, 10, 10), _dent("p2.d1", 0.4, 50, 0, 60, 10)) is _MODERATE
    assert _judged(_dent("p1.d1", 0.004, 0, 0, 10, 10), _dent("p2.d1", 0.9, 50, 0, 60, 10)) is _SEVERE


def test_without_a_share_severity_is_not_known_and_a_known_one_counts() -> None:
    assert _judged() is None
    assert _judged(_dent("p1.d1", None, 0, 0, 10, 10)) is None
    assert _judged(_dent("p1.d1", None, 0, 0, 10, 10), _dent("p1.d2", 0.9, 0, 0, 10, 10)) is _SEVERE
    assert severity_of(DamageKind.GLASS, None, [_dent("p1.d1", None, 0, 0, 10, 10)]) is _SEVERE


def test_findings_that_may_lie_on_two_parts_do_not_add_up() -> None:
    def on(part: PartName, side: Side | None) -> list[Finding]:
        return [
            Finding(
                f"p1.d{number}", DamageKind.DENT, 0.9, Box(x, 0, x + 10, 10), part=part, share_of_part=0.4, side=side
            )
            for number, x in enumerate((0, 50), start=1)
        ]

    for part, side, severity in (
        (PartName.DOOR, Side.LEFT, _MODERATE),  # front and rear
        (PartName.FRONT_DOOR, None, _MODERATE),  # left and right
        (PartName.WHEEL, Side.LEFT, _MODERATE),  # of no known end
        (PartName.FRONT_DOOR, Side.LEFT, _SEVERE),
        (PartName.BONNET, None, _SEVERE),
    ):
        assert severity_of(DamageKind.DENT, part, on(part, side)) is severity, (part, side)
