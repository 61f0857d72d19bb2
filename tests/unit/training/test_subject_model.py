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

TRAIN, VAL = 8, 5


def _cars(folder: Path, many: int) -> None:
    """Pieces of the sample's photos of a car."""
    folder.mkdir(parents=True)
    with Image.open(sample_claim_folder() / "01_front_left.jpg") as photo:
        wide, high = photo.size
        for number in range(many):
            piece = photo.crop((number * 10, number * 5, wide - 40 - many, high - 30))
            piece.resize((320, 240)).save(folder / f"car{number}.jpg")


def _page(number: int) -> Image.Image:
    page = np.full((320, 240, 3), 245, dtype=np.uint8)
    page[20 + number : 300 : 12, 20:220] = 30
    return Image.fromarray(page)


def _others(folder: Path, many: int) -> None:
    folder.mkdir(parents=True)
    for number in range(many):
        _page(number + many).save(folder / f"receipt_{number}.jpg")
        noise = np.random.default_rng(number + 100 * many).integers(0, 255, (12, 12, 3), dtype=np.uint8)
        Image.fromarray(noise).resize((320, 240)).save(folder / f"pet_{number}.jpg")


def _airbags(data: Path, split: str, many: int) -> None:
    """Pale round shapes on dark ground, each labelled in a set that labels scratches as well."""
    photos, labels = data / "images" / split, data / "labels" / split
    photos.mkdir(parents=True)
    labels.mkdir(parents=True)
    (data / "data.yaml").write_text("names: [scratch, airbag]\n")
    rows, columns = np.mgrid[:240, :320]
    for number in range(many):
        round_shape = np.hypot(rows - 120, columns - 160 - 3 * number) < 80
        photo = np.where(round_shape[..., None], [236, 234, 230], [30, 28, 35]).astype(np.uint8)
        Image.fromarray(photo).save(photos / f"c{number:04}_{number:05}.jpg")
        (labels / f"c{number:04}_{number:05}.txt").write_text("1 0.5 0.5 0.5 0.5\n")


def _sets(root: Path) -> Path:
    for split, many in (("train", TRAIN), ("val", VAL)):
        _cars(root / "typed" / "images" / split, many)
        _others(root / "offtopic" / "images" / split, many)
        _airbags(root / "claims-tr", split, many)
    return root


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """The shipped models as a person's own."""
    own = Path(shutil.copytree(models_folder(), tmp_path / "models"))
    assert not (own / OWN_PIN_NAME).exists()
    return own


def test_it_learns_judges_and_ships_the_next_version(tmp_path: Path, models: Path) -> None:
    before = Manifest.load(models).model("subject").version
    outcome = train_subject(_sets(tmp_path / "data"), models)
    assert (outcome.cars, outcome.others) == (2 * VAL, 2 * VAL)
    assert (outcome.cars_lost, outcome.others_searched, outcome.misnamed) == (0, 0, 0)
    entry = Manifest.load(models).model("subject")
    assert (entry.version, entry.task, entry.classes) == (str(int(before) + 1), "classify", tuple(PhotoSubject))
    assert entry.confidence == outcome.least >= 0.5
    assert (outcome.airbags, outcome.airbags_told, outcome.airbags_invented) == (TRAIN, TRAIN, 0)
    assert entry.way().by_class == {PhotoSubject.AIRBAG: outcome.airbag_from}
    page = decode_file(tmp_path / "data/offtopic/images/val/receipt_3.jpg").pixels_rgb
    shares = open_subject_model(entry).shares(page)
    assert max(shares, key=lambda each: shares[each]) is PhotoSubject.DOCUMENT


def test_photos_of_val_that_come_out_wrongly_are_counted(tmp_path: Path, models: Path) -> None:
    data = _sets(tmp_path / "data")
    _page(3).save(data / "typed/images/val/page.jpg")  # a page among the cars
    shutil.copy(data / "typed/images/val/car0.jpg", data / "offtopic/images/val/pet_car.jpg")
    _page(4).save(data / "offtopic/images/val/pet_page.jpg")
    outcome = train_subject(data, models)
    assert (outcome.cars, outcome.cars_lost) == (2 * VAL + 1, 1)
    assert (outcome.others, outcome.others_searched, outcome.misnamed) == (2 * VAL + 2, 1, 1)


def test_the_same_photos_leave_the_model_as_it_is(tmp_path: Path, models: Path) -> None:
    data = _sets(tmp_path / "data")
    train_subject(data, models)
    once = Manifest.load(models).model("subject")
    train_subject(data, models)
    assert Manifest.load(models).model("subject") == once


@pytest.mark.parametrize("missing", ["offtopic/images/train", "offtopic/images/val"])
def test_without_photos_of_other_things_nothing_is_learned_or_changed(
    tmp_path: Path, models: Path, missing: str
) -> None:
    data = _sets(tmp_path / "data")
    shutil.rmtree(data / missing)
    before = Manifest.load(models).model("subject")
    with pytest.raises(UsageProblem, match="without cars"):
        train_subject(data, models)
    assert Manifest.load(models).model("subject") == before


def test_too_few_photos_of_a_subject_are_told(tmp_path: Path, models: Path) -> None:
    data = _sets(tmp_path / "data")
    for receipt in (data / "offtopic/images/train").glob("receipt_*"):
        receipt.unlink()
    with pytest.raises(UsageProblem, match="8 of car, 8 of airbag, 0 of document, 8 of something-else"):
        train_subject(data, models)


def test_the_file_name_tells_a_document_from_the_rest() -> None:
    assert subject_of("offtopic", Path("receipt_1.jpg")) is PhotoSubject.DOCUMENT
    assert subject_of("offtopic", Path("pet_1.jpg")) is PhotoSubject.SOMETHING_ELSE
    assert subject_of("typed", Path("receipt_1.jpg")) is PhotoSubject.CAR
    assert subject_of("claims-tr", Path("c0001_1.jpg"), airbag=True) is PhotoSubject.AIRBAG


def test_a_car_of_val_that_looks_like_an_airbag_is_counted(tmp_path: Path, models: Path) -> None:
    data = _sets(tmp_path / "data")
    (data / "claims-tr/labels/val/c0002_00002.txt").unlink()
    assert train_subject(data, models).airbags_invented == 1
