"""The program `claimapp`: all commands in one place."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from claimapp import __version__
from claimapp.cli.console import Talk, reporting_errors
from claimapp.cli.options import Quiet, Verbose
from claimapp.logs import start_log

__all__ = ["add_commands", "app", "run"]

app = typer.Typer(
    name="claimapp",
    help="A folder of accident photos becomes a priced claim report, on this computer, offline.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimapp {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        desk(None, None, "system", None)


@app.command()
def desk(
    claim: Annotated[Path | None, typer.Argument(help="Claim folder, or an assessed one, to open.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder of the claim's assessment; beside the claim if left out.")
    ] = None,
    theme: Annotated[str, typer.Option(help="light, dark, contrast or system.")] = "system",
    screenshot: Annotated[Path | None, typer.Option(help="Write a picture of the window to this PNG and end.")] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Open the desktop window.

    Example: claimapp desk assets/sample-claim -o out/sample-claim
    """
    from claimapp.desk.main import run_desk

    with reporting_errors(Talk(quiet=quiet, verbose=verbose)):
        raise typer.Exit(run_desk(claim, out=out, theme=theme, screenshot=screenshot))


def add_commands() -> None:
    """Join the commands of the other modules; once a process."""
    if app.registered_groups:
        return
    from claimapp.cli.batch_commands import batch
    from claimapp.cli.claim_commands import assess, edit, estimate, report
    from claimapp.cli.evaluate_commands import evaluate_group
    from claimapp.cli.model_commands import models_group
    from claimapp.cli.photo_commands import detect, disc
    from claimapp.cli.settings_command import settings
    from claimapp.cli.train_command import train

    for command in (assess, batch, report, detect, disc, estimate, edit, train, settings):
        app.command()(command)
    app.add_typer(models_group, name="models")
    app.add_typer(evaluate_group, name="evaluate")


def run() -> None:
    """Entry point; worker processes of a frozen program end here before anything else is read."""
    import multiprocessing

    multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        # A Windows pipe is cp1252 by default; JSON here is UTF-8, and a file's odd name must not end a run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # The window starts in a second only without what the other commands import.
    if sys.argv[1:2] not in ([], ["desk"]):
        add_commands()
    start_log(_command(sys.argv[1:2]), __version__)
    app()


def _command(first: list[str]) -> str:
    """Name of the command for the log: what else stands there may be a claim's folder."""
    commands = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
    known = {"desk", *commands}
    known |= {group.name for group in app.registered_groups if group.name}
    return first[0] if first and first[0] in known else "desk"
