"""Training, as far as it can be told without training."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from claimapp.training import vision
from claimapp.training.hardware import Hardware, Precision
from claimapp.training.recipes import RECIPES, Recipe, Source

_LISTEN = vision._listen


@pytest.mark.parametrize(
    ("epoch", "validates"),
    [(0, False), (3, True), (4, False), (7, True), (16, False), (17, True), (18, True), (19, True)],
)
def test_validation_is_seldom_but_certain_at_the_end(epoch: int, validates: bool) -> None:
    trainer = SimpleNamespace(epoch=epoch, epochs=20, args=SimpleNamespace(val=None))
    vision._validate_seldom(4)(trainer)
    assert trainer.args.val is validates


def _photos(root: Path, name: str, names: str, label: str) -> None:
    for split in ("train", "val"):
        for number in range(3):
            picture = np.random.default_rng([len(name), number, len(split)]).integers(
                0, 255, (64, 64, 3), dtype=np.uint8
            )
            photo = root / name / "images" / split / f"c{number:04}_1.png"
            photo.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(picture).save(photo)
            text = root / name / "labels" / split / f"{photo.stem}.txt"
            text.parent.mkdir(parents=True, exist_ok=True)
            text.write_text(label)
    (root / name / "data.yaml").write_text(f"names: {names}\n")


@pytest.mark.torch
def test_a_stopped_training_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two epochs of three, stopped as by a power cut, then `--resume`: the third alone is done, by the same rules."""
    import torch
    from ultralytics.nn import tasks

    data = tmp_path / "data"
    _photos(data, "dents", "[dent]", "0 0.2 0.2 0.6 0.2 0.6 0.6")
    _photos(data, "boxes", "[car_damage]", "0 0.5 0.5 0.4 0.4")
    recipe = Recipe(
        name="damage",
        task="segment",
        classes=("damage", "dent"),
        sources=(Source("dents", {"dent": "dent"}), Source("boxes", {"car_damage": "damage"}, outlined=False)),
        photo_side_px=64,
        epochs=3,
        flip_share=0.5,
        catch_all="damage",
        settings={"mosaic": 1.0, "close_mosaic": 1},
    )
    start = tmp_path / "start.pt"
    small: Any = tasks.DetectionModel("yolov8n.yaml", nc=1, verbose=False)  # type: ignore[no-untyped-call]
    small.names = {0: "dent"}
    torch.save({"model": small, "train_args": {}}, start)
    hardware = Hardware("cpu", Precision.FLOAT32, batch=4, workers=0, threads=1)
    epochs: list[tuple[int, str]] = []

    def stop_before(last: int) -> None:
        def listen(model: Any, *rest: Any) -> None:
            _LISTEN(model, *rest)

            def note(trainer: Any) -> None:
                if trainer.epoch == last:
                    raise KeyboardInterrupt
                epochs.append((trainer.epoch, type(trainer.model.criterion).__name__))

            model.add_callback("on_train_epoch_start", note)

        monkeypatch.setattr(vision, "_listen", listen)

    def train(*, resume: bool) -> Path:
        return vision.train_vision(
            recipe, data, start=[start], work=tmp_path / "work", hardware=hardware, resume=resume
        )

    stop_before(2)
    with pytest.raises(KeyboardInterrupt):
        train(resume=False)
    stop_before(99)
    best = train(resume=True)
    assert epochs == [(0, "PartialLoss"), (1, "PartialLoss"), (2, "PartialLoss")]
    assert best.is_file()
    assert best.with_name("last.pt").is_file()


def test_a_finished_training_of_another_task_starts_from_its_own_weights(tmp_path: Path) -> None:
    start = tmp_path / "some.pt"
    assert vision._start_of(RECIPES["car-parts"], [start], tmp_path, lambda _: None) == start


@pytest.mark.torch
def test_bfloat16_is_switched_on_for_trainer_and_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch
    import ultralytics.engine.trainer as trainer
    import ultralytics.engine.validator as validator

    for module in (trainer, validator):
        monkeypatch.setattr(module, "autocast", None)
    vision.use_bfloat16_on_cpu()
    for module in (trainer, validator):
        with module.autocast(True):
            assert torch.is_autocast_enabled("cpu")
            assert torch.get_autocast_dtype("cpu") is torch.bfloat16
        with module.autocast(False):
            assert not torch.is_autocast_enabled("cpu")
