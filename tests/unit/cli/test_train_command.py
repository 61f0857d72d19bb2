from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from claimapp.shipped import models_folder
from claimapp.training import own_photos, subject_model, vision
from claimapp.training.own_photos import Learned
from claimapp.training.own_set import OwnSet
from claimapp.training.recipes import RECIPES, Source

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


@pytest.mark.parametrize("option", [("--check",), ("--hours", "1"), ("--resume",), ("--epochs", "3")])
def test_the_model_of_what_a_photo_shows_takes_no_options_of_a_long_training(
    claimapp: Claimapp, tmp_path: Path, option: tuple[str, ...]
) -> None:
    outcome = claimapp("train", "subject", tmp_path, *option)
    assert outcome.exit_code == 2
    assert f"{option[0]} does not go with" in outcome.stderr


def test_one_set_of_ones_own_does_not_teach_what_a_photo_shows(claimapp: Claimapp, tmp_path: Path) -> None:
    outcome = claimapp("train", "subject", _own_set(tmp_path / "own"))
    assert outcome.exit_code == 2
    assert "does not teach what a photo shows" in outcome.stderr


def test_the_model_of_what_a_photo_shows_says_how_it_does_on_val(
    claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained = subject_model.SubjectTraining(
        0.7, 0.8, airbags=9, airbags_told=7, airbags_invented=3, cars=50, cars_lost=1, others=6, others_searched=2,
        misnamed=0,
    )  # fmt: skip
    monkeypatch.setattr(subject_model, "train_subject", lambda *_args, **_named: trained)
    assert claimapp("train", "subject", tmp_path).stdout == (
        "val: 1 of 50 car photos would not be searched, 2 of 6 others would, 3 are said to show an airbag; "
        "of 9 photos of airbags cross-validation tells 7\n"
    )
    assert json.loads(claimapp("train", "subject", tmp_path, "--json").stdout)["cars_lost"] == 1


def _own_set(folder: Path) -> Path:
    folder.mkdir()
    (folder / "data.yaml").write_text("names: [scratch]\n")
    return folder


@pytest.fixture
def learning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """Learning that takes no time; "after" may be set, and what it was asked is noted."""
    told: dict[str, Any] = {"after": 0.3}
    own = OwnSet(tmp_path, Source("own", {"scratch": "scratch"}), 80, 20, 0, 0, ("sticker",), by_kind=True)

    def learn(data: Path, **asked: Any) -> Learned:
        told.update(asked, data=data)
        return Learned(own, 0.2, told["after"], tmp_path / "my runs" / "last.pt")

    monkeypatch.setattr(own_photos, "learn_from_own", learn)
    return told


def test_better_weights_come_with_the_command_that_puts_them_to_use(
    claimapp: Claimapp, tmp_path: Path, learning: dict[str, Any]
) -> None:
    data = _own_set(tmp_path / "mine")
    outcome = claimapp("train", "damage", data, "--from", "shipped", "--minutes", "12", "--json")
    assert outcome.exit_code == 0
    version = json.loads((models_folder() / "manifest.json").read_text())["models"]["damage"]["version"]
    assert json.loads(outcome.stdout) == {
        "trained_photos": 80,
        "held_back_photos": 20,
        "left_out_labels": ["sticker"],
        "measure": "box mAP50, place and kind",
        "before": 0.2,
        "after": 0.3,
        "better": True,
        "checkpoint": f"{tmp_path}/my runs/last.pt",
        "command": f"claimapp models export damage --weights '{tmp_path}/my runs/last.pt' --version {version}-own",
    }
    assert (learning["data"], learning["minutes"]) == (data, 12.0)
    assert learning["start"] == models_folder() / "damage.pt"
    text = claimapp("train", "damage", data).stdout
    assert "learned from 80 photos, judged on 20 held back" in text
    assert "0.200 before, 0.300 after" in text
    assert "claimapp models export damage" in text


def test_weights_that_are_not_better_are_not_offered(
    claimapp: Claimapp, tmp_path: Path, learning: dict[str, Any]
) -> None:
    learning["after"] = 0.2
    data = _own_set(tmp_path / "mine")
    outcome = claimapp("train", "damage", data)
    assert outcome.exit_code == 0
    assert "not better" in outcome.stdout
    assert "export" not in outcome.stdout
    answer = json.loads(claimapp("train", "damage", data, "--json").stdout)
    assert (answer["better"], answer["command"]) == (False, None)


def test_own_photos_take_20_minutes_or_the_hours_given_and_begin_from_any_weights(
    claimapp: Claimapp, tmp_path: Path, learning: dict[str, Any]
) -> None:
    data = _own_set(tmp_path / "mine")
    claimapp("train", "damage", data)
    assert learning["minutes"] == 20.0
    claimapp("train", "damage", data, "--hours", "0.5", "--from", tmp_path / "some.pt")
    assert learning["minutes"] == 30.0
    assert learning["start"] == tmp_path / "some.pt"


@pytest.mark.parametrize(
    ("model", "options", "said"),
    [
        ("car-parts", (), "damage model only"),
        ("damage", ("--start", "some.pt"), "--start"),
        ("damage", ("--epochs", "3", "--resume"), "--epochs, --resume"),
        ("damage", ("--check",), "--check"),
        ("damage", ("--hours", "1", "--minutes", "5"), "--hours and --minutes"),
        ("damage", ("--start", "some.pt", "--from", "shipped"), "--start and --from"),
    ],
)
def test_options_that_contradict_are_a_usage_error(
    claimapp: Claimapp, tmp_path: Path, model: str, options: tuple[str, ...], said: str
) -> None:
    outcome = claimapp("train", model, _own_set(tmp_path / "mine"), *options)
    assert outcome.exit_code == 2
    assert said in outcome.stderr


def test_minutes_and_from_go_with_the_folder_of_data_sets_too(
    claimapp: Claimapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def train(recipe: object, data: Path, **rest: Any) -> Path:
        asked.update(rest, recipe=recipe)
        return tmp_path / "best.pt"

    monkeypatch.setattr(vision, "train_vision", train)
    assert claimapp("train", "damage", tmp_path, "--minutes", "30", "--from", "some.pt").exit_code == 0
    assert (asked["hours"], asked["start"], asked["recipe"]) == (0.5, [Path("some.pt")], RECIPES["damage"])
    claimapp("train", "damage", tmp_path, "--start", "a.pt", "--start", "b.pt")
    assert asked["start"] == [Path("a.pt"), Path("b.pt")]
    claimapp("train", "car-parts", tmp_path)
    assert asked["start"] == [models_folder() / "car-parts.pt"]
