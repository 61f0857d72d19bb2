"""Use case: one claim folder becomes assessment.json, drawn photos and a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from claimapp import __version__
from claimapp.app.report import REPORT_NAME, write_report
from claimapp.app.saved import PHOTOS_FOLDER, Assessed, open_saved, save
from claimapp.atomic import make_folder
from claimapp.domain.assessment import Assessment
from claimapp.errors import Interrupted, OutputProblem, UsageProblem
from claimapp.pipeline.engines import Engines, open_engines
from claimapp.pipeline.progress import Cancelled, Progress, Step, Told, go_on, tell_nobody
from claimapp.pipeline.route import INTERRUPTED, assess
from claimapp.report.drawn import draw_photo, drawn_name
from claimapp.shipped import models_folder, tables_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.stages.merge.carry import carry_edits
from claimapp.store.assessment_json import ASSESSMENT_NAME, load
from claimapp.store.claim_file import read_claim

EnginesSource = Callable[[], Engines]

__all__ = ["AssessOptions", "Assessed", "Profile", "assess_claim", "assess_with", "default_out", "engines_for"]

_ENLARGE_ACCURATE = 1.5  # of the square that photos are fitted into; small scratches gain, time more than doubles


class Profile(StrEnum):
    """How much time a photo may take."""

    FAST = "fast"
    ACCURATE = "accurate"


@dataclass(frozen=True, slots=True)
class AssessOptions:
    """What a caller may choose; the defaults are the daily path. `threads` 0 leaves it to the engine."""

    profile: Profile = Profile.FAST
    runtime: str = "openvino"
    text_engine: str = "rapidocr"
    report: bool = True
    threads: int = 0


def default_out(claim_folder: Path) -> Path:
    """Where the window writes: a folder beside the claim, which itself stays as it was."""
    folder = claim_folder.resolve()
    return folder.with_name(f"{folder.name}-claimapp")


def engines_for(options: AssessOptions) -> Engines:
    """Open the shipped models and tables as the options ask; errors as `open_engines`."""
    return open_engines(
        models_folder(),
        tables_folder(),
        runtime=options.runtime,
        text_engine=options.text_engine,
        enlarge=_ENLARGE_ACCURATE if options.profile is Profile.ACCURATE else 1.0,
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
        OutputProblem: if `out` cannot be written.
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
    if not claim_folder.is_dir():
        raise UsageProblem("this is not a folder", hint="name the folder with the photos", where=str(claim_folder))
    if out.resolve() == claim_folder.resolve():
        raise UsageProblem("the output folder is the claim folder itself", hint="name another with -o", where=str(out))
    claim = read_claim(claim_folder)
    make_folder(out)
    photos = make_folder(out / PHOTOS_FOLDER)
    before = load(out / ASSESSMENT_NAME) if (out / ASSESSMENT_NAME).exists() else None

    engines = open_them()
    assessment = assess(
        claim_folder,
        claim,
        engines,
        created=datetime.now(UTC).astimezone().replace(microsecond=0),
        version=__version__,
        edited=(lambda damages: carry_edits(damages, before.damages)) if before else None,
        told=told,
        cancelled=cancelled,
    )
    stopped = _interruption(assessment)
    if stopped and before and not _interruption(before):
        raise Interrupted(stopped, hint=f"the earlier assessment in {out} is kept", where=str(claim_folder))
    _drop_old(out, photos, assessment)
    _draw(assessment, claim_folder, photos, told)
    assessment_json = save(assessment, out)
    if stopped:
        raise Interrupted(stopped, hint=f"what was finished is in {assessment_json}", where=str(claim_folder))
    if options.report:
        write_report(out)
    # Read back, so that what is returned is what is saved, to the last rounded digit.
    return open_saved(out)


def _interruption(assessment: Assessment) -> str:
    """The sentence that says how far an interrupted run came; empty for a whole one."""
    return next((caution.text for caution in assessment.warnings if caution.code == INTERRUPTED), "")


def _draw(assessment: Assessment, claim_folder: Path, photos: Path, told: Told) -> None:
    """Draw the photos with their damages. They are decoded again: hundreds do not fit in memory at once."""
    for number, seen in enumerate(assessment.photos):
        told(Progress(Step.WRITING, number, len(assessment.photos), seen.photo.file))
        pixels_rgb = decode_file(claim_folder / seen.photo.file).pixels_rgb
        draw_photo(pixels_rgb, seen, photos / drawn_name(seen.photo), damages=assessment.damages)


def _drop_old(out: Path, photos: Path, assessment: Assessment) -> None:
    """Take away what an earlier run left and this one replaces: its report and pictures of photos now gone."""
    current = {drawn_name(seen.photo) for seen in assessment.photos}
    try:
        (out / REPORT_NAME).unlink(missing_ok=True)
        for old in photos.iterdir():
            if old.suffix == ".jpg" and old.name not in current:
                old.unlink()
    except OSError as problem:
        raise OutputProblem(
            "an older output cannot be replaced", hint="close programs that show it", where=str(out)
        ) from problem
