"""The order of a claim, stated once.

photos -> (each) parts, damage, disc -> vehicle -> damages -> earlier edits -> repair lines -> estimate -> Assessment
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from claimapp.domain.assessment import AppVersions, Assessment
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import ClaimFacts
from claimapp.domain.edit import EditRecord
from claimapp.domain.estimate import Estimate
from claimapp.domain.files import FileName
from claimapp.domain.money import Money
from claimapp.domain.photo import FileProblem
from claimapp.errors import EngineProblem, Interrupted, NothingToAssess, PhotoProblem
from claimapp.pipeline.engines import Engines
from claimapp.pipeline.price import price
from claimapp.pipeline.progress import Cancelled, Progress, Step, Told, go_on, tell_nobody
from claimapp.pipeline.replay import replay
from claimapp.pipeline.see import KeepPixels, PhotoLook, keep_no_pixels, see_photo
from claimapp.stages.disc.identify import identify_vehicle
from claimapp.stages.intake.source import PhotoSource
from claimapp.stages.intake.sources import photos_of_claim
from claimapp.stages.merge.ends import settle_ends
from claimapp.stages.merge.vehicles import list_by_vehicle, photos_of_others, told_of_others

__all__ = ["assess"]

_UNPRICED = Estimate((), Money(), Money(), Money(), None, None, None)


def assess(
    claim_folder: Path,
    claim: ClaimFacts,
    engines: Engines,
    *,
    created: datetime,
    version: str,
    earlier: Sequence[EditRecord] = (),
    keep_pixels: KeepPixels = keep_no_pixels,
    told: Told = tell_nobody,
    cancelled: Cancelled = go_on,
) -> Assessment:
    """Assess one claim folder.

    `earlier` are a person's edits of an earlier run: they are made again over what is found.
    `keep_pixels` gets each photo once it is decoded, so that it need not be decoded again.
    A photo that cannot be used is named in `errors`, the rest goes on. When `cancelled`
    answers yes, the photos done so far are assessed and marked by an INTERRUPTED caution.

    Raises:
        NothingToAssess: if no photo could be read.
        Interrupted: if cancelled before the first photo was done.
    """
    listed = photos_of_claim(claim_folder)
    looks, problems, stopped = _see_all(listed.sources, engines, keep_pixels, told, cancelled)
    if not looks:
        raise _nothing(claim_folder, (*problems, *listed.problems), stopped=stopped)
    told(Progress(Step.DAMAGES, 0, 1))
    others = _other_vehicles(looks)
    elsewhere = {photo for group in others for photo in group}
    settled = settle_ends([look.seen for look in looks if look.seen.photo.id not in elsewhere])
    by_id = {each.photo.id: each for each in settled.photos}
    seen = tuple(by_id.get(look.seen.photo.id, look.seen) for look in looks)
    found = Assessment(
        created=created,
        app=AppVersions(version, dict(engines.digests), dict(engines.tables.versions), dict(engines.thresholds)),
        claim=claim,
        photos=seen,
        errors=(*problems, *listed.problems),
        vehicle=identify_vehicle(
            [look.disc for look in looks if look.disc and look.seen.photo.id not in elsewhere], claim
        ),
        damages=list_by_vehicle(seen, others),
        estimate=_UNPRICED,
        warnings=(
            *_interruption(len(looks) + len(problems), len(listed.sources), stopped=stopped),
            *listed.cautions,
            *_photo_cautions(looks),
            *settled.cautions,
            *told_of_others(seen, others),
            *_loss_date_cautions(claim.loss_date, looks, created.date()),
            *_no_disc(looks),
        ),
    )
    told(Progress(Step.COST, 0, 1))
    return price(replay(found, earlier).assessment, engines.tables, engines.ratio_model)


def _other_vehicles(looks: Sequence[PhotoLook]) -> tuple[tuple[str, ...], ...]:
    """Photos of other vehicles, by group; one that holds the claim's only licence disc is the claim's all the same."""
    groups = photos_of_others({look.seen.photo.id: look.colours for look in looks if look.colours})
    with_disc = {look.seen.photo.id for look in looks if look.disc}
    elsewhere = {photo for group in groups for photo in group}
    return groups if with_disc - elsewhere else tuple(group for group in groups if with_disc.isdisjoint(group))


def _see_all(
    sources: Sequence[PhotoSource],
    engines: Engines,
    keep_pixels: KeepPixels,
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
            looks.append(
                see_photo(source, file=source.file, photo_id=f"p{number}", engines=engines, keep_pixels=keep_pixels)
            )
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
    return (Caution.of(CautionCode.INTERRUPTED, done=done, total=total),)


def _photo_cautions(looks: Sequence[PhotoLook]) -> list[Caution]:
    photos = [look.seen.photo for look in looks]
    of_quality = [replace(warning, where=photo.id) for photo in photos for warning in photo.quality.warnings]
    return of_quality + [caution for look in looks for caution in look.cautions]


def _loss_date_cautions(loss: date | None, looks: Sequence[PhotoLook], today: date) -> list[Caution]:
    """A typed date of loss that the calendar or the photos speak against."""
    if loss is None:
        return []
    cautions = []
    if loss > today:
        cautions.append(Caution.of(CautionCode.LOSS_IN_FUTURE, where=FileName.CLAIM, loss=loss.isoformat()))
    before = [look.seen.photo for look in looks if look.seen.photo.taken and look.seen.photo.taken.date() < loss]
    if before:
        cautions.append(
            Caution.of(
                CautionCode.TAKEN_BEFORE_LOSS,
                where=before[0].id,
                loss=loss.isoformat(),
                photos=len(before),
                of=len(looks),
            )
        )
    return cautions


def _no_disc(looks: Sequence[PhotoLook]) -> tuple[Caution, ...]:
    """What a disc itself makes doubtful stands in the vehicle's warnings; here only that there was none."""
    if any(look.disc for look in looks):
        return ()
    return (Caution.of(CautionCode.NO_DISC, photos=len(looks)),)
