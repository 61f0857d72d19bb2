"""Use case: one claim folder becomes assessment.json, drawn photos and a report."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from claimapp import __version__
from claimapp.app.drawing import draw_photos
from claimapp.app.previews import Previews
from claimapp.app.report import write_report
from claimapp.app.saved import Assessed, open_saved, save
from claimapp.app.shop import shop
from claimapp.atomic import make_folder, replace_bytes
from claimapp.domain.assessment import Assessment
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.claim import ClaimFacts
from claimapp.domain.edit import EditRecord
from claimapp.domain.files import FileName
from claimapp.errors import AssessmentProblem, Interrupted, OutputProblem, PhotoProblem, UsageProblem
from claimapp.logs import claim_mark, job, join_log
from claimapp.pipeline.edits import apply, hand_edits
from claimapp.pipeline.engines import Engines, open_engines
from claimapp.pipeline.progress import Cancelled, Progress, Told, go_on, tell_nobody
from claimapp.pipeline.route import assess
from claimapp.report.drawn import drawn_name
from claimapp.settings import Settings
from claimapp.stages.intake.source import PhotoSource
from claimapp.stages.intake.sources import list_photo_sources
from claimapp.stages.intake.walk import walk_claim
from claimapp.store.assessment_json import load
from claimapp.store.claim_file import read_claim
from claimapp.store.lock import locked
from claimapp.words.language import speaking
from claimapp.words.say import say

_log = logging.getLogger(__name__)

EnginesSource = Callable[[], Engines]

__all__ = [
    "AssessOptions",
    "Assessed",
    "assess_claim",
    "assess_with",
    "default_out",
    "engines_for",
]


@dataclass(frozen=True, slots=True)
class AssessOptions:
    """What a caller may choose; the defaults are the daily path. `threads` 0 leaves it to the engine."""

    settings: Settings = field(default_factory=Settings)
    report: bool = True
    threads: int = 0


def default_out(claim_folder: Path) -> Path:
    """Where the window writes: a folder beside the claim, which itself stays as it was."""
    folder = claim_folder.resolve()
    return folder.with_name(f"{folder.name}-claimapp")


def engines_for(options: AssessOptions) -> Engines:
    """Open the models and tables as the options ask; errors as `open_engines`."""
    settings = options.settings
    wanted = shop(settings)
    return open_engines(
        wanted.models,
        wanted.tables(),
        runtime=settings.runtime,
        text_engine=settings.text_engine,
        profile=settings.profile,
        threads=options.threads,
    )


def assess_claim(
    claim_folder: Path,
    out: Path,
    *,
    options: AssessOptions,
    told: Told = tell_nobody,
    cancelled: Cancelled = go_on,
) -> Assessed:
    """Assess `claim_folder` and write everything below `out`.

    Raises:
        NothingToAssess: if no photo can be read.
        ClaimFileProblem: if claim.toml is wrong.
        ModelProblem: if a model is missing or altered.
        OutputProblem: if `out` cannot be written, or another run is writing there.
        Interrupted: if `cancelled` answered yes; the photos done by then are saved, without a
            report, unless `out` holds a whole assessment already: that one is kept.
    """
    return assess_with(lambda: engines_for(options), claim_folder, out, options=options, told=told, cancelled=cancelled)


def assess_with(
    open_them: EnginesSource,
    claim_folder: Path,
    out: Path,
    *,
    options: AssessOptions,
    told: Told = tell_nobody,
    cancelled: Cancelled = go_on,
) -> Assessed:
    """As `assess_claim`, with engines that the caller keeps (a batch worker opens them once)."""
    _keep_apart(claim_folder, out)
    claim = read_claim(claim_folder)
    join_log()
    with job(f"assess claim {claim_mark(claim_folder)}"), locked(out, "assess"):
        return _assess_into(
            open_them, claim, claim_folder, out, options=options, told=_logged(told), cancelled=cancelled
        )


def _logged(told: Told) -> Told:
    """Tell on, and log each step and photo by its number; a file's name is the claimant's."""

    def tell(progress: Progress) -> None:
        if progress.done < progress.total:
            _log.info("%s: %d of %d", progress.step.value.lower(), progress.done + 1, progress.total)
        told(progress)

    return tell


def _assess_into(
    open_them: EnginesSource,
    claim: ClaimFacts,
    claim_folder: Path,
    out: Path,
    *,
    options: AssessOptions,
    told: Told,
    cancelled: Cancelled,
) -> Assessed:
    make_folder(out / FileName.PHOTOS)
    before, set_aside = _earlier(out, claim, claim_folder)
    engines = open_them()
    if claim.prices.tables:
        engines = replace(engines, tables=shop(options.settings).tables(claim))
    previews = Previews(out)
    assessment = assess(
        claim_folder,
        claim,
        engines,
        created=datetime.now(UTC).astimezone().replace(microsecond=0),
        version=__version__,
        earlier=_edits_of(before) if before else (),
        keep_pixels=previews.keep,
        told=told,
        cancelled=cancelled,
    )
    stopped = _interruption(assessment)
    if stopped and before and not _interruption(before):
        raise Interrupted(stopped, hint=f"the earlier assessment in {out} is kept", where=str(claim_folder))
    assessment = replace(assessment, warnings=(*set_aside, *assessment.warnings))
    # Of a run that was stopped while it looked, what was seen is still drawn; later a cancel ends the drawing.
    with speaking(options.settings.language):
        draw_photos(assessment, previews.pixels_of, out, told=told, cancelled=go_on if stopped else cancelled)
    if before:
        # What a person typed into the file by hand, beyond edits, is not lost with it.
        replace_bytes(out / FileName.PREVIOUS, (out / FileName.ASSESSMENT).read_bytes())
    assessment_json = save(assessment, out)
    _drop_old(out, before, assessment)
    previews.keep_only(seen.photo for seen in assessment.photos)
    if stopped:
        raise Interrupted(stopped, hint=f"what was finished is in {assessment_json}", where=str(claim_folder))
    if cancelled():
        raise Interrupted(
            "stopped before the report was written",
            hint=f"all that was found is in {assessment_json}; assess again for its pictures and report",
            where=str(claim_folder),
        )
    if options.report:
        write_report(out, language=options.settings.language)
    # Read back, so that what is returned is what is saved, to the last rounded digit.
    return open_saved(out)


def _keep_apart(claim_folder: Path, out: Path) -> None:
    """Refuse a folder of other claims alone, and never write among a claim's photos: a drawing must not replace one."""
    nested = walk_claim(claim_folder).nested
    if nested and not list_photo_sources(claim_folder).sources:
        raise UsageProblem(
            f"the folder holds claims of their own ({', '.join(nested[:5])})",
            hint="assess one of them, or all with `claimapp batch`",
            where=str(claim_folder),
        )
    claim, written = claim_folder.resolve(), (out.resolve(), (out / FileName.PHOTOS).resolve())
    if claim in written or written[1] in claim.parents:
        raise UsageProblem(
            "the output would be written into the claim folder itself", hint="name another with -o", where=str(out)
        )


def _earlier(out: Path, claim: ClaimFacts, claim_folder: Path) -> tuple[Assessment | None, tuple[Caution, ...]]:
    """The earlier assessment of this claim in `out`.

    One that cannot be read, and one of another claim, is set aside: never written over, and
    nothing of it is carried over.
    """
    file = out / FileName.ASSESSMENT
    if not file.exists():
        return None, ()
    try:
        before = load(file, sums_checked=False)
    except AssessmentProblem:
        aside = _set_aside(out, "unreadable")
        return None, (Caution.of(CautionCode.SET_ASIDE, file=aside.name),)
    if _same_claim(before, claim, claim_folder):
        return before, ()
    aside = _set_aside(out, "other-claim")
    return None, (Caution.of(CautionCode.OTHER_CLAIM_SET_ASIDE, number=before.claim.number, file=aside.name),)


def _same_claim(before: Assessment, claim: ClaimFacts, claim_folder: Path) -> bool:
    """Whether an earlier assessment is of this claim: the number agrees, or the bytes of a photo do.

    A number that is only the folder's name says nothing: many claims lie in a folder `photos`.
    """
    if before.claim.number == claim.number and (claim_folder / FileName.CLAIM).is_file():
        return True
    hashes = {seen.photo.sha256 for seen in before.photos}
    return any(_digest(source) in hashes for source in list_photo_sources(claim_folder).sources)


def _digest(source: PhotoSource) -> str:
    """A photo's SHA-256, empty where it cannot be read: the run will say why."""
    try:
        return source.digest(source.read())
    except PhotoProblem:
        return ""


def _edits_of(before: Assessment) -> tuple[EditRecord, ...]:
    """A person's edits of an earlier run, those typed into the file by hand among them."""
    for edit in hand_edits(before):
        before = apply(before, edit, when=before.created, who="")
    return before.edits


def _set_aside(out: Path, why: str) -> Path:
    numbers = (number for number in itertools.count(1) if not _aside(out, why, number).exists())
    return (out / FileName.ASSESSMENT).rename(_aside(out, why, next(numbers)))


def _aside(out: Path, why: str, number: int) -> Path:
    return out / f"assessment.{why}-{number}.json"


def _interruption(assessment: Assessment) -> str:
    """How far an interrupted run came, without a full stop; empty for a whole one."""
    stopped = (caution for caution in assessment.warnings if caution.code is CautionCode.INTERRUPTED)
    return next((say(caution).rstrip(".") for caution in stopped), "")


def _drop_old(out: Path, before: Assessment | None, assessment: Assessment) -> None:
    """Take away what this run replaces: the earlier report, and drawings that only the earlier run made."""
    drawn_before = {drawn_name(seen.photo) for seen in before.photos} if before else set()
    drawn_now = {drawn_name(seen.photo) for seen in assessment.photos}
    try:
        (out / FileName.REPORT).unlink(missing_ok=True)
        for name in drawn_before - drawn_now:
            (out / FileName.PHOTOS / name).unlink(missing_ok=True)
    except OSError as problem:
        raise OutputProblem(
            "the assessment is saved, but an older output cannot be replaced",
            hint="close programs that show it",
            where=str(out),
        ) from problem
