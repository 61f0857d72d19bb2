"""A file of weights from a stranger is read, never run."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from claimapp.errors import ModelProblem
from claimapp.runtime.checkpoint import read_checkpoint
from claimapp.runtime.manifest import Manifest
from claimapp.runtime.torch_detector import TorchDetector
from claimapp.shipped import models_folder
from claimapp.training.export import slim_checkpoint
from claimapp.training.hardware import Hardware, Precision
from claimapp.training.recipes import RECIPES
from claimapp.training.vision import train_vision

pytestmark = pytest.mark.torch

PLAIN = Hardware("cpu", Precision.FLOAT32, batch=1, workers=0, threads=1)


class Bomb:
    """Writes a file when it is unpickled, as a stranger's file might do worse."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.mark,)


@pytest.fixture(params=["torch", "pickle"])
def bomb(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A checkpoint with a bomb in it, and the file that shows that it went off."""
    import torch

    weights, mark = tmp_path / "bomb.pt", tmp_path / "went-off"
    content = {"model": Bomb(mark), "train_args": {}}
    if request.param == "torch":
        torch.save(content, weights)
    else:
        weights.write_bytes(pickle.dumps(content, protocol=2))
    return weights, mark


def test_the_bomb_is_one(bomb: tuple[Path, Path]) -> None:
    import torch

    weights, mark = bomb
    try:
        torch.load(weights, weights_only=False)
    except RuntimeError:  # the plain pickle is in no format of torch's
        pickle.loads(weights.read_bytes())
    assert mark.exists()


@pytest.mark.parametrize(
    "open_it",
    [
        read_checkpoint,
        lambda weights: TorchDetector(weights, side_px=64),
        lambda weights: slim_checkpoint(weights, weights.with_name("slim.pt")),
        lambda weights: train_vision(
            RECIPES["damage"], weights.parent, start=[weights], work=weights.parent / "work", hardware=PLAIN
        ),
    ],
    ids=["read", "torch runtime", "export", "train"],
)
def test_weights_that_would_run_a_program_are_refused(
    bomb: tuple[Path, Path], open_it: Callable[[Path], object]
) -> None:
    weights, mark = bomb
    with pytest.raises(ModelProblem, match=r"bomb\.pt: .*not loaded.* give the \.pt of a training"):
        open_it(weights)
    assert not mark.exists()


def test_a_work_folder_of_a_stranger_is_not_gone_on_from(bomb: tuple[Path, Path], tmp_path: Path) -> None:
    weights, mark = bomb
    last = tmp_path / "work" / "run" / "weights" / "last.pt"
    last.parent.mkdir(parents=True)
    weights.rename(last)
    with pytest.raises(ModelProblem, match=r"last\.pt"):
        train_vision(
            RECIPES["damage"],
            tmp_path,
            start=[tmp_path / "none.pt"],
            work=tmp_path / "work",
            hardware=PLAIN,
            resume=True,
        )
    assert not mark.exists()


def test_the_command_says_so_in_one_sentence(bomb: tuple[Path, Path], tmp_path: Path) -> None:
    from claimapp.cli.main import add_commands, app

    weights, mark = bomb
    add_commands()
    done = CliRunner().invoke(app, ["train", "damage", str(tmp_path), "--start", str(weights)])
    assert done.exit_code == 4
    assert done.stderr.count("\n") == 1
    assert not mark.exists()


@pytest.mark.parametrize("name", ["damage", "damaged-parts", "car-parts"])
def test_shipped_weights_are_read(name: str) -> None:
    assert "model" in read_checkpoint(Manifest.load(models_folder()).model(name).path("weights"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match=r"none\.pt: the file is missing"):
        read_checkpoint(tmp_path / "none.pt")
