"""Commands about the shipped models: list, verify, export."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from claimapp.cli.console import Talk, print_json, reporting_errors
from claimapp.cli.options import AsJson, Quiet, Verbose
from claimapp.domain.choices import ModelName, Profile
from claimapp.errors import UsageProblem
from claimapp.runtime.extras import Extra, require_extra
from claimapp.runtime.manifest import PROFILES, Manifest, ModelEntry
from claimapp.shipped import models_folder

__all__ = ["models_group"]


class ExportName(StrEnum):
    """The models that look at photos; the one that finds cars is exported, but not trained here."""

    DAMAGE = ModelName.DAMAGE.value
    DAMAGED_PARTS = ModelName.DAMAGED_PARTS.value
    CAR_PARTS = ModelName.CAR_PARTS.value
    CARS = ModelName.CARS.value


models_group = typer.Typer(help="What is shipped: list, check, export.", no_args_is_help=True)


@models_group.command("list")
def list_models(as_json: AsJson = False, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """List the shipped models with version, hash and card.

    Example: claimapp models list
    """
    with reporting_errors(Talk(quiet=quiet, verbose=verbose)):
        manifest = Manifest.load(models_folder())
    if as_json:
        print_json({"models": [_entry_json(entry) for entry in manifest.models.values()]})
        return
    for entry in () if quiet else manifest.models.values():
        typer.echo(f"{entry.name:<14} version {entry.version}  {entry.task:<8} {entry.digest()}  card {_card(entry)}")


@models_group.command()
def verify(as_json: AsJson = False, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Check every model file against the manifest, and the manifest against this release.

    Example: claimapp models verify
    """
    with reporting_errors(Talk(quiet=quiet, verbose=verbose)):
        manifest = Manifest.load(models_folder())
        for entry in manifest.models.values():
            entry.checked(*entry.files)
    if as_json:
        print_json({"models": dict.fromkeys(manifest.models, "as shipped" if manifest.as_shipped else "your own")})
    elif not quiet and manifest.as_shipped:
        typer.echo(f"{len(manifest.models)} models are as shipped")
    elif not quiet:
        typer.echo(f"{len(manifest.models)} models are whole, but not as shipped: the list is one of your own")


@models_group.command()
def export(
    name: Annotated[ExportName, typer.Argument(help="Model to export.")],
    weights: Annotated[Path | None, typer.Option(help="Checkpoint (.pt); the shipped one if left out.")] = None,
    version: Annotated[str | None, typer.Option(help="Version to write into the manifest.")] = None,
    side: Annotated[int, typer.Option(help="Longer side that photos are fitted into, px; 0 keeps today's.")] = 0,
    judge_on: Annotated[
        list[Path] | None,
        typer.Option(help="Data set whose val split chooses the threshold (best F-score); may repeat."),
    ] = None,
    undamaged: Annotated[
        list[Path] | None,
        typer.Option(help="Data set of undamaged cars whose val split is to stay quiet; may repeat."),
    ] = None,
    eight_bit: Annotated[
        list[Path] | None,
        typer.Option(
            help="Data set whose train photos show the network what to expect: it then counts in eight bits, about "
            "twice as quick; may repeat. float32 if left out."
        ),
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Put weights into the models folder: slim, export for OpenVINO, write the manifest.

    Example: claimapp models export damage --weights runs/damage/run/weights/best.pt --version 2
    """
    from claimapp.training.publish import publish

    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        require_extra(Extra.TRAIN, "exporting a model")
        if undamaged and not (judge_on and name in (ExportName.DAMAGE, ExportName.DAMAGED_PARTS)):
            raise UsageProblem(
                "undamaged cars only help to choose the thresholds of a model that sees damage",
                hint="give --judge-on with --undamaged, for damage or damaged-parts",
                where=name.value,
            )
        folder = models_folder()
        shipped = Manifest.load(folder).models.get(name.value)
        weights = weights or (shipped.path("weights") if shipped else None)
        version = version or (shipped.version if shipped else None)
        side = side or (shipped.side_px if shipped else 0)
        if not (weights and version and side):
            raise UsageProblem(
                f"{name.value} is not among the models yet",
                hint="give --weights, --version and --side",
                where=str(folder),
            )
        entry = publish(
            name.value, weights, folder, version=version, side_px=side, calibrate_on=eight_bit or [], told=talk.note
        )
        for profile in (Profile.FAST, *(Profile(key) for key in entry.extra.get(PROFILES, {}))):
            if judge_on:
                _choose_confidence(talk, entry, folder, judge_on, undamaged or [], profile)
        entry = Manifest.load(folder).model(name.value)
    if not quiet:
        typer.echo(f"{entry.name} version {entry.version}: {entry.digest()}, from confidence {entry.confidence}")


def _choose_confidence(
    talk: Talk, entry: ModelEntry, folder: Path, judge_on: list[Path], undamaged: list[Path], profile: Profile
) -> None:
    """Write the thresholds of one way of looking into the entry."""
    from claimapp.training.kind_thresholds import shown_from
    from claimapp.training.publish import set_confidence
    from claimapp.training.thresholds import best_threshold, name_calibration, quiet_threshold

    if entry.name == ModelName.DAMAGE:
        chosen = shown_from(entry.name, judge_on, undamaged, profile=profile, told=talk.note)
        set_confidence(
            entry.name,
            folder,
            chosen.way.confidence,
            by_class=chosen.by_class,
            photo_from=chosen.photo_from,
            calibration=chosen.calibration,
            profile=profile,
        )
        return
    confidence = best_threshold(entry.name, judge_on, profile=profile, told=talk.note).confidence
    quiet = [quiet_threshold(entry.name, each, profile=profile, told=talk.note) for each in undamaged]
    photo_from = max([confidence, *quiet]) if quiet else 0.0
    confidence = round(confidence, 3)
    calibration = None
    if entry.name == ModelName.DAMAGED_PARTS:
        calibration = name_calibration(entry.name, judge_on, undamaged, confidence, profile=profile, told=talk.note)
    set_confidence(
        entry.name, folder, confidence, photo_from=round(photo_from, 3), calibration=calibration, profile=profile
    )


def _card(entry: ModelEntry) -> Path:
    return entry.folder / f"{entry.name}.md"


def _entry_json(entry: ModelEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "version": entry.version,
        "task": entry.task,
        "classes": list(entry.classes),
        "side_px": entry.side_px,
        "confidence": entry.confidence,
        "files": dict(entry.files),
        "sha256": dict(entry.sha256),
        "card": str(_card(entry)),
    }
