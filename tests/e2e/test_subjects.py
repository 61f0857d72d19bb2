"""No photo of a claim goes unsearched for damage, and photos of other things do, with the shipped models and rules."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from claimapp.app.assess import AssessOptions, engines_for
from claimapp.domain.caution import CautionCode
from claimapp.domain.geometry import Box
from claimapp.domain.photo import PhotoRole, PhotoSubject
from claimapp.domain.seen import Seen
from claimapp.pipeline.engines import Engines
from claimapp.pipeline.see import see_photo
from claimapp.stages.intake.decode import decode_file
from claimapp.stages.intake.subject import decide_subject
from claimapp.stages.parts.cars import cars_seen


@pytest.fixture(scope="module")
def engines() -> Engines:
    return engines_for(AssessOptions())


def _photos(shared_data: Path, data: str) -> list[Path]:
    return sorted((shared_data / data / "images" / "val").iterdir())


def _subject(engines: Engines, photo: Path) -> PhotoSubject:
    """As `see_decoded` does it, without looking for damage."""
    decoded = decode_file(photo)
    found = engines.cars.detector.detect(decoded.pixels_rgb, min_confidence=engines.cars.confidence)
    around = [
        Seen(found.classes[int(number)], float(confidence), Box(*(float(value) for value in box)))
        for number, confidence, box in zip(found.class_id, found.confidence, found.box_xyxy_px, strict=True)
    ]
    cars = cars_seen(around, decoded.size)
    return decide_subject(
        engines.subject.shares(decoded.pixels_rgb),
        around,
        decoded.size,
        least=engines.subject_from,
        car_recognised=bool(cars.claims or cars.others),
    )


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("data", "photos"),
    [("car-parts", 73), ("claims-tr", 134), ("damaged-parts", 242), ("mixed10", 60), ("typed", 86), ("undamaged", 6)],
)
def test_every_photo_of_a_car_is_searched(shared_data: Path, engines: Engines, data: str, photos: int) -> None:
    assert Counter(_subject(engines, photo) for photo in _photos(shared_data, data)) == {PhotoSubject.CAR: photos}


@pytest.mark.shared_data
def test_receipts_and_pets_are_not_searched_and_say_what_they_are(shared_data: Path, engines: Engines) -> None:
    for photo in _photos(shared_data, "offtopic"):
        look = see_photo(photo, file=photo.name, photo_id="p1", engines=engines)
        receipt = photo.name.startswith("receipt")
        code = CautionCode.PHOTO_OF_DOCUMENT if receipt else CautionCode.PHOTO_OF_NO_CAR
        assert (look.seen.photo.role, look.seen.findings) == (PhotoRole.OTHER, ())
        assert [caution.code for caution in look.cautions] == [code]
