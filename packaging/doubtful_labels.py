"""Labels that the damage model disagrees with most, to be looked at; the data sets themselves are never changed.

    python packaging/doubtful_labels.py ../shared/data/claims-tr [SHARE]

One line each for the share (0.03 if left out) of the train split's labels that the model, which learned from them,
supports least: photo, line of its label file, label, share of the photo, support (the confidence of the surest box of
any kind that overlaps it by 0.3). Then as many places that it is surest of and where nothing is labelled, with the box
in shares of the photo.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claimapp.domain.choices import ModelName
from claimapp.domain.class_names import CATCH_ALL, kind_of
from claimapp.runtime.manifest import Manifest
from claimapp.runtime.open_detector import open_detector
from claimapp.runtime.yolo_output import boxes_iou
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.labelled_set import LabelledSet

SHARE = 0.03
LEAST = 0.01
OVERLAP = 0.3
APART = 0.1


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A place on a photo and how much the model supports it."""

    support: float
    photo: str
    told: str


def main() -> int:
    """Print both lists."""
    data = Path(sys.argv[1])
    share = float(sys.argv[2]) if len(sys.argv) > 2 else SHARE
    labels: list[Doubt] = []
    places: list[Doubt] = []
    for doubt, labelled in doubts(data):
        (labels if labelled else places).append(doubt)
    many = max(1, round(share * len(labels)))
    print(f"{many} of {len(labels)} labels that are supported least")
    for doubt in sorted(labels)[:many]:
        print(f"{doubt.photo} {doubt.told} support {doubt.support:.2f}")
    print(f"{many} places that are surest of those without a label")
    for doubt in sorted(places, reverse=True)[:many]:
        print(f"{doubt.photo} {doubt.told} confidence {doubt.support:.2f}")
    return 0


def doubts(data: Path) -> Iterator[tuple[Doubt, bool]]:
    """Every label of a damage, and every place found where nothing is labelled, with whether it is a label."""
    entry = Manifest.load(models_folder()).model(ModelName.DAMAGE)
    detector = open_detector(entry, way=entry.way())
    finds = {number for number, name in enumerate(detector.classes) if kind_of(name) is CATCH_ALL}
    labelled = LabelledSet.load(data, "train")
    for photo in labelled.photos:
        pixels = decode_file(photo.file).pixels_rgb
        seen = detector.detect(pixels, min_confidence=LEAST)
        boxes = seen.box_xyxy_px / np.array([pixels.shape[1], pixels.shape[0]] * 2)
        truth = np.array([each.box_xyxy_share for each in photo.truths]).reshape(-1, 4)
        overlap = boxes_iou(truth, boxes)
        for line, each in enumerate(photo.truths, start=1):
            name = labelled.classes[each.class_id]
            if kind_of(name) is None:
                continue
            support = max(seen.confidence[overlap[line - 1] >= OVERLAP], default=0.0)
            x0, y0, x1, y1 = each.box_xyxy_share
            yield Doubt(float(support), photo.file.name, f"line {line} {name}, {(x1 - x0) * (y1 - y0):.1%}"), True
        for number, box in enumerate(boxes):
            if int(seen.class_id[number]) in finds and not (overlap[:, number] >= APART).any():
                where = " ".join(f"{value:.2f}" for value in box)
                yield Doubt(float(seen.confidence[number]), photo.file.name, f"box {where}"), False


if __name__ == "__main__":
    sys.exit(main())
