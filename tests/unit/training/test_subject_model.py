"""Training the model that tells what a photo is of."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from claimapp.domain.photo import PhotoSubject
from claimapp.errors import UsageProblem
from claimapp.runtime.manifest import OWN_PIN_NAME, Manifest
from claimapp.runtime.subject_model import open_subject_model
from claimapp.shipped import models_folder, sample_claim_folder
from claimapp.stages.intake.decode import decode_file
from claimapp.training.subject_model import subject_of, train_subject

EACH = 8


def _cars(folder: Path) -> None:
    """Pieces of the sample's photos of a car."""
    folder.mkdir(parents=True)
    with Image.open(sample_claim_folder() / "01_front_left.jpg") as photo:
        wide, high = photo.size
        for number in range(EACH):
            piece = photo.crop((number * 10, number * 5, wide - 40, high - 30))
            piece.resize((320, 240)).save(folder / f"car{number}.jpg")


def _others(folder: Path) -> None:
    folder.mkdir(parents=True)
    for number in range(EACH):
        page = np.full((320, 240, 3), 245, dtype=np.uint8)
        page[20 + number : 300 : 12, 20:220] = 30
        Image.fromarray(page).save(folder / f"receipt_{number}.jpg")
        noise = np.random.default_rng(number).integers(0, 255, (12, 12, 3), dtype=np.uint8)
        Image.fromarray(noise).resize((320, 240)).save(folder / f"pet_{number}.jpg")


def _sets(root: Path) -> Path:
    for split in ("train", "val"):
        _cars(root / "typed" / "images" / split)
        _others(root / "offtopic" / "images" / split)
    return root


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """The shipped models as a person's own."""
    own = Path(shutil.copytree(models_folder(), tmp_path / "models"))
    assert not (own / OWN_PIN_NAME).exists()
    return own


def test_it_learns_judges_and_ships(tmp_path: Path, models: Path) -> None:
    outcome = train_subject(_sets(tmp_path / "data"), models, version="7")
    assert (outcome.cars, outcome.others) == (EACH, 2 * EACH)
    assert (outcome.cars_lost, outcome.others_searched, outcome.misnamed) == (0, 0, 0)
    entry = Manifest.load(models).model("subject")
    assert (entry.version, entry.task, entry.classes) == ("7", "classify", tuple(PhotoSubject))
    assert entry.confidence == outcome.least >= 0.5
    page = decode_file(tmp_path / "data/offtopic/images/val/receipt_3.jpg").pixels_rgb
    shares = open_subject_model(entry).shares(page)
    assert max(shares, key=lambda each: shares[each]) is PhotoSubject.DOCUMENT


def test_the_same_photos_give_the_same_files(tmp_path: Path, models: Path) -> None:
    data = _sets(tmp_path / "data")
    made = []
    for _ in range(2):
        train_subject(data, models, version="7")
        made.append(Manifest.load(models).model("subject").sha256)
    assert made[0] == made[1]


def test_without_photos_of_other_things_there_is_nothing_to_learn(tmp_path: Path, models: Path) -> None:
    _cars(tmp_path / "data" / "typed" / "images" / "train")
    with pytest.raises(UsageProblem, match="without cars"):
        train_subject(tmp_path / "data", models, version="7")


def test_the_file_name_tells_a_document_from_the_rest() -> None:
    assert subject_of("offtopic", Path("receipt_1.jpg")) is PhotoSubject.DOCUMENT
    assert subject_of("offtopic", Path("pet_1.jpg")) is PhotoSubject.SOMETHING_ELSE
    assert subject_of("typed", Path("receipt_1.jpg")) is PhotoSubject.CAR
