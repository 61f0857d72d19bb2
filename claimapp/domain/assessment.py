"""Everything that the program found for one claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from claimapp.domain.claim import ClaimFacts
from claimapp.domain.damage import Damage
from claimapp.domain.estimate import Estimate
from claimapp.domain.finding import Finding
from claimapp.domain.part import PartRegion
from claimapp.domain.photo import FileProblem, Photo
from claimapp.domain.vehicle import Vehicle

__all__ = ["SCHEMA", "AppVersions", "Assessment", "Caution", "PhotoSeen"]

SCHEMA = 1
"""Version of assessment.json; see docs/architecture.md for how it moves on."""


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a person should look at: a stable code, a sentence, and where it is."""

    code: str
    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class PhotoSeen:
    """A photo with what was seen on it."""

    photo: Photo
    findings: tuple[Finding, ...] = ()
    parts: tuple[PartRegion, ...] = ()


@dataclass(frozen=True, slots=True)
class AppVersions:
    """What made the assessment: program, models (first 12 of SHA-256), tables."""

    version: str
    models: dict[str, str]
    tables: dict[str, str]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One claim, assessed. Ids are stable within it: photos p1.., findings p1.d1.., damages d1.., lines l1.."""

    created: datetime
    app: AppVersions
    claim: ClaimFacts
    photos: tuple[PhotoSeen, ...]
    errors: tuple[FileProblem, ...]
    vehicle: Vehicle
    damages: tuple[Damage, ...]
    estimate: Estimate
    warnings: tuple[Caution, ...] = ()
    schema: int = SCHEMA
