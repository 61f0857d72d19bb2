"""Learning from a person's own photos: what is trained and judged, and whether the new weights are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from claimapp.errors import UsageProblem
from claimapp.runtime.checkpoint import read_checkpoint
from claimapp.shipped import models_folder
from claimapp.training import own_photos
from claimapp.training.hardware import Hardware, Precision
from claimapp.training.own_photos import Learned, learn_from_own
from claimapp.training.recipes import Recipe
from claimapp.training.vision import train_vision

HARDWARE = Hardware("cpu", Precision.FLOAT32, batch=4, workers=0, threads=1)


def _set(data: Path) -> Path:
    """Twelve photos of scratches to learn from and three held back."""
    for split, count in (("train", 12), ("val", 3)):
        for kind in ("images", "labels"):
            (data / kind / split).mkdir(parents=True)
        for number in range(count):
            pixels = np.random.default_rng([count, number]).integers(0, 255, (32, 32, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(data / "images" / split / f"{split}_{number}.png")
            (data / "labels" / split / f"{split}_{number}.txt").write_text("0 0.2 0.2 0.6 0.2 0.6 0.6")
    (data / "data.yaml").write_text("names: [scratch]\n")
    return data


class _Script:
    """A trainer and a judge that do as they are told, and note what they were given."""

    def __init__(self, before: float, after: float, judging_s: float = 1.0) -> None:
        self._figures = iter((before, after))
        self._now, self._judging_s = 0.0, judging_s
        self.judged: list[Path] = []
        self.trained: dict[str, Any] = {}
        self.seen: list[str] = []

    def clock(self) -> float:
        return self._now

    def judge(self, weights: Path, folder: Path) -> float:
        self.judged.append(weights)
        self.seen = sorted(photo.stem for photo in (folder / "images" / "val").iterdir())
        self._now += self._judging_s
        return next(self._figures)

    def train(self, recipe: Any, data: Path, **told: Any) -> Path:
        print("a bar of ultralytics'")
        self.trained = {"recipe": recipe, "data": data} | told
        return Path("run/weights/best.pt")


def _learn(tmp_path: Path, script: _Script, *, minutes: float = 5.0) -> Learned:
    return learn_from_own(
        _set(tmp_path / "mine"),
        start=Path("shipped.pt"),
        work=tmp_path / "work",
        minutes=minutes,
        hardware=HARDWARE,
        judge=script.judge,
        train=script.train,
        clock=script.clock,
    )


@pytest.mark.parametrize(("before", "after", "better"), [(0.2, 0.3, True), (0.3, 0.2, False), (0.3, 0.3, False)])
def test_new_weights_are_offered_only_if_they_are_better(
    tmp_path: Path, before: float, after: float, better: bool
) -> None:
    script = _Script(before, after)
    learned = _learn(tmp_path, script)
    assert learned.better is better
    assert (learned.before, learned.after) == (before, after)
    # The last weights, as the best are chosen by what they would be judged on.
    assert script.judged == [Path("shipped.pt"), Path("run/weights/last.pt")]
    assert learned.checkpoint == script.judged[-1]
    assert script.seen == ["val_0", "val_1", "val_2"]


def test_the_head_alone_learns_and_judging_comes_out_of_the_time(tmp_path: Path) -> None:
    script = _Script(0.1, 0.2, judging_s=20.0)
    _learn(tmp_path, script, minutes=5.0)
    assert script.trained["recipe"].settings["freeze"] == 22
    assert script.trained["start"] == [Path("shipped.pt")]
    # 300 s without the 20 s that judging took, and three times that for what comes after.
    assert script.trained["hours"] * 3600 == pytest.approx(300 - 20 - 3 * 20)


def test_a_time_that_judging_uses_up_is_refused_with_one_that_is_enough(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="give 7 minutes or more"):  # 4 times 90 s and one minute to train
        _learn(tmp_path, _Script(0.1, 0.2, judging_s=90.0), minutes=5.0)


def test_the_figure_is_box_map50_of_the_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def evaluate(name: str, folder: Path, *, weights: Path) -> dict[str, Any]:
        asked.append((name, folder, weights))
        return {"box": {"map50": 0.25, "map50_95": 0.1}}

    monkeypatch.setattr(own_photos, "evaluate_vision", evaluate)
    assert own_photos._box_map50(Path("a.pt"), tmp_path) == 0.25
    assert asked == [("damage", tmp_path, Path("a.pt"))]


def test_standard_output_is_left_to_the_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _learn(tmp_path, _Script(0.1, 0.2))
    assert capsys.readouterr().out == ""


def test_weights_that_would_be_written_over_are_not_begun_from(tmp_path: Path) -> None:
    """If the new ones were no better, the old ones would be gone."""
    work = tmp_path / "work"
    with pytest.raises(UsageProblem, match="--work"):
        learn_from_own(tmp_path, start=work / "run" / "weights" / "last.pt", work=work, minutes=5.0, hardware=HARDWARE)


@pytest.mark.torch
def test_what_lies_below_the_head_is_as_it_was_after_a_training(tmp_path: Path) -> None:
    """One step on small photos; the shipped weights are stored in half precision, as are those of a training."""
    import torch

    def small(recipe: Recipe, data: Path, *, hours: float, **rest: Any) -> Path:
        return train_vision(replace(recipe, photo_side_px=64), data, epochs=1, **rest)

    start = models_folder() / "damage.pt"
    script = _Script(0.1, 0.2)
    learned = learn_from_own(
        _set(tmp_path / "mine"),
        start=start,
        work=tmp_path / "work",
        minutes=5.0,
        hardware=replace(HARDWARE, batch=12),
        judge=script.judge,
        train=small,
        clock=script.clock,
    )
    before, after = (read_checkpoint(weights)["model"].float().state_dict() for weights in (start, learned.checkpoint))
    changed = {name.split(".")[1] for name, tensor in before.items() if not torch.equal(tensor, after[name])}
    assert changed == {"22"}
