"""A batch of real claims in worker processes: good, bad and again."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

from tests.e2e.conftest import Claimapp


def test_a_batch_goes_on_after_a_bad_claim_and_resumes(claimapp: Claimapp, sample_claim: Path, tmp_path: Path) -> None:
    claims, out = tmp_path / "claims", tmp_path / "out"
    for name in ("CLM-1", "CLM-3"):
        (claims / name).mkdir(parents=True)
        shutil.copy(sample_claim / "06_licence_disc.jpg", claims / name)
    (claims / "CLM-2").mkdir()
    first = claimapp("batch", claims, "-o", out, "--workers", 2)
    assert first.code == 1
    assert "CLM-2" in first.stderr
    counts = json.loads((out / "run.json").read_text())
    assert (counts["found"], counts["ok"], counts["partial"], counts["failed"], counts["skipped"]) == (3, 2, 0, 1, 0)
    with (out / "summary.csv").open(newline="") as stream:
        rows = {row["claim"]: row for row in csv.DictReader(stream)}
    assert rows["CLM-1"]["registration"] == "XYZ123GP"
    assert rows["CLM-2"]["status"] == "failed"
    assert (out / "CLM-3" / "report.pdf").is_file()
    shutil.copy(sample_claim / "06_licence_disc.jpg", claims / "CLM-2")
    again = claimapp("batch", claims, "-o", out, "--resume", "--json")
    assert again.code == 0, again.stderr
    counts = json.loads(again.stdout)
    assert counts == json.loads((out / "run.json").read_text())
    assert (counts["found"], counts["ok"], counts["skipped"]) == (3, 1, 2)
