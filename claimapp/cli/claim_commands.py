"""Commands about one claim: assess, report, estimate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from claimapp.app.assess import AssessOptions, assess_claim
from claimapp.cli.console import (
    INTERRUPTED,
    PARTLY_FAILED,
    Talk,
    cancel_on_ctrl_c,
    print_json,
    reporting_errors,
    settings_told,
)
from claimapp.cli.options import (
    AsJson,
    ClaimFolder,
    LanguageOption,
    Out,
    ProfileOption,
    Quiet,
    RuntimeOption,
    TextEngineOption,
    Verbose,
)
from claimapp.cli.summary import claim_summary, edits_summary, estimate_summary, warning_lines
from claimapp.store.assessment_json import plain

__all__ = ["assess", "edit", "estimate", "report"]


def assess(
    claim: ClaimFolder,
    out: Out,
    profile: ProfileOption = None,
    no_report: Annotated[bool, typer.Option("--no-report", help="Leave the PDF out.")] = False,
    runtime: RuntimeOption = None,
    text_engine: TextEngineOption = None,
    language: LanguageOption = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Assess one claim folder: assessment.json, report.pdf and drawn photos in OUT.

    Example: claimapp assess assets/sample-claim -o out/sample-claim
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk), cancel_on_ctrl_c(talk) as cancelled, talk.progress() as told:
        settings = settings_told(profile=profile, runtime=runtime, text_engine=text_engine, language=language)
        options = AssessOptions(settings, report=settings.report and not no_report)
        assessed = assess_claim(claim, out, options=options, told=told, cancelled=cancelled)
    if as_json:
        print_json(plain(assessed.assessment))
    elif not quiet:
        typer.echo(claim_summary(assessed))
    for problem in assessed.assessment.errors:
        talk.failure(f"not used: {problem.file}: {problem.problem}")
    if cancelled():
        talk.failure("claimapp: stopped; all was finished by then")
        raise typer.Exit(INTERRUPTED)
    if assessed.assessment.errors:
        raise typer.Exit(PARTLY_FAILED)


def report(
    assessment: Annotated[Path, typer.Argument(help="assessment.json, or the folder that holds it.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="PDF to write; report.pdf beside it if left out.")
    ] = None,
    print_it: Annotated[bool, typer.Option("--print", help="Hand the PDF to the system's printing.")] = False,
    printer: Annotated[str | None, typer.Argument(help="Printer for --print; the default printer if left out.")] = None,
    language: LanguageOption = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make the PDF again from a saved assessment, or print it.

    Example: claimapp report out/sample-claim/assessment.json --print
    """
    from claimapp.app.report import print_report, write_report

    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        if printer and print_it and Path(printer).exists() and not assessment.exists():
            assessment, printer = Path(printer), str(assessment)  # `--print PRINTER out/assessment.json`
        if printer and not print_it:
            from claimapp.errors import UsageProblem

            raise UsageProblem("a printer was named without --print", hint="add --print", where=printer)
        written = write_report(assessment, out, language=settings_told(language=language).language)
        talk.note(f"report: {written}")
        if print_it:
            talk.note(print_report(written, printer))


def estimate(
    assessment: Annotated[Path, typer.Argument(help="assessment.json, or the folder that holds it.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder to save the repriced assessment to.")] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Work out the cost again from the (edited) damages of an assessment; nothing is saved without -o.

    Example: claimapp estimate out/sample-claim/assessment.json --json
    """
    from claimapp.app.commit import commit_into
    from claimapp.app.estimate import price_again
    from claimapp.app.saved import open_saved

    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        settings = settings_told()
        saved = open_saved(assessment, sums_checked=False)
        priced = price_again(saved.assessment)
        if out:
            kept = commit_into(priced, saved.folder, out, language=settings.language)
            talk.note(f"saved with its report: {kept.assessment_json}")
        else:
            talk.note(f"not saved; add `-o {saved.folder}` to save it with a new report")
    if as_json:
        print_json(plain(priced))
    elif not quiet:
        typer.echo("\n".join([estimate_summary(priced), *warning_lines(priced)]))


def edit(
    folder: Annotated[Path, typer.Argument(help="Folder of an assessed claim, or its assessment.json.")],
    edits: Annotated[
        str | None, typer.Argument(help="One edit or a list of them, as JSON; `-` reads it from standard input.")
    ] = None,
    list_them: Annotated[bool, typer.Option("--list", help="Only list the edits that were made.")] = False,
    who: Annotated[str | None, typer.Option(help="Who makes the edit; the name you are logged in with.")] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Change an assessed claim: damages, lines, vehicle, claim; prices it again and saves it with its report.

    Example: claimapp edit out/sample-claim '{"type": "dismiss", "damage": "d1"}'
    """
    from claimapp.app.commit import commit_into
    from claimapp.app.edit import edit_assessment
    from claimapp.app.saved import open_saved
    from claimapp.author import now, who_edits
    from claimapp.errors import UsageProblem
    from claimapp.store.assessment_json import parse_edits

    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        settings = settings_told()
        saved = open_saved(folder, sums_checked=False)
        edited = saved.assessment
        if edits is None and not list_them:
            raise UsageProblem("no edit was given", hint="give one as JSON, or --list to see those made")
        if edits is not None:
            text = sys.stdin.read() if edits == "-" else edits
            author = who_edits() if who is None else who
            edited = edit_assessment(edited, parse_edits(text), when=now(), who=author)
            kept = commit_into(edited, saved.folder, saved.folder, language=settings.language)
            talk.note(f"saved with its report: {kept.assessment_json}")
    if as_json:
        print_json(plain(edited.edits if list_them else edited))
    elif not quiet:
        typer.echo(edits_summary(edited) if list_them else estimate_summary(edited))
