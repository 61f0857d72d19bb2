"""Run a batch: resume, share out, collect, write summary.csv and run.json."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from claimapp.atomic import make_folder, replace_text
from claimapp.batch.find import ClaimFolder
from claimapp.batch.outcome import Outcome, status_of
from claimapp.batch.worker import ClaimJob, MakeAssessOne, do_claim, start_worker
from claimapp.domain.assessment import AppVersions, Assessment
from claimapp.domain.caution import CautionCode
from claimapp.domain.files import FileName
from claimapp.errors import AssessmentProblem, ClaimAppError
from claimapp.pipeline.progress import Cancelled
from claimapp.report.summary_csv import ClaimStatus, SummaryRow, summary_row, write_summary
from claimapp.report.summary_xlsx import write_summary_xlsx
from claimapp.stages.intake.left_out import DOUBLE_CODES
from claimapp.stages.intake.sources import list_photo_sources, photos_of_claim
from claimapp.store.assessment_json import load
from claimapp.store.claim_file import read_claim

__all__ = ["BatchDone", "run_batch"]

_WAITING_EACH = 2  # claims handed to each worker ahead of time; more would only delay a cancel
_LOOK_UP_S = 0.5  # how often a waiting batch asks whether it was cancelled

Told = Callable[[int, int, Outcome | None], None]
"""(claims done, claims in all, the one just done or None)."""


@dataclass(frozen=True, slots=True)
class BatchDone:
    """A finished batch: outcomes in the order of the claims; `stopped` if a person cancelled it."""

    outcomes: tuple[Outcome, ...]
    found: int
    seconds: float
    stopped: bool

    def count(self, status: ClaimStatus) -> int:
        """Claims of this run with that status; skipped ones count as skipped only."""
        return sum(1 for outcome in self.outcomes if outcome.status is status and not outcome.skipped)

    @property
    def skipped(self) -> int:
        """Claims that an earlier run had done, and those that this one did not reach (stopped, limit)."""
        return sum(1 for outcome in self.outcomes if outcome.skipped) + self.found - len(self.outcomes)


def run_batch(
    claims: Sequence[ClaimFolder],
    out: Path,
    make_assess_one: MakeAssessOne,
    *,
    workers: int,
    resume: bool,
    limit: int,
    versions: AppVersions,
    told: Told,
    cancelled: Cancelled,
) -> BatchDone:
    """Do all claims into `out`/<name>/ and write summary.csv and run.json.

    `resume` passes over claims that an earlier run finished, `limit` (0 for none) is how many
    of the others are done. A cancel lets the claims at hand finish and keeps everything done;
    both files are written also then.

    Raises:
        OutputProblem: if `out` cannot be written.
        ModelProblem, TableProblem: if the workers cannot open models or tables.
    """
    started = time.perf_counter()
    make_folder(out)
    done: dict[str, Outcome] = {}
    if resume:
        done = {claim.name: earlier for claim in claims if (earlier := _earlier(claim, out))}
    told(len(done), len(claims), None)
    jobs = [ClaimJob(claim.name, claim.path, out / claim.name) for claim in claims if claim.name not in done]
    for outcome in _share_out(jobs[:limit] if limit else jobs, make_assess_one, workers, cancelled):
        done[outcome.name] = outcome
        told(len(done), len(claims), outcome)
    finished = BatchDone(
        tuple(done[claim.name] for claim in claims if claim.name in done),
        found=len(claims),
        seconds=time.perf_counter() - started,
        stopped=cancelled(),
    )
    rows = [_row(outcome) for outcome in finished.outcomes]
    write_summary(rows, out / FileName.SUMMARY)
    write_summary_xlsx(rows, out / FileName.WORKBOOK)
    replace_text(out / FileName.RUN, json.dumps(_run_json(finished, versions, workers), indent=2) + "\n")
    return finished


def _earlier(claim: ClaimFolder, out: Path) -> Outcome | None:
    """The outcome of an earlier run that finished this claim as it is now; anything else is done again."""
    file = out / claim.name / FileName.ASSESSMENT
    if not file.is_file():
        return None
    try:
        assessment = load(file)
    except AssessmentProblem:
        return None
    if any(caution.code is CautionCode.INTERRUPTED for caution in assessment.warnings) or not _is_of(assessment, claim):
        return None
    return Outcome(claim.name, status_of(assessment), assessment, None, skipped=True)


def _is_of(assessment: Assessment, claim: ClaimFolder) -> bool:
    """Whether photos and claim.toml are those that were assessed; anything else is done again."""
    try:
        # Doubles are found by looking at every photo; that takes long, so only where there were some.
        had_doubles = any(caution.code in DOUBLE_CODES for caution in assessment.warnings)
        listed = photos_of_claim(claim.path) if had_doubles else list_photo_sources(claim.path)
        sources = {source.file: source for source in listed.sources}
        known = {seen.photo.file: seen.photo.sha256 for seen in assessment.photos}
        failed = {problem.file for problem in assessment.errors}
        if sources.keys() | {problem.file for problem in listed.problems} != known.keys() | failed:
            return False
        same = all(sources[name].holds(digest) for name, digest in known.items())
        return same and read_claim(claim.path) == assessment.claim
    except (ClaimAppError, OSError):
        return False


def _share_out(jobs: Sequence[ClaimJob], make: MakeAssessOne, workers: int, cancelled: Cancelled) -> Iterator[Outcome]:
    """Yield outcomes as they come; claims at hand when a worker died are tried once more, each alone."""
    waiting = list(reversed(jobs))
    lost: list[ClaimJob] = []
    while waiting and not cancelled():
        lost += yield from _one_pool(waiting, make, workers, cancelled)
    for job in lost:
        if cancelled():
            return
        if (yield from _one_pool([job], make, 1, cancelled)):
            sentence = "the worker process ended unexpectedly, twice; look at this claim's photos one by one"
            yield Outcome(job.name, ClaimStatus.FAILED, None, None, error=sentence)


def _one_pool(
    waiting: list[ClaimJob], make: MakeAssessOne, workers: int, cancelled: Cancelled
) -> Generator[Outcome, None, list[ClaimJob]]:
    """Take jobs from the end of `waiting` until it is empty; return those at hand if a worker died."""
    running: dict[Future[Outcome], ClaimJob] = {}
    # spawn, not fork: engines keep threads, and a forked copy of those hangs.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=start_worker, initargs=(make,)) as pool:
        try:
            while waiting or running:
                if cancelled():
                    running = {future: job for future, job in running.items() if not future.cancel()}
                while waiting and len(running) < workers * _WAITING_EACH and not cancelled():
                    future = pool.submit(do_claim, waiting[-1])  # may find the pool broken: pop only then
                    running[future] = waiting.pop()
                if not running:
                    return []
                finished, _ = wait(running, timeout=_LOOK_UP_S, return_when=FIRST_COMPLETED)
                for future in finished:
                    outcome = future.result()
                    del running[future]
                    yield outcome
        except BrokenProcessPool:
            return list(running.values()) or [waiting.pop()]
    return []


def _row(outcome: Outcome) -> SummaryRow:
    return summary_row(
        outcome.name, outcome.status, outcome.assessment, seconds=outcome.seconds or 0.0, error=outcome.error
    )


def _run_json(done: BatchDone, versions: AppVersions, workers: int) -> dict[str, object]:
    photos = sum(len(o.assessment.photos) for o in done.outcomes if o.assessment and not o.skipped)
    return {
        "found": done.found,
        "ok": done.count(ClaimStatus.OK),
        "partial": done.count(ClaimStatus.PARTIAL),
        "failed": done.count(ClaimStatus.FAILED),
        "skipped": done.skipped,
        "stopped": done.stopped,
        "seconds": round(done.seconds, 2),
        "photos": photos,
        "photos_per_second": round(photos / done.seconds, 3) if done.seconds else 0.0,
        "workers": workers,
        "versions": {"app": versions.version, "models": versions.models, "tables": versions.tables},
    }
