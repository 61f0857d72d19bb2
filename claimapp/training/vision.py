"""Train a vision model with ultralytics, from local weights, offline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimapp.runtime.checkpoint import read_checkpoint
from claimapp.runtime.ultralytics_offline import prepare_ultralytics
from claimapp.training.doubles import doubles_of_held_out
from claimapp.training.hardware import Hardware, Precision
from claimapp.training.mix import compose
from claimapp.training.partial_labels import LabelRules, label_rules
from claimapp.training.partial_loss import PartialLoss
from claimapp.training.recipes import Recipe
from claimapp.training.same_source_mosaic import mosaics_within_sources
from claimapp.training.start_weights import put_together

__all__ = ["train_vision", "use_bfloat16_on_cpu"]

_AMP: dict[Precision, bool | str] = {Precision.FLOAT32: False, Precision.BFLOAT16: "bf16", Precision.MIXED: True}


def use_bfloat16_on_cpu() -> None:
    """Let ultralytics train and validate in bfloat16 on a CPU.

    The one place where ultralytics is patched: it refuses `amp="bf16"` off CUDA, while a
    CPU with AMX or AVX512-BF16 trains three to five times faster in it. Only the autocast
    context of trainer and validator is replaced; weights stay float32.
    """
    import torch
    import ultralytics.engine.trainer as trainer
    import ultralytics.engine.validator as validator

    def autocast(enabled: object, device: str = "cpu") -> Any:
        return torch.autocast("cpu", dtype=torch.bfloat16, enabled=bool(enabled))

    trainer.autocast = autocast  # type: ignore[attr-defined]  # the patch itself: no public name
    validator.autocast = autocast  # type: ignore[attr-defined]  # the patch itself: no public name


def train_vision(
    recipe: Recipe,
    data_root: Path,
    *,
    start: list[Path],
    work: Path,
    hardware: Hardware,
    epochs: int = 0,
    hours: float = 0.0,
    learning_rate: float = 0.0,
    resume: bool = False,
    validate_every: int = 4,
    told: Callable[[str], None] = lambda _: None,
) -> Path:
    """Train the model of a recipe and return the path of its best checkpoint (`last.pt` lies beside it).

    `data_root` holds the data sets' folders, `start` the weights to go on from (the first
    gives what it has, further ones fill up), `work` an ignored folder for the composed data
    and the checkpoints. `epochs` 0 takes the recipe's; `hours` above 0 fits the number of
    epochs, and with it the falling of the learning rate, into that time. `learning_rate` is
    where it falls from, 0 takes the recipe's. `resume` goes on
    from `work`'s last checkpoint with its settings, to its number of epochs or for `hours`.

    Raises:
        ModelProblem: if the weights are missing, no checkpoint, or could run code.
        UsageProblem: if a data set is missing.
    """
    prepare_ultralytics(work / "ultralytics")
    if hardware.precision is Precision.BFLOAT16 and hardware.device == "cpu":
        use_bfloat16_on_cpu()
    from ultralytics import YOLO  # type: ignore[attr-defined]  # exported lazily

    last = work / "run" / "weights" / "last.pt"
    resume = resume and last.exists()
    for weights in [last] if resume else start:
        read_checkpoint(weights)  # refuses a file that could run code
    told(hardware.told())
    if resume:
        told(f"going on from {last}")
        model = YOLO(str(last))
        _listen(model, recipe, hardware, validate_every)
        model.train(resume=True, time=hours or None)
        return last.with_name("best.pt")
    doubles = doubles_of_held_out(recipe, data_root)
    told(doubles.told())
    listing = compose(recipe, data_root, work / "data", also_leave_out=frozenset(pair.train for pair in doubles.pairs))
    model = YOLO(str(_start_of(recipe, start, work, told)), task=recipe.task)
    _listen(model, recipe, hardware, validate_every)
    settings: dict[str, Any] = {"lr0": 1e-3, "warmup_epochs": 1.0} | recipe.settings
    if learning_rate:
        settings["lr0"] = learning_rate
    model.train(
        data=str(listing),
        imgsz=recipe.photo_side_px,
        epochs=epochs or recipe.epochs,
        time=hours or None,
        batch=hardware.batch,
        optimizer="AdamW",
        lrf=0.01,
        cos_lr=True,
        fliplr=recipe.flip_share,
        device=hardware.device,
        amp=_AMP[hardware.precision],
        workers=hardware.workers,
        cache="ram",
        seed=0,
        deterministic=False,
        project=str(work.resolve()),
        name="run",
        exist_ok=True,
        plots=False,
        **settings,
    )
    return last.with_name("best.pt")


def _start_of(recipe: Recipe, start: list[Path], work: Path, told: Callable[[str], None]) -> Path:
    """One checkpoint of the recipe's task; of several, or of another task, one is put together."""
    if recipe.task != "segment" or recipe.catch_all is None:
        return start[0]
    target = work / "start.pt"
    for name, tensors in put_together(recipe.classes, start, target).items():
        told(f"starting with {tensors} layers of {name}")
    return target


def _listen(model: Any, recipe: Recipe, hardware: Hardware, validate_every: int) -> None:
    model.add_callback("on_train_epoch_end", _validate_seldom(validate_every))
    model.add_callback("on_train_epoch_start", _use_threads(hardware.threads))
    rules = label_rules(recipe)
    if rules is not None:
        model.add_callback("on_train_start", _teach_only_what_is_labelled(rules))


def _teach_only_what_is_labelled(rules: LabelRules) -> Callable[[Any], None]:
    def change(trainer: Any) -> None:
        from ultralytics.utils.loss import v8SegmentationLoss
        from ultralytics.utils.torch_utils import unwrap_model

        network: Any = unwrap_model(trainer.model)
        network.criterion = PartialLoss(v8SegmentationLoss(network), rules)
        mosaics_within_sources(trainer.train_loader.dataset)
        trainer.train_loader.reset()  # readers that already run have the old mosaics

    return change


def _use_threads(count: int) -> Callable[[Any], None]:
    """Use all cores that the process may run on: ultralytics leaves one idle, which on two cores halves the speed."""

    def choose(trainer: Any) -> None:
        import torch

        torch.set_num_threads(count)

    return choose


def _validate_seldom(every: int) -> Callable[[Any], None]:
    """Validation costs as much as a short epoch: only every `every`-th epoch and the last ones."""

    def choose(trainer: Any) -> None:
        near_end = trainer.epoch >= trainer.epochs - 3
        trainer.args.val = near_end or (trainer.epoch + 1) % every == 0

    return choose
