"""Fit the levels of severity (claimapp/stages/merge/severity.py) on damages whose severity a person noted.

    python packaging/fit_severity.py ../shared/data

`typed/severity.csv` says minor, moderate or severe for every labelled damage. Each is laid on the parts that the
program sees; a logistic regression on the kind and the share of the part, fitted on train, gives the levels. What the
program judges is held against val, which chose nothing, by balanced accuracy (the mean of the three severities' shares
judged right), beside a regression on the share that the damage's box takes of the photo.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from claimapp.app.assess import AssessOptions, engines_for
from claimapp.app.look import Eyes
from claimapp.domain.class_names import kind_of
from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.pipeline.see import NAMING_SHARE
from claimapp.stages.merge.place import place_findings
from claimapp.stages.merge.severity import judge_severity
from claimapp.training.labelled_set import LabelledPhoto, LabelledSet

STEPS = list(Severity)
KINDS = (DamageKind.SCRATCH, DamageKind.DENT, DamageKind.BROKEN)
LEAST_SHARE = 1e-3
FOLDS = 8


@dataclass(frozen=True, slots=True)
class Noted:
    """A labelled damage where the program places it, the severity noted, and its box's share of the photo."""

    finding: Finding
    severity: Severity
    share_of_photo: float


def main() -> int:
    """Print the levels and how often they are right."""
    from sklearn.metrics import confusion_matrix
    from sklearn.model_selection import cross_val_predict

    data = Path(sys.argv[1]) / "typed"
    eyes = naming_eyes()
    train, val = (noted(data, split, eyes) for split in ("train", "val"))
    # Broken glass and lamps are severe whatever their share: they would bend the levels of body parts.
    body = [each for each in train if fits(each)]
    by_part = fitted(part_features(body), body)
    folds = cross_val_predict(by_part, part_features(body), steps(body), cv=FOLDS)
    print(f"train: levels fitted on {len(body)} of {len(train)} damages, {score(body, folds):.3f} in cross-validation")
    told = [each for each in val if judged(each) is not None]
    print(f"val: the program judges {len(told)} of {len(val)} damages")
    by_photo = fitted(photo_features(train), train)
    print(f"by the box's share of the photo: {score(told, by_photo.predict(photo_features(told))):.3f}")
    now = np.array([STEPS.index(severity) for each in told if (severity := judged(each))])
    print(f"as the program judges: {score(told, now):.3f}")
    print(confusion_matrix(steps(told), now))
    for number, kind in enumerate(KINDS):
        print(f"{kind}: {', '.join(levels(by_part, number))}")
    return 0


def naming_eyes() -> Eyes:
    """The program's eyes, which call every part damaged that may name the place of a damage."""
    engines = engines_for(AssessOptions())
    way = engines.damaged_parts.way
    every = replace(way, confidence=NAMING_SHARE * way.confidence, photo_from=0.0)
    return Eyes(replace(engines, damaged_parts=replace(engines.damaged_parts, way=every)))


def noted(data: Path, split: str, eyes: Eyes) -> list[Noted]:
    """The damages of a split whose severity is noted."""
    severities: dict[str, dict[int, Severity]] = defaultdict(dict)
    with (data / "severity.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            severities[row["photo"]][int(row["line"])] = Severity(row["severity"])
    labelled = LabelledSet.load(data, split)
    out = []
    for photo in labelled.photos:
        of_photo = severities.get(f"{split}/{photo.file.name}", {})
        if not of_photo:
            continue
        seen = eyes.see(photo.file)
        size = seen.photo.size
        placed = place_findings(
            findings(photo, labelled.classes, size.width, size.height), whole=seen.parts, damaged=()
        )
        written = (data / "labels" / split / f"{photo.file.stem}.txt").read_text(encoding="utf-8").splitlines()
        once = list(dict.fromkeys(line for line in written if line.strip()))
        out += [
            Noted(finding, severity, finding.box.area / size.area)
            for line, severity in of_photo.items()
            for finding in [placed[once.index(written[line - 1])]]
        ]
    return out


def findings(photo: LabelledPhoto, classes: tuple[str, ...], width: int, height: int) -> list[Finding]:
    """The labels as findings, in their order."""
    scale = np.array([width, height, width, height])
    out = []
    for number, truth in enumerate(photo.truths, start=1):
        kind = kind_of(classes[truth.class_id])
        box = Box(*(float(value) for value in truth.box_xyxy_share * scale))
        out.append(Finding(f"p1.d{number}", kind if isinstance(kind, DamageKind) else DamageKind.UNKNOWN, 1.0, box))
    return out


def fits(each: Noted) -> bool:
    """Whether a damage lies on a known share of a part of the body."""
    return each.finding.share_of_part is not None and each.finding.kind in KINDS


def part_features(some: list[Noted]) -> np.ndarray:
    """Log of the share of the part, and a flag a kind."""
    return np.array([row(each.finding.share_of_part or 0.0, KINDS.index(each.finding.kind)) for each in some])


def photo_features(some: list[Noted]) -> np.ndarray:
    """Log of the share of the photo."""
    return np.log([[each.share_of_photo + LEAST_SHARE] for each in some])


def row(share: float, kind: int) -> list[float]:
    """Features of one damage."""
    return [float(np.log(share + LEAST_SHARE)), *(float(kind == number) for number in range(len(KINDS)))]


def steps(some: list[Noted]) -> np.ndarray:
    """Severities as numbers."""
    return np.array([STEPS.index(each.severity) for each in some])


def fitted(features: np.ndarray, some: list[Noted]) -> Any:
    """A regression that counts the three severities alike, however seldom one is."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced", max_iter=3000))
    return model.fit(features, steps(some))


def score(some: list[Noted], told: np.ndarray) -> float:
    """Balanced accuracy."""
    from sklearn.metrics import balanced_accuracy_score

    return float(balanced_accuracy_score(steps(some), told))


def judged(each: Noted) -> Severity | None:
    """What the program says."""
    finding = each.finding
    return judge_severity(finding.kind, finding.part, finding.share_of_part)


def levels(model: Any, kind: int) -> list[str]:
    """From which share of the part on each severity is told."""
    shares = np.geomspace(LEAST_SHARE, 1.0, 2000)
    told = model.predict(np.array([row(share, kind) for share in shares]))
    starts = [0, *(at for at in range(1, len(told)) if told[at] != told[at - 1])]
    return [f"{STEPS[told[at]]} from {shares[at]:.3f}" for at in starts]


if __name__ == "__main__":
    sys.exit(main())
