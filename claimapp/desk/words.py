"""What the window announces in words beyond the report's: damages and findings in one breath, progress, undo."""

from __future__ import annotations

from claimapp.domain.damage import Damage, DamageStatus
from claimapp.domain.finding import Finding
from claimapp.domain.line import RepairLine
from claimapp.domain.photo import Photo
from claimapp.pipeline.progress import Progress, Step
from claimapp.report.words import (
    KIND_WORDS,
    ROLE_WORDS,
    SEVERITY_WORDS,
    VIEW_WORDS,
    counted,
    hours_words,
    part_words,
    share_words,
)

__all__ = [
    "capital",
    "damage_name",
    "damage_text",
    "finding_text",
    "line_hours",
    "line_title",
    "photo_title",
    "progress_text",
    "severity_text",
    "share_done",
]

_STEP_SHARES: dict[Step, tuple[float, float]] = {
    Step.PHOTOS: (0.0, 0.9),
    Step.DAMAGES: (0.9, 0.93),
    Step.COST: (0.93, 0.96),
    Step.WRITING: (0.96, 1.0),
}
"""From which to which share of the bar a step runs: looking at photos is nearly all of the time."""


def capital(text: str) -> str:
    """Return `text` with its first letter as a capital and the rest as it is."""
    return text[:1].upper() + text[1:]


def severity_text(damage: Damage) -> str:
    """Return the severity's word, `severity not known` where it could not be judged."""
    return SEVERITY_WORDS[damage.severity] if damage.severity else "severity not known"


def damage_name(damage: Damage) -> str:
    """Return kind and part, short enough for an undo text: `dent, left front door`."""
    return f"{KIND_WORDS[damage.kind]}, {_part(damage, None)}"


def damage_text(damage: Damage) -> str:
    """Return a damage as it is announced: `dent, left front door, 84 %, moderate`, and whether it is dismissed."""
    words = [damage_name(damage), share_words(damage.confidence), severity_text(damage)]
    return ", ".join(words + _dismissed(damage))


def finding_text(finding: Finding, damage: Damage | None) -> str:
    """Return a finding as it is announced: `dent, left front door, 84 %, moderate`.

    Side and severity come from the damage that the finding shows; a finding that belongs
    to none is announced with its own part and without severity.
    """
    words = [KIND_WORDS[finding.kind], _part(damage, finding), share_words(finding.confidence)]
    return ", ".join(words + ([severity_text(damage), *_dismissed(damage)] if damage else []))


def _part(damage: Damage | None, finding: Finding | None) -> str:
    part = (finding.part if finding else None) or (damage.part if damage else None)
    side = damage.side if damage and damage.part is part else None
    return part_words(part, side) if part else "part not known"


def _dismissed(damage: Damage) -> list[str]:
    return ["dismissed"] if damage.status is DamageStatus.DISMISSED else []


def line_title(line: RepairLine) -> str:
    """Return what a repair line is about: its part, or `Whole job`."""
    return capital(part_words(line.part, line.side)) if line.part else "Whole job"


def line_hours(line: RepairLine) -> str:
    """Return the hours of all trades together, a dash for none."""
    return hours_words(line.panel_h + line.strip_h + line.paint_h)


def photo_title(photo: Photo, findings: int) -> str:
    """Return what a photo is: file, what it shows, from where, and how much was found on it."""
    shown = [photo.file, VIEW_WORDS[photo.view] if photo.view else ROLE_WORDS[photo.role]]
    return "  ·  ".join([*shown, counted(findings, "finding")])


def progress_text(progress: Progress) -> str:
    """Return where a run is: step, count and the photo at hand."""
    count = f" {progress.done} of {progress.total}" if progress.total > 1 else ""
    what = f": {progress.what}" if progress.what else ""
    return f"{progress.step.value}{count}{what}"


def share_done(progress: Progress) -> float:
    """Return how far the whole run is, 0 to 1; a step of unknown length stands at its start."""
    start, end = _STEP_SHARES[progress.step]
    within = min(max(progress.done / progress.total, 0.0), 1.0) if progress.total > 0 else 0.0
    return start + (end - start) * within
