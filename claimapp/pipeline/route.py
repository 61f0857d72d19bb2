"""The order of a claim, stated once.

photos -> (each) parts, damage, disc -> vehicle -> damages -> repair lines -> estimate -> Assessment
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from claimapp.domain.assessment import AppVersions, Assessment, Caution
from claimapp.domain.claim import ClaimFacts
from claimapp.domain.damage import Damage
from claimapp.domain.estimate import Estimate
from claimapp.domain.photo import FileProblem
from claimapp.domain.vehicle import Vehicle
from claimapp.errors import EngineProblem, Interrupted, NothingToAssess, PhotoProblem
from claimapp.pipeline.engines import Engines
from claimapp.pipeline.look import PhotoLook, see_photo
from claimapp.pipeline.progress import Cancelled, Progress, Step, Told, go_on, tell_nobody
from claimapp.runtime.cost_model import RatioModel
from claimapp.stages.cost.estimate import make_estimate
from claimapp.stages.disc.identify import identify_vehicle
from claimapp.stages.intake.left_out import INTAKE_CODES
from claimapp.stages.intake.source import PhotoSource
from claimapp.stages.intake.sources import photos_of_claim
from claimapp.stages.lines.schedule import make_lines
from claimapp.stages.lines.tables import Tables
from claimapp.stages.lines.vehicle_class import classify
from claimapp.stages.merge.same import list_damages

__all__ = ["INTERRUPTED", "SEEING_CODES", "SET_ASIDE", "Priced", "assess", "price"]

INTERRUPTED = "interrupted"
"""Code of the caution that marks an assessment of only some of the photos."""

SET_ASIDE = "set_aside"
"""Code of the caution that an earlier, unreadable assessment was set aside."""

SEEING_CODES = INTAKE_CODES | {INTERRUPTED, SET_ASIDE, "photo_quality", "no_disc", "loss_date"}
"""Codes of cautions about photos and discs; all others come from pricing and change with it."""

Edited = Callable[[Sequence[Damage]], tuple[Damage, ...]]


@dataclass(frozen=True, slots=True)
class Priced:
    """An estimate with what a person should know about how it was priced."""

    estimate: Estimate
    cautions: tuple[Caution, ...]


def assess(
    claim_folder: Path,
    claim: ClaimFacts,
    engines: Engines,
    *,
    created: datetime,
    version: str,
    edited: Edited | None = None,
    told: Told = tell_nobody,
    cancelled: Cancelled = go_on,
) -> Assessment:
    """Assess one claim folder.

    `edited` gets the damages found and returns them with a person's earlier edits.
    A photo that cannot be used is named in `errors`, the rest goes on. When `cancelled`
    answers yes, the photos done so far are assessed and marked by an INTERRUPTED caution.

    Raises:
        NothingToAssess: if no photo could be read.
        Interrupted: if cancelled before the first photo was done.
    """
    listed = photos_of_claim(claim_folder)
    looks, problems, stopped = _see_all(listed.sources, engines, told, cancelled)
    if not looks:
        raise _nothing(claim_folder, (*problems, *listed.problems), stopped=stopped)
    told(Progress(Step.DAMAGES, 0, 1))
    vehicle = identify_vehicle([look.disc for look in looks if look.disc], claim)
    found = list_damages([item for look in looks for item in look.placed])
    damages = edited(found) if edited else found
    told(Progress(Step.COST, 0, 1))
    priced = price(damages, claim, vehicle, engines.tables, engines.ratio_model)
    cautions = (
        *_interruption(len(looks) + len(problems), len(listed.sources), stopped=stopped),
        *listed.cautions,
        *_photo_cautions(looks),
        *_loss_date_cautions(claim.loss_date, looks, created.date()),
        *_no_disc(looks),
        *priced.cautions,
    )
    return Assessment(
        created=created,
        app=AppVersions(version, dict(engines.digests), dict(engines.tables.versions)),
        claim=claim,
        photos=tuple(look.seen for look in looks),
        errors=(*problems, *listed.problems),
        vehicle=vehicle,
        damages=damages,
        estimate=priced.estimate,
        warnings=cautions,
    )


def price(
    damages: Sequence[Damage], claim: ClaimFacts, vehicle: Vehicle, tables: Tables, ratio_model: RatioModel | None
) -> Priced:
    """Price a list of damages: repair lines, totals, range. Also used again after a person's edit."""
    schedule = make_lines(damages, claim, classify(vehicle, tables), tables)
    ends = (schedule.low, schedule.high)
    cautions = tuple(replace(item, text=item.text[:1].upper() + item.text[1:]) for item in schedule.cautions)
    return Priced(make_estimate(schedule.lines, claim, ratio_model, table_ends=ends), cautions)


def _see_all(
    sources: Sequence[PhotoSource],
    engines: Engines,
    told: Told,
    cancelled: Cancelled,
) -> tuple[list[PhotoLook], list[FileProblem], bool]:
    looks: list[PhotoLook] = []
    problems: list[FileProblem] = []
    for number, source in enumerate(sources, start=1):
        if cancelled():
            return looks, problems, True
        told(Progress(Step.PHOTOS, number - 1, len(sources), source.file))
        try:
            looks.append(see_photo(source, file=source.file, photo_id=f"p{number}", engines=engines))
        except (PhotoProblem, EngineProblem) as problem:
            problems.append(FileProblem(source.file, problem.sentence))
    told(Progress(Step.PHOTOS, len(sources), len(sources)))
    return looks, problems, False


def _nothing(claim_folder: Path, problems: Sequence[FileProblem], *, stopped: bool) -> Exception:
    if stopped:
        return Interrupted("stopped before the first photo was done; nothing was written", where=str(claim_folder))
    if problems:
        listed = "; ".join(f"{item.file}: {item.problem}" for item in problems[:5])
        return NothingToAssess(f"not one of {len(problems)} files can be used ({listed})", where=str(claim_folder))
    return NothingToAssess(
        "the folder holds no photo",
        hint="put its photos into it, as files, in a ZIP archive or in a PDF",
        where=str(claim_folder),
    )


def _interruption(done: int, total: int, *, stopped: bool) -> tuple[Caution, ...]:
    if not stopped:
        return ()
    return (Caution(INTERRUPTED, f"Stopped by a person after {done} of {total} photos; the rest was not looked at."),)


def _photo_cautions(looks: Sequence[PhotoLook]) -> list[Caution]:
    photos = [look.seen.photo for look in looks]
    return [Caution("photo_quality", warning, photo.id) for photo in photos for warning in photo.quality.warnings]


def _loss_date_cautions(loss: date | None, looks: Sequence[PhotoLook], today: date) -> list[Caution]:
    """A typed date of loss that the calendar or the photos speak against."""
    if loss is None:
        return []
    cautions = []
    if loss > today:
        cautions.append(
            Caution("loss_date", f"The date of loss, {loss.isoformat()}, lies in the future.", "claim.toml")
        )
    before = [look.seen.photo for look in looks if look.seen.photo.taken and look.seen.photo.taken.date() < loss]
    if before:
        text = (
            f"Taken before the date of loss, {loss.isoformat()}: {len(before)} of {len(looks)} photos. Are they of it?"
        )
        cautions.append(Caution("loss_date", text, before[0].id))
    return cautions


def _no_disc(looks: Sequence[PhotoLook]) -> tuple[Caution, ...]:
    """What a disc itself makes doubtful stands in the vehicle's warnings; here only that there was none."""
    if any(look.disc for look in looks):
        return ()
    text = (
        f"No licence disc was found on {len(looks)} photos; ask for a sharp photo of the disc,"
        " or type make, model, VIN and registration into claim.toml."
    )
    return (Caution("no_disc", text),)
