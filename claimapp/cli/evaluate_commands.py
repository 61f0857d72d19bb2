"""Commands that judge a model on labelled data."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from claimapp.cli.console import Talk, print_json, reporting_errors
from claimapp.cli.options import (
    AsJson,
    Data,
    ProfileOption,
    Quiet,
    RuntimeOption,
    TextEngineOption,
    Verbose,
    VisionName,
)
from claimapp.domain.choices import Profile, Runtime, TextEngine
from claimapp.runtime.extras import Extra, require_extra

__all__ = ["evaluate_group"]


class ValHalf(StrEnum):
    """Which photos of a split are judged."""

    ALL = "all"
    CHOOSE = "choose"
    REPORT = "report"


evaluate_group = typer.Typer(help="How good a model is, on labelled data of your own.", no_args_is_help=True)


def _evaluate_vision(
    name: VisionName,
    data: Path,
    split: str,
    weights: Path | None,
    runtime: Runtime | None,
    profile: Profile | None,
    side: int,
    half: ValHalf,
    undamaged: list[Path],
    *,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    from claimapp.training.evaluate import evaluate_vision
    from claimapp.training.val_halves import ValHalf as TrainingHalf

    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        require_extra(Extra.TRAIN, "evaluating a model")
        judged = evaluate_vision(
            name.value,
            data,
            split=split,
            weights=weights,
            runtime=runtime or Runtime.OPENVINO,
            side_px=side or None,
            profile=profile or Profile.FAST,
            half=None if half is ValHalf.ALL else TrainingHalf(half.value),
            undamaged=undamaged,
            told=talk.note,
        )
    if as_json:
        print_json(judged)
    elif not quiet:
        typer.echo(_judged_lines(judged))


def _add_vision(name: VisionName) -> None:
    def command(
        data: Data,
        split: Annotated[str, typer.Option(help="Split of the data set.")] = "val",
        weights: Annotated[
            Path | None, typer.Option(help="Checkpoint (.pt) to judge instead of the shipped model.")
        ] = None,
        runtime: RuntimeOption = None,
        profile: ProfileOption = None,
        side: Annotated[
            int, typer.Option(help="One look with the longer side at so many px; 0 looks as the profile does.")
        ] = 0,
        half: Annotated[
            ValHalf, typer.Option(help="`report` leaves out the photos that chose the thresholds.")
        ] = ValHalf.ALL,
        undamaged: Annotated[
            list[Path] | None, typer.Option(help="Data set of undamaged cars (damage model); may repeat.")
        ] = None,
        as_json: AsJson = False,
        quiet: Quiet = False,
        verbose: Verbose = False,
    ) -> None:
        _evaluate_vision(
            name,
            data,
            split,
            weights,
            runtime,
            profile,
            side,
            half,
            undamaged or [],
            as_json=as_json,
            quiet=quiet,
            verbose=verbose,
        )

    command.__doc__ = (
        f"Accuracy of the {name.value} model as it ships.\n\n"
        f"Example: claimapp evaluate {name.value} ../shared/data/{name.value} --split val --json"
    )
    evaluate_group.command(name.value)(command)


for _name in VisionName:
    _add_vision(_name)


@evaluate_group.command("disc")
def evaluate_disc_command(
    folder: Annotated[Path, typer.Argument(help="Folder of photos with truth.jsonl.")],
    text_engine: TextEngineOption = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """How well licence discs are read.

    Example: claimapp evaluate disc out/discs --json (photos from: python -m claimapp.training.disc_factory out/discs)
    """
    from claimapp.training.evaluate_disc import evaluate_disc

    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        judged = evaluate_disc(folder, text_engine=text_engine or TextEngine.RAPIDOCR, told=talk.note)
    if as_json:
        print_json(judged)
    elif not quiet:
        typer.echo(f"{judged['photos']} photos, {judged['all_right']} discs wholly right, times {judged['seconds']}")
        for name, counts in judged["fields"].items():
            typer.echo(f"  {name:<13} " + ", ".join(f"{count} {what}" for what, count in counts.items()))


@evaluate_group.command("claims")
def evaluate_claims_command(
    data: Data,
    truth: Annotated[Path, typer.Option(help="TOML with the parts that a person found damaged, claim by claim.")],
    held_back: Annotated[
        bool, typer.Option("--held-back", help="Judge the claims that are held back, not the others.")
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Which damaged parts are named on whole claims, once and on the right side.

    Example: claimapp evaluate claims ../shared/data/claims-tr --truth tests/data/judged_claims.toml
    """
    from claimapp.app.assess import AssessOptions, engines_for
    from claimapp.training.evaluate_claims import evaluate_claims, read_judged_claims

    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        claims = [claim for claim in read_judged_claims(truth) if claim.held_back is held_back]
        judged = evaluate_claims(data, claims, engines_for(AssessOptions()), told=talk.note)
    if as_json:
        print_json(judged)
    elif not quiet:
        typer.echo(", ".join(f"{what} {value}" for what, value in judged.items() if what != "claims"))
        for claim in judged["claims"]:
            listed = "; ".join(
                f"{what} {', '.join(places)}" for what, places in claim.items() if what != "name" and places
            )
            typer.echo(f"  {claim['name']:<26} {listed}")


def _judged_lines(judged: dict[str, Any]) -> str:
    lines = [
        f"{judged['model']} on {judged['images']} photos, {judged['instances']} labels ({judged['split']},"
        f" {judged['runtime']}, {judged['imgsz']} px)",
        f"  box  mAP50 {judged['box']['map50']:.3f}  mAP50-95 {judged['box']['map50_95']:.3f}",
    ]
    if judged["mask"]:
        lines.append(f"  mask mAP50 {judged['mask']['map50']:.3f}  mAP50-95 {judged['mask']['map50_95']:.3f}")
    if "found" in judged:
        lines.append("  found " + ", ".join(f"{what} {share}" for what, share in judged["found"].items()))
    lines += [
        f"  {name:<18} box mAP50 {values['box_map50']:.3f}, {values['instances']} labels"
        for name, values in judged["per_class"].items()
    ]
    return "\n".join(lines)
