from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from claimapp.app.assess import AssessOptions, assess_with
from claimapp.app.commit import commit_into
from claimapp.app.edit import edit_assessment
from claimapp.app.previews import Previews
from claimapp.app.saved import open_saved
from claimapp.domain.edit import Dismiss
from claimapp.domain.files import FileName
from claimapp.errors import OutputProblem
from claimapp.pipeline import see
from claimapp.pipeline.engines import Engines
from claimapp.stages.intake.decode import Decoded, decode_file
from claimapp.stages.intake.source import PhotoSource
from tests.data.assessments import sample_assessment
from tests.data.engines import a_photo

_PHOTO = sample_assessment().photos[0].photo


def test_pixels_come_back_small_and_alike(tmp_path: Path) -> None:
    ramp = np.linspace(0, 255, 3200, dtype=np.uint8)
    pixels = np.broadcast_to(ramp[None, :, None], (1200, 3200, 3)).copy()
    previews = Previews(tmp_path)
    previews.keep(_PHOTO, pixels)
    kept = previews.pixels_of(_PHOTO)
    assert kept is not None
    assert kept.shape == (600, 1600, 3)
    wanted = np.asarray(Image.fromarray(pixels).resize((1600, 600)))
    assert np.abs(kept.astype(int) - wanted).max() <= 8


def test_a_photo_that_was_not_kept_or_whose_preview_is_broken_gives_none(tmp_path: Path) -> None:
    previews = Previews(tmp_path)
    assert previews.pixels_of(_PHOTO) is None
    previews.keep(_PHOTO, np.zeros((8, 8, 3), np.uint8))
    (file,) = (tmp_path / FileName.PREVIEWS).iterdir()
    file.write_bytes(b"")
    assert previews.pixels_of(_PHOTO) is None


def test_a_place_that_cannot_be_written_is_an_output_problem(tmp_path: Path) -> None:
    (tmp_path / FileName.PREVIEWS).write_bytes(b"")
    with pytest.raises(OutputProblem):
        Previews(tmp_path).keep(_PHOTO, np.zeros((8, 8, 3), np.uint8))


def test_an_older_preview_that_cannot_be_taken_away_is_an_output_problem(tmp_path: Path) -> None:
    (tmp_path / FileName.PREVIEWS / "old.jpg").mkdir(parents=True)
    with pytest.raises(OutputProblem, match="close programs"):
        Previews(tmp_path).keep_only([])


def test_only_the_photos_of_the_last_run_stay(claim: Path, engines: Engines, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for shade in (60, 200):
        a_photo(claim / "1.jpg", shade=shade)
        found = assess_with(lambda: engines, claim, out, options=AssessOptions(report=False)).assessment
    assert {file.stem for file in (out / FileName.PREVIEWS).iterdir()} == {seen.photo.sha256 for seen in found.photos}


def test_a_run_decodes_each_photo_once(
    claim: Path, engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: Counter[str] = Counter()

    def counting(photo: Path | PhotoSource) -> Decoded:
        decoded[photo.file if isinstance(photo, PhotoSource) else photo.name] += 1
        return decode_file(photo)

    monkeypatch.setattr(see, "decode_file", counting)
    monkeypatch.setattr("claimapp.app.drawing.decode_file", counting)
    out = tmp_path / "out"
    assess_with(lambda: engines, claim, out, options=AssessOptions(report=False))
    drawn = list((out / FileName.PHOTOS).iterdir())
    assert len(drawn) == len(decoded) > 1
    assert set(decoded.values()) == {1}


def test_after_an_edit_the_drawings_say_the_same_as_the_list_without_the_claims_photos(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    found = assess_with(lambda: engines, claim, out, options=AssessOptions(report=False)).assessment
    before = {path.name: path.read_bytes() for path in (out / FileName.PHOTOS).iterdir()}
    for photo in claim.glob("*.jpg"):
        photo.unlink()
    edited = edit_assessment(found, [Dismiss("d1")], when=datetime(2026, 11, 3, tzinfo=UTC), who="")
    kept = commit_into(edited, out, elsewhere)
    after = {path.name: path.read_bytes() for path in (elsewhere / FileName.PHOTOS).iterdir()}
    shown = {seen.split(".")[0] for damage in found.damages if damage.id == "d1" for seen in damage.seen}
    assert {name.split("_")[0] for name in after if after[name] != before[name]} == shown
    assert json.loads(kept.assessment_json.read_text(encoding="utf-8"))["damages"][0]["dismissed"] is True
    assert open_saved(elsewhere).report_pdf is not None
