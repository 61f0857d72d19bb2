from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from claimapp.app.assess import AssessOptions, assess_with
from claimapp.app.commit import commit, commit_into
from claimapp.app.estimate import price_again
from claimapp.app.saved import open_saved
from claimapp.domain.files import FileName
from claimapp.pipeline.engines import Engines


def test_a_dismissal_reaches_file_picture_and_report(claim: Path, engines: Engines, tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = assess_with(lambda: engines, claim, out, options=AssessOptions()).assessment
    written = [out / FileName.ASSESSMENT, out / FileName.REPORT, *(out / FileName.PHOTOS).iterdir()]
    before = {path: path.read_bytes() for path in written}
    dismissed = tuple(replace(damage, dismissed=True) for damage in found.damages)
    committed = commit(price_again(replace(found, damages=dismissed)), out, claim_folder=claim)
    assert committed.assessment.estimate.lines == ()
    assert open_saved(out) == committed
    assert all(path.read_bytes() != content for path, content in before.items())


def test_without_previews_and_the_claim_folder_the_pictures_stay(claim: Path, engines: Engines, tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = assess_with(lambda: engines, claim, out, options=AssessOptions()).assessment
    shutil.rmtree(out / FileName.PREVIEWS)
    drawn = {path: path.read_bytes() for path in (out / "photos").iterdir()}
    dismissed = price_again(replace(found, damages=tuple(replace(each, dismissed=True) for each in found.damages)))
    assert commit(dismissed, out, claim_folder=None).report_pdf == out / "report.pdf"
    assert {path: path.read_bytes() for path in (out / "photos").iterdir()} == drawn


def test_an_edit_kept_elsewhere_takes_its_pictures_along(claim: Path, engines: Engines, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    found = assess_with(lambda: engines, claim, out, options=AssessOptions()).assessment
    committed = commit_into(price_again(found), out, elsewhere)
    assert committed.folder == elsewhere
    assert set(committed.drawn) == {"p1", "p2"}
    assert committed.report_pdf is not None
