"""The levels of severity agree with people who noted it, better than the size of the damage on the photo does."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from claimapp.app.look import Eyes
from claimapp.domain.class_names import kind_of
from claimapp.domain.damage import Severity
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.stages.merge.place import place_findings
from claimapp.stages.merge.severity import judge_severity
from claimapp.training.labelled_set import LabelledSet

STEPS = list(Severity)


def _noted(data: Path) -> dict[str, dict[int, Severity]]:
    noted: dict[str, dict[int, Severity]] = defaultdict(dict)
    with (data / "severity.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            noted[row["photo"]][int(row["line"])] = Severity(row["severity"])
    return noted


def _pairs(data: Path) -> list[tuple[Severity, Severity]]:
    """What was noted and what is judged, of the labelled damages of val that lie on a part that the program sees."""
    eyes, noted = Eyes.open(), _noted(data)
    labelled = LabelledSet.load(data, "val")
    pairs = []
    for photo in labelled.photos:
        seen = eyes.see(photo.file)
        size = np.array([seen.photo.size.width, seen.photo.size.height] * 2)
        findings = []
        for truth in photo.truths:
            kind = kind_of(labelled.classes[truth.class_id])
            assert isinstance(kind, DamageKind)
            findings.append(Finding("p1.d1", kind, 1.0, Box(*(float(v) for v in truth.box_xyxy_share * size))))
        placed = place_findings(findings, whole=seen.parts, damaged=())
        file = data / "labels" / "val" / f"{photo.file.stem}.txt"
        written = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        once = list(dict.fromkeys(line for line in written if line.strip()))
        for line, severity in noted.get(f"val/{photo.file.name}", {}).items():
            finding = placed[once.index(written[line - 1])]
            judged = judge_severity(finding.kind, finding.part, finding.share_of_part)
            if judged is not None:
                pairs.append((severity, judged))
    return pairs


@pytest.mark.shared_data
def test_levels_agree_with_people_on_photos_that_chose_nothing(shared_data: Path) -> None:
    pairs = _pairs(shared_data / "typed")
    assert len(pairs) >= 110
    right = {step: [judged is step for severity, judged in pairs if severity is step] for step in STEPS}
    shares = {step: sum(hits) / len(hits) for step, hits in right.items()}
    # The levels of repair tables called 19 of 36 moderate damages severe.
    assert shares[Severity.MINOR] >= 0.65
    assert shares[Severity.MODERATE] >= 0.5
    assert sum(shares.values()) / len(STEPS) >= 0.6
