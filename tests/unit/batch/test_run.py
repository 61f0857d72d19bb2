from __future__ import annotations

import csv
import functools
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from claimapp.batch.find import ClaimFolder
from claimapp.batch.outcome import Outcome
from claimapp.batch.run import BatchDone, run_batch
from claimapp.batch.worker import AssessOne
from claimapp.domain.assessment import AppVersions, Assessment
from claimapp.domain.caution import Caution, CautionCode
from claimapp.errors import NothingToAssess, OutputProblem
from claimapp.store.assessment_json import save
from claimapp.store.claim_file import read_claim
from tests.data.assessments import empty_assessment
from tests.data.engines import a_photo, told_engines
from tests.data.photo_files import jpeg, put, tiff

VERSIONS = AppVersions("test", {"damage": "0" * 12}, {})


def assess(log: Path, claim: Path, out: Path) -> Assessment:
    """What a worker does here: the claim's name says how it goes."""
    with log.open("a") as stream:
        stream.write(claim.name + "\n")
    if claim.name.startswith("bad"):
        raise NothingToAssess("the folder holds no photo", where=claim.name)
    if claim.name.startswith("crash"):
        os._exit(9)
    out.mkdir(parents=True, exist_ok=True)
    # As if it had been assessed: this claim's folder holds no photo and no claim.toml.
    claim.mkdir(parents=True, exist_ok=True)
    assessment = replace(empty_assessment(), errors=(), photos=(), claim=read_claim(claim))
    save(assessment, out)
    return assessment


def make(log: Path) -> AssessOne:
    return functools.partial(assess, log)


@pytest.fixture
def batch(tmp_path: Path) -> Callable[..., BatchDone]:
    def run(*names: str, resume: bool = False, stop_after: int = 99, workers: int = 1, limit: int = 0) -> BatchDone:
        heard: list[Outcome] = []

        def told(done: int, total: int, outcome: Outcome | None) -> None:
            if outcome:
                heard.append(outcome)

        return run_batch(
            [ClaimFolder(name, tmp_path / "in" / name) for name in names],
            tmp_path / "out",
            functools.partial(make, tmp_path / "log"),
            workers=workers,
            resume=resume,
            limit=limit,
            versions=VERSIONS,
            told=told,
            cancelled=lambda: len(heard) >= stop_after,
        )

    return run


def done_by(tmp_path: Path) -> list[str]:
    return (tmp_path / "log").read_text().split()


def test_one_bad_claim_does_not_stop_the_rest_and_the_counts_add_up(
    batch: Callable[..., BatchDone], tmp_path: Path
) -> None:
    batch("a", "bad", "c", workers=2)
    counts = json.loads((tmp_path / "out" / "run.json").read_text())
    assert counts["found"] == counts["ok"] + counts["partial"] + counts["failed"] + counts["skipped"] == 3
    assert (counts["ok"], counts["failed"]) == (2, 1)
    with (tmp_path / "out" / "summary.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["claim"], row["status"]) for row in rows] == [("a", "ok"), ("bad", "failed"), ("c", "ok")]
    assert "no photo" in rows[1]["error"]


def test_a_worker_that_dies_costs_only_its_own_claim(batch: Callable[..., BatchDone], tmp_path: Path) -> None:
    done = batch("a", "crash", "c", "d", "e")
    assert [(o.name, o.status.value) for o in done.outcomes] == [
        ("a", "ok"),
        ("crash", "failed"),
        ("c", "ok"),
        ("d", "ok"),
        ("e", "ok"),
    ]
    assert "twice" in done.outcomes[1].error
    assert done_by(tmp_path).count("crash") == 2
    assert done_by(tmp_path).count("d") == done_by(tmp_path).count("e") == 1


def test_resume_does_only_what_is_left(batch: Callable[..., BatchDone], tmp_path: Path) -> None:
    batch("a", "bad")
    (tmp_path / "log").unlink()
    done = batch("a", "bad", "c", resume=True)
    assert done_by(tmp_path) == ["bad", "c"]
    assert (done.skipped, len(done.outcomes)) == (1, 3)


def test_resume_does_a_claim_again_that_changed_since(batch: Callable[..., BatchDone], tmp_path: Path) -> None:
    batch("a", "b")
    (tmp_path / "in" / "a" / "claim.toml").write_text("[terms]\nexcess = 9000\n")
    a_photo(tmp_path / "in" / "b" / "new.jpg")
    assert batch("a", "b", resume=True).skipped == 0


def test_resume_passes_over_a_claim_with_scans_doubles_and_other_files(tmp_path: Path) -> None:
    claim = put(
        tmp_path / "in" / "a",
        {"1.jpg": jpeg(1), "2.jpg": jpeg(1), "scan.tif": tiff(3, 4), "a.mp4": b"\0\0\0\x20ftypisom", "n.txt": b"hi"},
    )

    def run(*, resume: bool) -> BatchDone:
        return run_batch(
            [ClaimFolder("a", claim)],
            tmp_path / "out",
            told_assess,
            workers=1,
            resume=resume,
            limit=0,
            versions=VERSIONS,
            told=lambda *ignored: None,
            cancelled=lambda: False,
        )

    first = run(resume=False).outcomes[0].assessment
    assert first is not None
    assert [seen.photo.file for seen in first.photos] == ["1.jpg", "scan.tif#1", "scan.tif#2"]
    assert run(resume=True).skipped == 1
    (claim / "2.jpg").write_bytes(jpeg(2))
    assert run(resume=True).skipped == 0


def told_assess() -> AssessOne:
    """Opens engines without models in the worker."""
    from claimapp.app.assess import AssessOptions, assess_with

    def assess_one(claim: Path, out: Path) -> Assessment:
        return assess_with(told_engines, claim, out, options=AssessOptions(report=False)).assessment

    return assess_one


def test_resume_does_an_interrupted_and_a_damaged_claim_again(batch: Callable[..., BatchDone], tmp_path: Path) -> None:
    stopped = replace(empty_assessment(), warnings=(Caution.of(CautionCode.INTERRUPTED, done=1, total=2),))
    (tmp_path / "out" / "a").mkdir(parents=True)
    save(stopped, tmp_path / "out" / "a")
    (tmp_path / "out" / "b").mkdir()
    (tmp_path / "out" / "b" / "assessment.json").write_text("{half")
    done = batch("a", "b", resume=True)
    assert (done.skipped, [outcome.status.value for outcome in done.outcomes]) == (0, ["ok", "ok"])


def test_a_stopped_batch_keeps_what_is_done_and_says_so(batch: Callable[..., BatchDone], tmp_path: Path) -> None:
    names = [f"claim{number}" for number in range(12)]
    done = batch(*names, stop_after=1)
    counts = json.loads((tmp_path / "out" / "run.json").read_text())
    assert done.stopped
    assert counts["stopped"]
    assert 1 <= counts["ok"] < 12
    assert counts["found"] == counts["ok"] + counts["skipped"] == 12


def test_limit_and_resume_together_get_through_all_claims(batch: Callable[..., BatchDone], tmp_path: Path) -> None:
    counts = [batch("a", "b", "c", resume=True, limit=2) for _ in range(2)]
    assert done_by(tmp_path) == ["a", "b", "c"]
    assert [(done.found, done.skipped) for done in counts] == [(3, 1), (3, 2)]


def test_an_output_that_cannot_be_written_is_said_before_any_work(
    batch: Callable[..., BatchDone], tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file in the way")
    with pytest.raises(OutputProblem):
        batch("a")
    assert not (tmp_path / "log").exists()
