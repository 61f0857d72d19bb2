"""Use case: every claim folder below a folder."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from claimapp import __version__
from claimapp.app.assess import AssessOptions, assess_with, engines_for
from claimapp.app.shop import shop
from claimapp.batch.find import ClaimPlan, find_claims
from claimapp.batch.outcome import Outcome
from claimapp.batch.run import BatchDone, run_batch
from claimapp.batch.worker import AssessOne
from claimapp.domain.assessment import AppVersions, Assessment
from claimapp.errors import NothingToAssess
from claimapp.pipeline.progress import Cancelled
from claimapp.runtime.manifest import Manifest

__all__ = ["assess_folder", "default_workers", "plan_folder"]


_MOST_WORKERS = 61
"""concurrent.futures refuses more on Windows, where one call waits for at most 63 handles."""


def default_workers() -> int:
    """One worker a core less one for the person at the machine; at least one, at most what Windows can wait for."""
    return min(max((os.cpu_count() or 1) - 1, 1), _MOST_WORKERS)


def plan_folder(folder: Path, out: Path | None = None) -> ClaimPlan:
    """Say which claims a batch of `folder` would do, and what is doubtful about it; writes nothing.

    Raises:
        NothingToAssess: if there is no claim folder.
        UsageProblem: if `folder` is no folder or may not be read.
    """
    plan = find_claims(folder, leave_out=out)
    if not plan.claims:
        raise NothingToAssess("no claim folder was found", hint="name a folder of claim folders", where=str(folder))
    return plan


def assess_folder(
    plan: ClaimPlan,
    out: Path,
    *,
    options: AssessOptions,
    workers: int,
    resume: bool,
    limit: int,
    told: Callable[[int, int, Outcome | None], None],
    cancelled: Cancelled,
) -> BatchDone:
    """Assess every claim of a plan (at most `limit` new ones, 0 for all) in worker processes.

    Raises:
        ModelProblem, TableProblem: if models or tables are not as shipped (checked before the first claim).
        OutputProblem: if `out` cannot be written.
    """
    wanted = shop(options.settings)
    manifest = Manifest.load(wanted.models)
    versions = AppVersions(
        __version__,
        {name: entry.digest() for name, entry in manifest.models.items()},
        dict(wanted.tables().versions),
    )
    cores = os.cpu_count() or 1
    shared = replace(options, threads=options.threads or max(cores // workers, 1))
    return run_batch(
        plan.claims,
        out,
        functools.partial(_make_assess_one, shared),
        workers=workers,
        resume=resume,
        limit=limit,
        versions=versions,
        told=told,
        cancelled=cancelled,
    )


def _make_assess_one(options: AssessOptions) -> AssessOne:
    """Runs in a worker: opens the models once."""
    engines = engines_for(options)

    def assess_one(claim: Path, out: Path) -> Assessment:
        return assess_with(lambda: engines, claim, out, options=options).assessment

    return assess_one
