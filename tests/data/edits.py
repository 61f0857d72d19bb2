"""Edits for tests: the sample claim as a run leaves it before anybody edits, and edits that fit an assessment."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import strategies as st

from claimapp.domain.assessment import Assessment
from claimapp.domain.damage import Damage, Severity
from claimapp.domain.edit import (
    AddDamage,
    AddLine,
    ChangeDamage,
    Check,
    Dismiss,
    DismissFinding,
    Edit,
    LeaveOutPhoto,
    Merge,
    MoveOutline,
    Note,
    PriceLine,
    RemoveLine,
    Restore,
    SetClaim,
    SetVehicle,
    Split,
    TypedCharge,
)
from claimapp.domain.finding import DamageKind
from claimapp.domain.geometry import Box
from claimapp.domain.line import ChargeKind, Operation, Unit
from claimapp.domain.money import Money
from claimapp.domain.part import PARTS, PartName, Side
from claimapp.pipeline.edits import apply
from claimapp.pipeline.price import price
from claimapp.shipped import tables_folder
from claimapp.stages.lines.tables import Tables, load_tables
from tests.data.assessments import sample_assessment

__all__ = [
    "NOW",
    "damage_of",
    "damages_told",
    "edited",
    "found_assessment",
    "hours",
    "made",
    "moved",
    "priced",
    "valid_edits",
]

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@functools.cache
def _tables() -> Tables:
    return load_tables(tables_folder())


def priced(assessment: Assessment) -> Assessment:
    """Price with the shipped tables and no learned range."""
    return price(assessment, _tables(), None)


@functools.cache
def found_assessment() -> Assessment:
    """Return the sample claim as a run leaves it: five charged damages and none dismissed, priced, no edit made."""
    sample = sample_assessment()
    # The dismissed damage of the sample is a person's doing.
    return priced(replace(sample, damages=sample.damages[:5]))


def edited(assessment: Assessment, *edits: Edit, who: str = "T. Assessor") -> Assessment:
    """Make edits one after the other, priced after each."""
    for edit in edits:
        assessment = priced(apply(assessment, edit, when=NOW, who=who))
    return assessment


def damages_told(assessment: Assessment) -> Counter[tuple[object, ...]]:
    """What a new run must give again of each damage, whatever its id."""
    return Counter(
        (damage.place, damage.kind, damage.dismissed, damage.origin, damage.severity) for damage in assessment.damages
    )


_MONEY = st.integers(0, 20_000_00).map(Money)
_QUANTITY = st.decimals(0, 20, places=2)
_SIDES = st.sampled_from([None, *Side])


@st.composite
def _places(draw: st.DrawFn) -> tuple[PartName, Side | None]:
    part = draw(st.sampled_from(list(PartName)))
    return part, draw(_SIDES) if PARTS[part].sided else None


@st.composite
def _added(draw: st.DrawFn, assessment: Assessment) -> AddDamage:
    part, side = draw(_places())
    photo = draw(st.sampled_from([None, *(seen.photo.id for seen in assessment.photos)]))
    # Far below every finding of the sample, and each at its own place, so that no two boxes are the same one.
    at = 30.0 * len(assessment.edits)
    box = Box(10 + at, 1100, 35 + at, 1150) if photo else None
    kind, severity = draw(st.sampled_from(DamageKind)), draw(st.sampled_from([None, *Severity]))
    return AddDamage(kind, part, side, None, severity, photo, box)


@st.composite
def _changed(draw: st.DrawFn, assessment: Assessment) -> ChangeDamage:
    damage = draw(st.sampled_from(assessment.damages)).id
    if draw(st.booleans()):
        return ChangeDamage(damage, kind=draw(st.sampled_from(DamageKind)), severity=draw(st.sampled_from(Severity)))
    part, side = draw(_places())
    return ChangeDamage(damage, part=part, side=side)


@st.composite
def _of_lines(draw: st.DrawFn, assessment: Assessment) -> Edit:
    part, side = draw(_places())
    charge = TypedCharge(draw(st.sampled_from(ChargeKind)), draw(_QUANTITY), draw(_MONEY), draw(st.sampled_from(Unit)))
    own = AddLine(draw(st.sampled_from(Operation)), (charge,), *draw(st.sampled_from([(part, side), (None, None)])))
    lines = assessment.estimate.lines
    if not lines:
        return own
    line = draw(st.sampled_from(lines))
    what = draw(st.sampled_from(ChargeKind))
    there = any(charge.what is what for charge in line.charges)
    any_of: list[Edit] = [
        own,
        RemoveLine(line.id),
        Note("seen", line=line.id),
        PriceLine(line.id, what, draw(_MONEY), draw(st.none() | _QUANTITY if there else _QUANTITY)),
    ]
    return draw(st.sampled_from(any_of))


_FACTS = (
    SetVehicle("model", "RANGER"),
    SetVehicle("make", None),
    SetVehicle("vin", "aavzzz6r zhu000001"),
    SetClaim("terms.excess", 7500),
    SetClaim("terms.excess", None),
    SetClaim("terms.vat", 0.14),
    SetClaim("rates.paint", 612.5),
    SetClaim("garage.class", "approved"),
    SetClaim("loss_date", "2026-10-11"),
    Note("called the owner"),
)


@st.composite
def valid_edits(draw: st.DrawFn, assessment: Assessment) -> Edit:
    """One edit that fits this assessment, of any kind."""
    damages, photos = assessment.damages, assessment.photos
    findings = [finding.id for seen in photos for finding in seen.findings]
    kinds: list[st.SearchStrategy[Edit]] = [
        st.sampled_from(_FACTS),
        _added(assessment),
        _of_lines(assessment),
        st.sampled_from(photos).map(lambda seen: LeaveOutPhoto(seen.photo.id)),
        st.sampled_from(findings).map(DismissFinding),
    ]
    if damages:
        ids = st.sampled_from([damage.id for damage in damages])
        kinds += [
            ids.map(Dismiss),
            ids.map(Restore),
            ids.map(Check),
            ids.map(lambda damage: Note("a stone chip", damage=damage)),
            _changed(assessment),
        ]
    if len(damages) > 1:
        kinds.append(
            st.lists(st.sampled_from([damage.id for damage in damages]), min_size=2, max_size=3, unique=True).map(
                lambda chosen: Merge(tuple(chosen))
            )
        )
    several = [damage for damage in damages if len(damage.seen) > 1]
    if several:
        kinds.append(st.sampled_from(several).map(lambda damage: Split(damage.id, damage.seen[-1:])))
    return draw(st.one_of(kinds))


def moved(finding: str, *, by: float) -> MoveOutline:
    """Draw an outline anew: a square of 100 pixels, `by` pixels from the photo's corner."""
    return MoveOutline(finding, ((by, by), (by + 100, by), (by + 100, by + 100), (by, by + 100)))


def hours(count: str, cents: int, what: ChargeKind = ChargeKind.PANEL) -> TypedCharge:
    """One typed charge of some hours."""
    return TypedCharge(what, Decimal(count), Money(cents), Unit.HOUR)


def made(*edits: Edit) -> Assessment:
    """The found claim with edits made, not priced."""
    assessment = found_assessment()
    for edit in edits:
        assessment = apply(assessment, edit, when=NOW, who="T. Assessor")
    return assessment


def damage_of(assessment: Assessment, damage_id: str) -> Damage:
    """The one damage of this id."""
    (found,) = (each for each in assessment.damages if each.id == damage_id)
    return found
