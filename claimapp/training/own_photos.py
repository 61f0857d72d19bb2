"""Learn from a person's own labelled photos in minutes, and keep the new weights only if they are better.

Only the head of the damage model learns: a few photos cannot spoil what thousands taught the
layers below, and it is quicker. A step with the head alone takes 0.9 s of CPU time for 4
photos at 512 px, with the neck besides 1.3 s, with everything 1.5 s.
"""

from __future__ import annotations

import io
import math
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

from claimapp.errors import UsageProblem
from claimapp.runtime.ultralytics_offline import prepare_ultralytics
from claimapp.training.evaluate import evaluate_vision
from claimapp.training.hardware import Hardware
from claimapp.training.own_set import OwnSet, lay_own_set
from claimapp.training.recipes import RECIPES
from claimapp.training.vision import train_vision

__all__ = ["Learned", "learn_from_own"]

_LEAST_TRAINING_S = 60.0
_JUDGINGS_AFTER = 3
"""After the last step ultralytics validates twice, and the new weights are judged."""

_HEAD_ALONE = {
    "freeze": 22,  # YOLOv8's layers 0 to 21 are backbone and neck
    "warmup_epochs": 0.0,  # ultralytics' shortest is 100 steps: most of such a training
    "patience": 1000,  # what stops it is the time
}


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of it: the box mAP50 of the weights before and after on the photos held back, and where the new are."""

    own: OwnSet
    before: float
    after: float
    checkpoint: Path

    @property
    def better(self) -> bool:
        """Whether the new weights are worth putting to use."""
        return self.after > self.before


def learn_from_own(
    data: Path,
    *,
    start: Path,
    work: Path,
    minutes: float,
    hardware: Hardware,
    learning_rate: float = 0.0,
    told: Callable[[str], None] = lambda _: None,
    judge: Callable[[Path, Path], float] | None = None,
    train: Callable[..., Path] = train_vision,
    clock: Callable[[], float] = time.monotonic,
) -> Learned:
    """Teach the damage model of the checkpoint `start` from the set `data`; judging included it takes `minutes`.

    Before and after are judged alike (`judge`: weights and set -> figure), on photos that were
    not learned from: by box mAP50, which needs no threshold, as one chosen for the old weights
    would be wrong for the new. The last checkpoint is judged and not the best on the part held
    back, which would be chosen by what it is judged on. `train` and `clock` are for tests.

    Raises:
        UsageProblem: if the set is not usable, the time too short to train, or `start` would be written over.
        ModelProblem: if the weights are missing, no checkpoint, or could run code.
    """
    began = clock()
    if start.resolve().is_relative_to(work.resolve()):
        raise UsageProblem(
            "the new weights would be written over those that they begin from",
            hint="give another folder with --work",
            where=str(start),
        )
    prepare_ultralytics(work / "ultralytics", quiet=True)
    recipe = RECIPES["damage"]
    own = lay_own_set(data, work / "sets", recipe)
    told(own.told())
    judge = judge or _box_map50
    judging = clock()
    before = judge(start, own.folder)
    now = clock()
    left_s = minutes * 60 - (now - began) - _JUDGINGS_AFTER * (now - judging)
    if left_s < _LEAST_TRAINING_S:
        needed = (minutes * 60 - left_s + _LEAST_TRAINING_S) / 60
        raise UsageProblem(
            f"{minutes:g} minutes leave no time to train, as judging {own.held_back} photos takes a part of them",
            hint=f"give {math.ceil(needed)} minutes or more",
        )
    told(f"{before:.3f} before; training for {left_s / 60:.1f} minutes")
    with redirect_stdout(io.StringIO()):  # bars that ultralytics draws however quiet it is asked to be
        best = train(
            replace(recipe, sources=(own.source,), validated_on=(), settings=recipe.settings | _HEAD_ALONE),
            own.root,
            start=[start],
            work=work,
            hardware=hardware,
            hours=left_s / 3600,
            learning_rate=learning_rate,
            told=told,
        )
    checkpoint = best.with_name("last.pt")
    return Learned(own, before, judge(checkpoint, own.folder), checkpoint)


def _box_map50(weights: Path, folder: Path) -> float:
    return float(evaluate_vision("damage", folder, weights=weights)["box"]["map50"])
