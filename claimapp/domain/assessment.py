"""Everything that the program found for one claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import ClaimFacts
from claimapp.domain.damage import Damage
from claimapp.domain.edit import DismissFinding, EditRecord
from claimapp.domain.estimate import Estimate
from claimapp.domain.finding import Finding
from claimapp.domain.part import PartRegion
from claimapp.domain.photo import FileProblem, Photo
from claimapp.domain.share import check_share
from claimapp.domain.vehicle import Vehicle

__all__ = ["SCHEMA", "AppVersions", "Assessment", "Committed", "PhotoSeen"]

SCHEMA = 2
"""Version of assessment.json; see docs/architecture.md for how it moves on."""


@dataclass(frozen=True, slots=True)
class PhotoSeen:
    """A photo with what was seen on it; `left_out` says that a person took it out of the claim."""

    photo: Photo
    findings: tuple[Finding, ...] = ()
    parts: tuple[PartRegion, ...] = ()
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class AppVersions:
    """What made the assessment: program, models and tables (first 12 of SHA-256), and the models' thresholds."""

    version: str
    models: dict[str, str]
    tables: dict[str, str]
    thresholds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for model, threshold in self.thresholds.items():
            check_share(f"the threshold of {model}", threshold)


@dataclass(frozen=True, slots=True)
class Committed:
    """A version of the assessment that was signed off: its number, when, and the SHA-256 of its file."""

    version: int
    when: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """One claim, assessed; ids are stable within it: photos p1, findings p1.d1, damages d1, lines l1, edits e1...

    `edits` are a person's, in order; they are in force already in everything else here.
    """

    created: datetime
    app: AppVersions
    claim: ClaimFacts
    photos: tuple[PhotoSeen, ...]
    errors: tuple[FileProblem, ...]
    vehicle: Vehicle
    damages: tuple[Damage, ...]
    estimate: Estimate
    warnings: tuple[Caution, ...] = ()
    edits: tuple[EditRecord, ...] = ()
    version: int = 1
    committed: tuple[Committed, ...] = ()
    schema: int = SCHEMA

    def cautions(self) -> tuple[Caution, ...]:
        """Everything that a person should look at, each once: of the vehicle first (a disc that does not match)."""
        return tuple(dict.fromkeys((*self.vehicle.warnings, *self.warnings)))

    @property
    def taken_off_findings(self) -> frozenset[str]:
        """Ids of the findings that a person dismissed by themselves, or with their photo."""
        by_themselves = {
            record.edit.finding for record in self.edits if record.in_force and isinstance(record.edit, DismissFinding)
        }
        with_photo = {finding.id for seen in self.photos if seen.left_out for finding in seen.findings}
        return frozenset(by_themselves | with_photo)

    @property
    def airbags_out(self) -> bool:
        """Whether an airbag seems to have gone off; on photos left out or of another vehicle it does not count."""
        not_its = {photo for damage in self.damages if damage.on_another_vehicle for photo in damage.photos}
        not_its |= {seen.photo.id for seen in self.photos if seen.left_out}
        return any(each.code is CautionCode.AIRBAG_OUT and each.where not in not_its for each in self.warnings)

    @property
    def charged_damages(self) -> tuple[Damage, ...]:
        """The damages that count: all but those that were taken off the list."""
        return tuple(damage for damage in self.damages if damage.charged)
