"""No photo of a claim goes unsearched for damage, and photos of other things do, with the shipped models."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.app.look import Eyes
from claimapp.domain.photo import PhotoRole, PhotoSubject
from claimapp.runtime.manifest import Manifest
from claimapp.runtime.subject_model import open_subject_model
from claimapp.shipped import models_folder
from claimapp.stages.intake.decode import decode_file


def _photos(shared_data: Path, data: str) -> list[Path]:
    return sorted((shared_data / data / "images" / "val").iterdir())


@pytest.mark.shared_data
@pytest.mark.parametrize(("data", "photos"), [("claims-tr", 134), ("damaged-parts", 242), ("typed", 86)])
def test_every_photo_of_a_claim_is_searched(shared_data: Path, data: str, photos: int) -> None:
    entry = Manifest.load(models_folder()).model("subject")
    model = open_subject_model(entry)
    shares = [model.shares(decode_file(photo).pixels_rgb) for photo in _photos(shared_data, data)]
    assert len(shares) == photos
    assert [each for each in shares if 1 - each[PhotoSubject.CAR] >= entry.confidence] == []


@pytest.mark.shared_data
def test_receipts_and_pets_are_not_searched(shared_data: Path) -> None:
    eyes = Eyes.open()
    seen = [eyes.see(photo) for photo in _photos(shared_data, "offtopic")]
    assert len(seen) == 6
    assert [(each.photo.role, each.findings) for each in seen] == [(PhotoRole.OTHER, ())] * 6
