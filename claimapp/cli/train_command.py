"""The command that trains a model."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimapp.cli.console import Talk, print_json, reporting_errors
from claimapp.cli.options import AsJson, Quiet, Verbose
from claimapp.domain.choices import ModelName
from claimapp.errors import UsageProblem
from claimapp.runtime.extras import Extra, require_extra
from claimapp.runtime.manifest import Manifest
from claimapp.shipped import models_folder

if TYPE_CHECKING:
    from claimapp.training.own_photos import Learned

__all__ = ["train"]

_SHIPPED = "shipped"
_OWN_MINUTES = 20.0
_OWN_VERSION = "-own"


class TrainName(StrEnum):
    """The models that can be trained."""

    DAMAGE = ModelName.DAMAGE.value
    DAMAGED_PARTS = ModelName.DAMAGED_PARTS.value
    CAR_PARTS = ModelName.CAR_PARTS.value
    SUBJECT = ModelName.SUBJECT.value
    COST = ModelName.COST.value


def train(
    name: Annotated[TrainName, typer.Argument(help="Model to train.")],
    data: Annotated[
        Path | None,
        typer.Argument(help="Folder of the data sets (typed/, damage/, ...), or one set of your own; cost needs none."),
    ] = None,
    work: Annotated[Path, typer.Option("--work", help="Folder for checkpoints; keep it out of the repository.")] = Path(
        "runs"
    ),
    start: Annotated[
        list[Path] | None,
        typer.Option(help="Weights to go on from, the shipped ones if left out; may repeat, later ones fill gaps."),
    ] = None,
    begin_from: Annotated[
        str | None, typer.Option("--from", help="`shipped`, or one checkpoint: what a set of your own goes on from.")
    ] = None,
    epochs: Annotated[int, typer.Option(min=0, help="0 takes the recipe's.")] = 0,
    hours: Annotated[float, typer.Option(min=0, help="Fit the training into this time; 0 goes by the epochs.")] = 0.0,
    minutes: Annotated[
        float, typer.Option(min=0, help="The same in minutes; for a set of your own with judging, 20 if left out.")
    ] = 0.0,
    learning_rate: Annotated[
        float, typer.Option(min=0, help="What it falls from; 0 takes the recipe's. Less to go on from good weights.")
    ] = 0.0,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from the last checkpoint in the work folder.")
    ] = False,
    device: Annotated[str | None, typer.Option(help="cpu, cuda or cuda:1; the best there is if left out.")] = None,
    precision: Annotated[
        str | None, typer.Option(help="float32, bfloat16 or mixed; the one that this machine is quick at if left out.")
    ] = None,
    batch: Annotated[int, typer.Option(min=0, help="Photos a step; 0 takes what fits this machine.")] = 0,
    workers: Annotated[
        int | None, typer.Option(min=0, help="Processes that read photos; what fits this machine if left out.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Train nothing; say whether a photo of val or test is trained on.")
    ] = False,
    rows: Annotated[int, typer.Option(min=200, help="Claims of the reference book (cost).")] = 20_000,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Train a model; `claimapp models export` then ships it (cost and subject ship at once).

    A folder with a data.yaml is a set of your own: in minutes the damage model learns from it,
    and is offered only if it is better on photos held back.

    Example: claimapp train damage ../shared/data --work runs --resume

    Example: claimapp train damage my-photos --from shipped --minutes 20
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        if name is TrainName.COST:
            require_extra(Extra.COST, "training the cost model")
            _train_cost(talk, rows, as_json=as_json, quiet=quiet)
            return
        if data is None or not data.is_dir():
            raise UsageProblem("the folder of data sets is missing", hint="name it after the model", where=str(data))
        if name is TrainName.SUBJECT:
            _refuse_with_subject(
                data,
                {
                    "--start": start,
                    "--from": begin_from,
                    "--epochs": epochs,
                    "--hours": hours,
                    "--minutes": minutes,
                    "--learning-rate": learning_rate,
                    "--resume": resume,
                    "--check": check,
                },
            )
            require_extra(Extra.COST, "training the model of what a photo shows")
            _train_subject(talk, data, as_json=as_json, quiet=quiet)
            return
        own = (data / "data.yaml").is_file()
        _refuse_both("--hours", hours, "--minutes", minutes)
        _refuse_both("--start", start, "--from", begin_from)
        if own:
            _refuse_with_own(name, data, {"--start": start, "--epochs": epochs, "--resume": resume, "--check": check})
        if check:
            _check_doubles(name.value, data, as_json=as_json)
            return
        require_extra(Extra.TRAIN, "training")
        from claimapp.training.hardware import Precision, choose_hardware, machine_facts
        from claimapp.training.own_photos import learn_from_own
        from claimapp.training.recipes import RECIPES
        from claimapp.training.vision import train_vision

        hardware = choose_hardware(
            machine_facts(),
            device=device,
            precision=Precision.named(precision) if precision else None,
            batch=batch,
            workers=workers,
        )
        if own:
            learned = learn_from_own(
                data,
                start=_weights(name, begin_from),
                work=work / f"{name.value}-own",
                minutes=minutes or hours * 60 or _OWN_MINUTES,
                hardware=hardware,
                learning_rate=learning_rate,
                told=talk.note,
            )
            _tell_learned(learned, as_json=as_json, quiet=quiet)
            return
        best = train_vision(
            RECIPES[name.value],
            data,
            start=start or [_weights(name, begin_from)],
            work=work / name.value,
            hardware=hardware,
            epochs=epochs,
            hours=hours or minutes / 60,
            learning_rate=learning_rate,
            resume=resume,
            told=talk.note,
        )
    if as_json:
        print_json({"best_checkpoint": str(best)})
    elif not quiet:
        typer.echo(f"best checkpoint: {best}")


def _train_subject(talk: Talk, data: Path, *, as_json: bool, quiet: bool) -> None:
    from claimapp.training.subject_model import train_subject

    trained = train_subject(data, models_folder(), told=talk.note)
    if as_json:
        print_json(asdict(trained))
    elif not quiet:
        typer.echo(
            f"val: {trained.cars_lost} of {trained.cars} car photos would not be searched, "
            f"{trained.others_searched} of {trained.others} others would, {trained.airbags_invented} are said to show "
            f"an airbag; of {trained.airbags} photos of airbags cross-validation tells {trained.airbags_told}"
        )


def _weights(name: TrainName, begin_from: str | None) -> Path:
    """Checkpoint that `--from` names."""
    if begin_from is None or begin_from == _SHIPPED:
        return Manifest.load(models_folder()).model(name.value).path("weights")
    return Path(begin_from)


def _refuse_both(one: str, of_one: object, other: str, of_other: object) -> None:
    if of_one and of_other:
        raise UsageProblem(f"{one} and {other} say the same thing", hint="give one of them")


def _refuse_with_own(name: TrainName, data: Path, given: dict[str, object]) -> None:
    """Refuse what has no meaning for one set of a person's own: its training is led by the time alone."""
    if name is not TrainName.DAMAGE:
        raise UsageProblem(
            f"one set of your own teaches the damage model only, not {name.value}",
            hint="give the folder that holds the data sets",
            where=str(data),
        )
    unfit = [option for option, value in given.items() if value]
    if unfit:
        raise UsageProblem(
            f"{', '.join(unfit)} does not go with one set of your own",
            hint="give --from and --minutes, or the folder that holds the data sets",
            where=str(data),
        )


def _refuse_with_subject(data: Path, given: dict[str, object]) -> None:
    """Refuse what has no meaning for a model that is fitted in one go, and a set of one's own."""
    unfit = [option for option, value in given.items() if value]
    if unfit:
        raise UsageProblem(
            f"{', '.join(unfit)} does not go with the model of what a photo shows",
            hint="it is fitted in one go, within a minute: give the folder that holds the data sets alone",
        )
    if (data / "data.yaml").is_file():
        raise UsageProblem(
            "one set of your own does not teach what a photo shows",
            hint="give the folder that holds the data sets, offtopic among them",
            where=str(data),
        )


def _tell_learned(learned: Learned, *, as_json: bool, quiet: bool) -> None:
    """Say what learning from a person's own photos gave, and how to put it to use if it is better."""
    version = Manifest.load(models_folder()).model(TrainName.DAMAGE.value).version
    own_version = version if version.endswith(_OWN_VERSION) else f"{version}{_OWN_VERSION}"
    weights = shlex.quote(str(learned.checkpoint))
    command = f"claimapp models export damage --weights {weights} --version {own_version}"
    own = learned.own
    if as_json:
        print_json(
            {
                "trained_photos": own.trained,
                "held_back_photos": own.held_back,
                "left_out_labels": list(own.left_out),
                "measure": f"box mAP50, {own.measured}",
                "before": learned.before,
                "after": learned.after,
                "better": learned.better,
                "checkpoint": str(learned.checkpoint),
                "command": command if learned.better else None,
            }
        )
    elif not quiet:
        typer.echo(f"learned from {own.trained} photos, judged on {own.held_back} held back")
        typer.echo(f"box mAP50 ({own.measured}): {learned.before:.3f} before, {learned.after:.3f} after")
        if learned.better:
            typer.echo(f"better; this puts it to use:\n  {command}")
            typer.echo("with --judge-on and --undamaged it chooses thresholds that fit the new weights")
        else:
            typer.echo(f"not better: the weights it began from stay; the new ones are {learned.checkpoint}")


def _check_doubles(name: str, data: Path, *, as_json: bool) -> None:
    """Say which train photos stand in a held-out split; training leaves them out by itself."""
    from claimapp.training.doubles import doubles_of_held_out
    from claimapp.training.recipes import RECIPES

    found = doubles_of_held_out(RECIPES[name], data)
    pairs = [
        {"train": str(pair.train), "held_out": str(pair.held_out), "alike": round(pair.alike, 3)}
        for pair in found.pairs
    ]
    if as_json:
        counts = {"train_photos": found.train_photos, "held_out_photos": found.held_out_photos}
        print_json(counts | {"most_alike": round(found.most_alike, 3), "pairs": pairs})
        return
    typer.echo(found.told())
    for pair in pairs:
        typer.echo(f"  {pair['train']} is {pair['held_out']} ({pair['alike']})")


def _train_cost(talk: Talk, rows: int, *, as_json: bool, quiet: bool) -> None:
    """Train on the reference book and put the model into the manifest: there is nothing to choose in between."""
    from claimapp.training.cost_model import train_cost
    from claimapp.training.publish import publish_file

    trained = train_cost(models_folder(), rows=rows, told=talk.note)
    entry = trained.manifest_entry
    publish_file(
        "cost", trained.weights, models_folder(), task=entry["task"], version=entry["version"], extra=entry["extra"]
    )
    if as_json:
        print_json(trained.metrics)
    elif not quiet:
        held, held_out = trained.metrics["coverage_90"], trained.metrics["holdout_rows"]
        typer.echo(
            f"the 90 % range holds {held:.1%} of {held_out} held-out simulated jobs; figures in {trained.metrics_json}"
        )
