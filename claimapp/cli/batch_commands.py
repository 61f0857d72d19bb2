"""The batch command."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from claimapp.app.assess import AssessOptions, Profile
from claimapp.app.batch import assess_folder, default_workers
from claimapp.batch.find import loose_photos
from claimapp.batch.outcome import Outcome
from claimapp.batch.run import RUN_NAME, SUMMARY_NAME, BatchDone
from claimapp.cli.console import PARTLY_FAILED, Talk, cancel_on_ctrl_c, print_json, reporting_errors
from claimapp.cli.options import AsJson, Out, Quiet, Runtime, RuntimeOption, Verbose
from claimapp.report.summary_csv import ClaimStatus
from claimapp.words.language import counted

__all__ = ["batch"]

_INTERRUPTED = 130


def batch(
    folder: Annotated[Path, typer.Argument(help="Folder that holds the claim folders.")],
    out: Out,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Worker processes; one a core less one if left out.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Pass over claims that an earlier run finished.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="At most so many new claims; 0 for all.")] = 0,
    profile: Annotated[
        Profile, typer.Option(help="accurate looks at 1.5 times the resolution, for large photos; it takes longer.")
    ] = Profile.FAST,
    no_report: Annotated[bool, typer.Option("--no-report", help="Leave the PDFs out.")] = False,
    runtime: RuntimeOption = Runtime.OPENVINO,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Assess every claim folder below FOLDER: OUT/<claim>/, OUT/summary.csv, OUT/run.json.

    Example: claimapp batch claims/november -o out/november --workers 2 --resume
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    options = AssessOptions(profile, runtime.value, report=not no_report)
    with (
        reporting_errors(talk),
        cancel_on_ctrl_c(talk, after="the claims at hand") as cancelled,
        _claim_bar(talk) as told,
    ):
        done = assess_folder(
            folder,
            out,
            options=options,
            workers=workers or default_workers(),
            resume=resume,
            limit=limit,
            told=told,
            cancelled=cancelled,
        )
    for outcome in done.outcomes:
        if outcome.status is ClaimStatus.FAILED:
            talk.failure(f"failed: {outcome.name}: {outcome.error}")
        for problem in outcome.assessment.errors if outcome.assessment else ():
            talk.failure(f"not used: {outcome.name}/{problem.file}: {problem.problem}")
    loose = loose_photos(folder, leave_out=out)
    if loose:
        talk.failure(
            f"not used: {len(loose)} photos lie beside the claim folders ({', '.join(loose[:5])}); move them into one"
        )
    if as_json:
        print_json(json.loads((out / RUN_NAME).read_text(encoding="utf-8")))
    elif not quiet:
        typer.echo(_counts(done, out))
    if done.stopped:
        raise typer.Exit(_INTERRUPTED)
    if loose or any(outcome.status is not ClaimStatus.OK for outcome in done.outcomes):
        raise typer.Exit(PARTLY_FAILED)


def _counts(done: BatchDone, out: Path) -> str:
    return (
        f"{counted('{number} claim', '{number} claims', done.found)}:"
        f" {done.count(ClaimStatus.OK)} ok, {done.count(ClaimStatus.PARTIAL)} partial,"
        f" {done.count(ClaimStatus.FAILED)} failed, {done.skipped} skipped, in {done.seconds:.1f} s\n"
        f"table {out / SUMMARY_NAME}, counts {out / RUN_NAME}"
    )


@contextmanager
def _claim_bar(talk: Talk) -> Iterator[Callable[[int, int, Outcome | None], None]]:
    """A bar over the claims on a terminal, a line a claim elsewhere, nothing when quiet."""
    if talk.quiet:
        yield lambda done, total, outcome: None
        return
    if not sys.stderr.isatty():

        def line(done: int, total: int, outcome: Outcome | None) -> None:
            if outcome:
                talk.note(f"{done}/{total} {outcome.name}: {outcome.status.value}")

        yield line
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[what]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1, what="")

        def told(done: int, total: int, outcome: Outcome | None) -> None:
            bar.update(task, completed=done, total=total, what=outcome.name if outcome else "")

        yield told
