from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.app.assess import AssessOptions, assess_with
from claimapp.app.drawing import draw_photos, originals_in
from claimapp.app.saved import open_saved
from claimapp.errors import OutputProblem
from claimapp.pipeline.engines import Engines
from tests.data.engines import a_photo
from tests.data.photo_files import jpeg, put, tiff, zipped


def test_damage_is_never_drawn_over_another_picture_than_the_one_assessed(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assess_with(lambda: engines, claim, out, options=AssessOptions(report=False))
    before = {path.name: path.read_bytes() for path in (out / "photos").iterdir()}
    a_photo(claim / "1.jpg", shade=250)
    (claim / "2.jpg").unlink()
    draw_photos(open_saved(out).assessment, originals_in(claim), out)
    assert {path.name: path.read_bytes() for path in (out / "photos").iterdir()} == before


def test_pages_and_members_of_archives_are_drawn_too(engines: Engines, tmp_path: Path) -> None:
    claim = put(tmp_path / "claim", {"chat.zip": zipped({"1.jpg": jpeg(1)}), "scan.tif": tiff(2, 3)})
    out = tmp_path / "out"
    assess_with(lambda: engines, claim, out, options=AssessOptions(report=False))
    assert sorted(path.name for path in (out / "photos").iterdir()) == ["p1_1.jpg", "p2_scan.jpg", "p3_scan.jpg"]


def test_an_earlier_drawing_that_cannot_be_taken_away_is_an_output_problem(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assess_with(lambda: engines, claim, out, options=AssessOptions(report=False))
    (out / "photos" / "p1_1.jpg").unlink()
    (out / "photos" / "p1_1.jpg").mkdir()
    with pytest.raises(OutputProblem, match="close programs"):
        draw_photos(open_saved(out).assessment, originals_in(claim), out, cancelled=lambda: True)
