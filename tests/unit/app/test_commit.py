from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claimapp.app.assess import AssessOptions, assess_with
from claimapp.app.commit import commit, commit_into
from claimapp.app.estimate import price_again
from claimapp.app.saved import open_saved
from claimapp.pipeline.engines import Engines


def test_a_dismissal_reaches_file_picture_and_report(claim: Path, engines: Engines, tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = assess_with(lambda: engines, claim, out, options=AssessOptions()).assessment
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    dismissed = tuple(replace(damage, dismissed=True) for damage in found.damages)
    committed = commit(price_again(replace(found, damages=dismissed)), out, claim_folder=claim)
    assert committed.assessment.estimate.lines == ()
    assert open_saved(out) == committed
    assert all(path.read_bytes() != content for path, content in before.items())


def test_without_the_claim_folder_the_pictures_stay(claim: Path, engines: Engines, tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = assess_with(lambda: engines, claim, out, options=AssessOptions()).assessment
    drawn = {path: path.read_bytes() for path in (out / "photos").iterdir()}
    assert commit(found, out, claim_folder=None).report_pdf == out / "report.pdf"
    assert {path: path.read_bytes() for path in (out / "photos").iterdir()} == drawn


def test_an_edit_kept_elsewhere_takes_its_pictures_along(claim: Path, engines: Engines, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    found = assess_with(lambda: engines, claim, out, options=AssessOptions()).assessment
    committed = commit_into(price_again(found), out, elsewhere)
    assert committed.folder == elsewhere
    assert set(committed.drawn) == {"p1", "p2"}
    assert committed.report_pdf is not None
