"""What more labelled photos would bring: the damage model taught by a quarter, half and all of the claims.

    python packaging/learning_curve.py ../shared/data WORK [STEPS]

Each goes the same number of steps (400) from a model of whole cars that has never seen a labelled
damage, at 320 px, from the train photos of `claims-tr` alone, and is judged by box mAP50 on its val split. All are far
from trained out: what counts is how the three differ.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from claimapp.domain.choices import ModelName
from claimapp.runtime.manifest import Manifest
from claimapp.shipped import models_folder
from claimapp.training.evaluate import evaluate_vision
from claimapp.training.hardware import choose_hardware, machine_facts
from claimapp.training.labelled_set import photos_of_split
from claimapp.training.recipes import RECIPES, Recipe
from claimapp.training.vision import train_vision

SET = "claims-tr"
SHARES = (0.25, 0.5, 1.0)
SIDE_PX = 320
STEPS = 400


def main() -> int:
    """Print a line a share."""
    data, work = Path(sys.argv[1]), Path(sys.argv[2])
    steps = int(sys.argv[3]) if len(sys.argv) > 3 else STEPS
    start = Manifest.load(models_folder()).model(ModelName.CAR_PARTS).path("weights")
    hardware = choose_hardware(machine_facts())
    for share in SHARES:
        photos = round(share * len(photos_of_split(data / SET, "train")))
        epochs = max(1, round(steps * hardware.batch / photos))
        folder = work / f"{photos}"
        best = train_vision(
            part_of_recipe(photos),
            data,
            start=[start],
            work=folder,
            hardware=hardware,
            epochs=epochs,
            validate_every=epochs,
        )
        judged = evaluate_vision(ModelName.DAMAGE, data / SET, weights=best.with_name("last.pt"), side_px=SIDE_PX)
        kinds = ", ".join(f"{kind} {each['box_map50']:.3f}" for kind, each in judged["per_class"].items())
        print(f"{photos} photos, {epochs} epochs: box mAP50 {judged['box']['map50']:.3f} ({kinds})", flush=True)
    return 0


def part_of_recipe(photos: int) -> Recipe:
    """The recipe of the damage model with the first `photos` of one set: claims are numbered without an order."""
    whole = RECIPES[ModelName.DAMAGE]
    (source,) = (each for each in whole.sources if each.name == SET)
    return replace(whole, sources=(replace(source, at_most=photos),), photo_side_px=SIDE_PX, validated_on=())


if __name__ == "__main__":
    sys.exit(main())
