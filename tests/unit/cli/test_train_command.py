from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Claimapp = Callable[..., Result]

SAMPLE_PHOTO = Path(__file__).parents[3] / "assets" / "sample-claim" / "03_door_scratch.jpg"


def test_training_without_data_is_a_usage_error(claimapp: Claimapp, tmp_path: Path) -> None:
    assert claimapp("train", "damage").exit_code == 2
    assert claimapp("train", "damage", tmp_path / "none").exit_code == 2


def test_training_in_a_precision_that_there_is_not_is_a_usage_error(claimapp: Claimapp, tmp_path: Path) -> None:
    outcome = claimapp("train", "damage", tmp_path, "--precision", "int8")
    assert outcome.exit_code == 2
    assert "bfloat16" in outcome.stderr


def test_photos_of_val_in_train_are_named_without_training(claimapp: Claimapp, tmp_path: Path) -> None:
    for split in ("train", "val"):
        folder = tmp_path / "car-parts" / "images" / split
        folder.mkdir(parents=True)
        shutil.copyfile(SAMPLE_PHOTO, folder / f"{split}.jpg")
    answer = json.loads(claimapp("train", "car-parts", tmp_path, "--check", "--json").stdout)
    assert (answer["train_photos"], answer["held_out_photos"]) == (1, 1)
    assert [Path(pair["held_out"]).name for pair in answer["pairs"]] == ["val.jpg"]
    assert "val.jpg" in claimapp("train", "car-parts", tmp_path, "--check").stdout
