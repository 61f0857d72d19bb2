"""Commands about the models: list, verify, export, train, evaluate."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from claimapp.cli.console import Talk, print_json, reporting_errors
from claimapp.cli.options import AsJson, Data, Quiet, RuntimeOption, TextEngineOption, Verbose
from claimapp.domain.choices import ModelName, Runtime, TextEngine
from claimapp.errors import UsageProblem
from claimapp.runtime.extras import Extra, require_extra
from claimapp.runtime.manifest import Manifest, ModelEntry
from claimapp.shipped import models_folder

__all__ = ["VisionName", "evaluate_group", "models_group", "train"]


class VisionName(StrEnum):
    """The vision models."""

    DAMAGE = ModelName.DAMAGE.value
    DAMAGED_PARTS = ModelName.DAMAGED_PARTS.value
    CAR_PARTS = ModelName.CAR_PARTS.value


class ValHalf(StrEnum):
    """Which photos of a split are judged."""

    ALL = "all"
    CHOOSE = "choose"
    REPORT = "report"


class TrainName(StrEnum):
    """The models that can be trained."""

    DAMAGE = ModelName.DAMAGE.value
    DAMAGED_PARTS = ModelName.DAMAGED_PARTS.value
    CAR_PARTS = ModelName.CAR_PARTS.value
    COST = ModelName.COST.value


models_group = typer.Typer(help="What is shipped: list, check, export.", no_args_is_help=True)
evaluate_group = typer.Typer(help="How good a model is, on labelled data of your own.", no_args_is_help=True)


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
    name: Annotated[VisionName, typer.Argument(help="Model to export.")],
    weights: Annotated[Path | None, typer.Option(help="Checkpoint (.pt); the shipped one if left out.")] = None,
    version: Annotated[str | None, typer.Option(help="Version to write into the manifest.")] = None,
    side: Annotated[int, typer.Option(help="Longer side that photos are fitted into, px; 0 keeps today's.")] = 0,
    judge_on: Annotated[
        list[Path] | None,
        typer.Option(help="Data set whose val split chooses the threshold (best F-score); may repeat."),
    ] = None,
    undamaged: Annotated[
        list[Path] | None,
        typer.Option(help="Data set of undamaged cars whose val split may raise the threshold; may repeat."),
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
        folder = models_folder()
        entry = Manifest.load(folder).model(name.value)
        entry = publish(
            name.value,
            weights or entry.path("weights"),
            folder,
            version=version or entry.version,
            side_px=side or entry.side_px,
            told=talk.note,
        )
        confidence = _choose_confidence(talk, entry, folder, judge_on or [], undamaged or [])
    if not quiet:
        typer.echo(f"{entry.name} version {entry.version}: {entry.digest()}, from confidence {confidence}")


def _choose_confidence(
    talk: Talk, entry: ModelEntry, folder: Path, judge_on: list[Path], undamaged: list[Path]
) -> float:
    """Write the thresholds into the entry and return the lowest; today's stay where nothing was asked for."""
    from claimapp.training.kind_thresholds import thresholds_by_kind
    from claimapp.training.publish import set_confidence
    from claimapp.training.thresholds import best_threshold, quiet_threshold

    if entry.name == VisionName.DAMAGE and judge_on:
        chosen = thresholds_by_kind(entry.name, judge_on, undamaged, told=talk.note).by_class
        set_confidence(entry.name, folder, min(chosen.values()), by_class=chosen)
        return min(chosen.values())
    found = [best_threshold(entry.name, judge_on, told=talk.note).confidence] if judge_on else []
    found += [quiet_threshold(entry.name, each, told=talk.note) for each in undamaged]
    if found:
        set_confidence(entry.name, folder, round(max(found), 3))
    return round(max(found), 3) if found else entry.confidence


def train(
    name: Annotated[TrainName, typer.Argument(help="Model to train.")],
    data: Annotated[
        Path | None, typer.Argument(help="Folder of the data sets (typed/, damage/, ...); cost needs none.")
    ] = None,
    work: Annotated[Path, typer.Option("--work", help="Folder for checkpoints; keep it out of the repository.")] = Path(
        "runs"
    ),
    start: Annotated[
        list[Path] | None,
        typer.Option(help="Weights to go on from, the shipped ones if left out; may repeat, later ones fill gaps."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=0, help="0 takes the recipe's.")] = 0,
    hours: Annotated[float, typer.Option(min=0, help="Fit the training into this time; 0 goes by the epochs.")] = 0.0,
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
    """Train a model; `claimapp models export` then ships it (cost ships at once).

    Example: claimapp train damage ../shared/data --work runs --resume
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    with reporting_errors(talk):
        if name is TrainName.COST:
            require_extra(Extra.COST, "training the cost model")
            _train_cost(talk, rows, as_json=as_json, quiet=quiet)
            return
        if data is None or not data.is_dir():
            raise UsageProblem("the folder of data sets is missing", hint="name it after the model", where=str(data))
        if check:
            _check_doubles(name.value, data, as_json=as_json)
            return
        require_extra(Extra.TRAIN, "training")
        from claimapp.training.hardware import Precision, choose_hardware, machine_facts
        from claimapp.training.vision import train_vision

        best = train_vision(
            name.value,
            data,
            start=start or [Manifest.load(models_folder()).model(name.value).path("weights")],
            work=work / name.value,
            hardware=choose_hardware(
                machine_facts(),
                device=device,
                precision=Precision.named(precision) if precision else None,
                batch=batch,
                workers=workers,
            ),
            epochs=epochs,
            hours=hours,
            learning_rate=learning_rate,
            resume=resume,
            told=talk.note,
        )
    if as_json:
        print_json({"best_checkpoint": str(best)})
    elif not quiet:
        typer.echo(f"best checkpoint: {best}")


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


def _evaluate_vision(
    name: VisionName,
    data: Path,
    split: str,
    weights: Path | None,
    runtime: Runtime | None,
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
        side: Annotated[
            int, typer.Option(help="Longer side that photos are fitted into, px; 0 takes the shipped one.")
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
