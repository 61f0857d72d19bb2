"""The command settings: what can be set once, and what is set."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import typer

from claimapp.cli.console import Talk, print_json, reporting_errors, settings_told
from claimapp.cli.options import AsJson, Quiet, Verbose
from claimapp.settings import Settings, described, settings_file
from claimapp.words.language import _

__all__ = ["settings"]


def settings(as_json: AsJson = False, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Show every setting: its value now, what is allowed, and what it is for. They are set in settings.toml.

    Example: claimapp settings
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        now = settings_told()
        talk.note(_("settings file: {file}").format(file=settings_file()))
    if as_json:
        print_json({"file": str(settings_file()), "settings": _plain(now)})
    elif not quiet:
        for each in described():
            value = _shown(getattr(now, each.name))
            typer.echo(f"{each.name} = {value}")
            typer.echo(f"    {_(each.text)} {_('Allowed: {allowed}.').format(allowed=each.allowed)} {each.variable}")


def _plain(now: Settings) -> dict[str, object]:
    return {
        name: [str(each) for each in value]
        if isinstance(value, tuple)
        else str(value)
        if isinstance(value, Path)
        else value
        for name, value in asdict(now).items()
    }


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value) or _("none")
    if isinstance(value, bool):
        return str(value).lower()
    return _("as shipped") if value is None else str(value)
