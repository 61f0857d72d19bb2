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

from claimapp.app.assess import AssessOptions
from claimapp.app.batch import assess_folder, default_workers, plan_folder
from claimapp.batch.find import ClaimPlan
from claimapp.batch.outcome import Outcome
from claimapp.batch.run import BatchDone
from claimapp.cli.console import (
    INTERRUPTED,
    PARTLY_FAILED,
    Talk,
    cancel_on_ctrl_c,
    print_json,
    reporting_errors,
    settings_told,
)
from claimapp.cli.options import AsJson, LanguageOption, ProfileOption, Quiet, RuntimeOption, Verbose
from claimapp.domain.files import FileName
from claimapp.errors import UsageProblem
from claimapp.report.summary_csv import ClaimStatus
from claimapp.store.lock import locked
from claimapp.words.language import counted

__all__ = ["batch"]


def batch(
    folder: Annotated[Path, typer.Argument(help="Folder that holds the claim folders.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder to write to; made if it is not there.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Worker processes; one a core less one if left out.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Pass over claims that an earlier run finished.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="At most so many new claims; 0 for all.")] = 0,
    profile: ProfileOption = None,
    plan_only: Annotated[
        bool, typer.Option("--plan", help="Only say which folders are claims, and why; write nothing.")
    ] = False,
    no_report: Annotated[bool, typer.Option("--no-report", help="Leave the PDFs out.")] = False,
    runtime: RuntimeOption = None,
    language: LanguageOption = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Assess every claim folder below FOLDER: OUT/<claim>/, OUT/summary.csv, OUT/run.json.

    The claims are listed before work starts, with what is doubtful about them.

    Example: claimapp batch claims/november -o out/november --workers 2 --resume
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        settings = settings_told(profile=profile, runtime=runtime, language=language)
        options = AssessOptions(settings, report=settings.report and not no_report)
        plan = plan_folder(folder, out)
        if plan_only:
            _show_plan(plan, as_json=as_json)
            return
        if out is None:
            raise UsageProblem("no output is named", hint="name a folder with -o, or ask for the list with --plan")
    _tell_plan(plan, talk)
    with (
        reporting_errors(talk),
        locked(out, "batch"),
        cancel_on_ctrl_c(talk, after="the claims at hand") as cancelled,
        _claim_bar(talk) as told,
    ):
        done = assess_folder(
            plan,
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
    if as_json:
        print_json(json.loads((out / FileName.RUN).read_text(encoding="utf-8")))
    elif not quiet:
        typer.echo(_counts(done, out))
    if done.stopped:
        raise typer.Exit(INTERRUPTED)
    if any(remark.left_out for remark in plan.remarks) or any(
        outcome.status is not ClaimStatus.OK for outcome in done.outcomes
    ):
        raise typer.Exit(PARTLY_FAILED)


def _tell_plan(plan: ClaimPlan, talk: Talk) -> None:
    """The claims and the remarks, before work starts; what is left out also when quiet."""
    talk.note(counted("{number} claim:", "{number} claims:", len(plan.claims)))
    for claim in plan.claims:
        talk.note(f"  {claim.name}: {claim.reason}")
    for remark in plan.remarks:
        if remark.left_out:
            talk.failure(f"not used: {remark.where}: {remark.text}")
        else:
            talk.note(f"note: {remark.where}: {remark.text}")


def _show_plan(plan: ClaimPlan, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "claims": [
                    {"claim": claim.name, "folder": str(claim.path), "reason": claim.reason, "photos": claim.photos}
                    for claim in plan.claims
                ],
                "remarks": [
                    {"code": remark.code.value, "where": remark.where, "text": remark.text} for remark in plan.remarks
                ],
            }
        )
        return
    for claim in plan.claims:
        photos = counted("{number} photo file", "{number} photo files", claim.photos)
        typer.echo(f"{claim.name}: {claim.reason} ({photos})")
    for remark in plan.remarks:
        typer.echo(f"{'not used' if remark.left_out else 'note'}: {remark.where}: {remark.text}")


def _counts(done: BatchDone, out: Path) -> str:
    claims = counted("{number} claim", "{number} claims", done.found)
    return (
        f"{claims}:"
        f" {done.count(ClaimStatus.OK)} ok, {done.count(ClaimStatus.PARTIAL)} partial,"
        f" {done.count(ClaimStatus.FAILED)} failed, {done.skipped} skipped, in {done.seconds:.1f} s\n"
        f"table {out / FileName.SUMMARY}, counts {out / FileName.RUN}"
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
