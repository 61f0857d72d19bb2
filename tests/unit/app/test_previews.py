from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from claimapp.app.assess import AssessOptions, assess_with
from claimapp.app.previews import Previews
from claimapp.app.saved import open_saved
from claimapp.errors import OutputProblem
from claimapp.pipeline import see
from claimapp.pipeline.engines import Engines
from claimapp.stages.intake.decode import Decoded, decode_file
from claimapp.stages.intake.source import PhotoSource


def test_pixels_come_back_small_and_alike_and_the_folder_is_gone_afterwards(
    claim: Path, engines: Engines, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assess_with(lambda: engines, claim, out, options=AssessOptions(report=False))
    photo = open_saved(out).assessment.photos[0].photo
    ramp = np.linspace(0, 255, 3200, dtype=np.uint8)
    pixels = np.broadcast_to(ramp[None, :, None], (1200, 3200, 3)).copy()
    with Previews(out) as previews:
        previews.keep(photo.id, pixels)
        kept = previews.pixels_of(photo)
        assert kept is not None
        assert kept.shape == (600, 1600, 3)
        wanted = np.asarray(Image.fromarray(pixels).resize((1600, 600)))
        assert np.abs(kept.astype(int) - wanted).max() <= 8
    assert [path.name for path in out.iterdir() if path.name.startswith(".claimapp-")] == []


def test_a_photo_that_was_not_kept_gives_none(claim: Path, engines: Engines, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assess_with(lambda: engines, claim, out, options=AssessOptions(report=False))
    with Previews(out) as previews:
        assert previews.pixels_of(open_saved(out).assessment.photos[0].photo) is None


def test_a_folder_that_is_not_there_is_an_output_problem(tmp_path: Path) -> None:
    with pytest.raises(OutputProblem, match="preview"):
        Previews(tmp_path / "none")


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
    drawn = list((out / "photos").iterdir())
    assert len(drawn) == len(decoded) > 1
    assert set(decoded.values()) == {1}
