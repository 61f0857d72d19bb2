"""What the window announces in words beyond the report's: damages and findings in one breath, progress, undo."""

from __future__ import annotations

from claimapp.domain.damage import Damage
from claimapp.domain.finding import Finding
from claimapp.domain.line import RepairLine
from claimapp.domain.part import Place
from claimapp.domain.photo import Photo
from claimapp.pipeline.progress import Progress, Step
from claimapp.words.figures import hours_words
from claimapp.words.language import N_, _, counted
from claimapp.words.names import (
    finding_sure_words,
    kind_words,
    origin_words,
    place_words,
    role_words,
    severity_words,
    sure_words,
    view_words,
)
from claimapp.words.say import capital

__all__ = [
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


def severity_text(damage: Damage) -> str:
    """Return the severity's word, `severity not known` where it could not be judged."""
    return severity_words(damage.severity) if damage.severity else _("severity not known")


def damage_name(damage: Damage) -> str:
    """Return kind and part, short enough for an undo text: `dent, left front door`."""
    return f"{kind_words(damage.kind)}, {_part(damage, None)}"


def damage_text(damage: Damage) -> str:
    """Return a damage as it is announced: `dent, left front door, 84 %, moderate`, and whether it is dismissed."""
    words = [damage_name(damage), sure_words(damage), severity_text(damage)]
    return ", ".join(words + _dismissed(damage))


def finding_text(finding: Finding, damage: Damage | None) -> str:
    """Return a finding as it is announced: `dent, left front door, 84 %, moderate`.

    Side and severity come from the damage that the finding shows; a finding that belongs
    to none is announced with its own part and without severity.
    """
    words = [kind_words(finding.kind), _part(damage, finding), finding_sure_words(finding, damage)]
    return ", ".join(words + ([severity_text(damage), *_dismissed(damage)] if damage else []))


def _part(damage: Damage | None, finding: Finding | None) -> str:
    of_damage = damage.place if damage else None
    place = of_damage
    if finding and finding.part and not (of_damage and of_damage.part is finding.part):
        place = Place(finding.part, finding.side, finding.end)
    return place_words(place) if place else _("part not known")


def _dismissed(damage: Damage) -> list[str]:
    if damage.on_another_vehicle:
        return [origin_words(damage)]
    return [_("dismissed")] if damage.dismissed else []


def line_title(line: RepairLine) -> str:
    """Return what a repair line is about: its part, or `Whole job`."""
    return capital(place_words(line.place)) if line.place else _("Whole job")


def line_hours(line: RepairLine) -> str:
    """Return the hours of all trades together, a dash for none."""
    return hours_words(line.panel_h + line.strip_h + line.paint_h)


def photo_title(photo: Photo, findings: int) -> str:
    """Return what a photo is: file, what it shows, from where, and how much was found on it."""
    shown = [photo.file, view_words(photo.view) if photo.view else role_words(photo.role)]
    return "  ·  ".join([*shown, counted("{number} finding", "{number} findings", findings, none=N_("no findings"))])


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
