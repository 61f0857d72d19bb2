"""Train a vision model with ultralytics, from local weights, offline."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimapp.runtime.checkpoint import read_checkpoint
from claimapp.runtime.ultralytics_offline import prepare_ultralytics
from claimapp.training.mix import compose
from claimapp.training.recipes import RECIPES

__all__ = ["train_vision", "use_bfloat16_on_cpu"]


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
    name: str,
    data_root: Path,
    *,
    start: Path,
    work: Path,
    epochs: int = 0,
    resume: bool = False,
    validate_every: int = 4,
    told: Callable[[str], None] = lambda _: None,
) -> Path:
    """Train model `name` of the recipe table and return the path of its best checkpoint.

    `data_root` holds the data sets' folders, `start` the weights to go on from, `work` an
    ignored folder for the composed data and the checkpoints. `epochs` 0 takes the recipe's.
    `resume` goes on from `work`'s last checkpoint.

    Raises:
        ModelProblem: if the weights are missing, no checkpoint, or could run code.
    """
    recipe = RECIPES[name]
    prepare_ultralytics(work / "ultralytics")
    use_bfloat16_on_cpu()
    from ultralytics import YOLO  # type: ignore[attr-defined]  # exported lazily

    last = work / "run" / "weights" / "last.pt"
    resume = resume and last.exists()
    read_checkpoint(last if resume else start)  # refuses a file that could run code
    if resume:
        told(f"going on from {last}")
        model = YOLO(str(last))
        _listen(model, validate_every)
        model.train(resume=True)
        return last.with_name("best.pt")
    listing = compose(recipe, data_root, work / "data")
    model = YOLO(str(start), task=recipe.task)
    _listen(model, validate_every)
    model.train(
        data=str(listing),
        imgsz=recipe.photo_side_px,
        epochs=epochs or recipe.epochs,
        batch=16,
        optimizer="AdamW",
        lr0=1e-3,
        lrf=0.01,
        cos_lr=True,
        warmup_epochs=1.0,
        fliplr=recipe.flip_share,
        device="cpu",
        amp="bf16",
        workers=0,
        cache="ram",
        seed=0,
        deterministic=False,
        project=str(work.resolve()),
        name="run",
        exist_ok=True,
        plots=False,
        **recipe.settings,
    )
    return last.with_name("best.pt")


def _listen(model: Any, validate_every: int) -> None:
    model.add_callback("on_train_epoch_end", _validate_seldom(validate_every))
    model.add_callback("on_train_epoch_start", _use_every_core)


def _use_every_core(trainer: Any) -> None:
    """Use all cores that the process may run on: ultralytics leaves one idle, which on two cores halves the speed."""
    import torch

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    torch.set_num_threads(cores or 1)


def _validate_seldom(every: int) -> Callable[[Any], None]:
    """Validation costs as much as a short epoch: only every `every`-th epoch and the last ones."""

    def choose(trainer: Any) -> None:
        near_end = trainer.epoch >= trainer.epochs - 3
        trainer.args.val = near_end or (trainer.epoch + 1) % every == 0

    return choose
