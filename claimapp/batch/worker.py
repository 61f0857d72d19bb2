"""What runs in a worker process: models are opened once, claims come one after the other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from claimapp.batch.outcome import Outcome, status_of
from claimapp.domain.assessment import Assessment
from claimapp.errors import ClaimAppError
from claimapp.report.summary_csv import ClaimStatus

__all__ = ["AssessOne", "ClaimJob", "MakeAssessOne", "do_claim", "start_worker"]

AssessOne = Callable[[Path, Path], Assessment]
"""Assess one claim folder into one output folder."""

MakeAssessOne = Callable[[], AssessOne]
"""Opens the models and gives an AssessOne; runs once in each worker, so it must pickle."""


@dataclass(frozen=True, slots=True)
class ClaimJob:
    """One claim to do."""

    name: str
    claim: Path
    out: Path


_made: list[AssessOne] = []
_maker: list[MakeAssessOne] = []


def start_worker(make: MakeAssessOne) -> None:
    """Prepare a worker process. Ctrl-C is the parent's business: it lets claims at hand finish."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _maker[:] = [make]
    _made.clear()


def _end_with_parent() -> None:
    """A batch that is ended at once (a second Ctrl-C, a closed terminal) leaves no worker behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def do_claim(job: ClaimJob) -> Outcome:
    """Do one claim; our own errors become a FAILED outcome, so that one bad claim never stops the rest.

    Raises:
        ModelProblem, TableProblem: from opening the models: these hit every claim alike and stop the batch.
    """
    if not _made:
        _made.append(_maker[0]())
    started = time.perf_counter()
    try:
        assessment = _made[0](job.claim, job.out)
    except ClaimAppError as problem:
        return Outcome(job.name, ClaimStatus.FAILED, None, time.perf_counter() - started, error=str(problem))
    except Exception as problem:  # noqa: BLE001  # the process's edge: a bug in one claim must not cost the other thousand
        sentence = f"a fault of the program ({type(problem).__name__}: {problem}); please report it"
        return Outcome(job.name, ClaimStatus.FAILED, None, time.perf_counter() - started, error=sentence)
    return Outcome(job.name, status_of(assessment), assessment, time.perf_counter() - started)
