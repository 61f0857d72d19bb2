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
from claimapp.stages.intake.subject import airbag_out, decide_subject
from claimapp.stages.parts.cars import cars_seen


@pytest.fixture(scope="module")
def engines() -> Engines:
    return engines_for(AssessOptions())


def _photos(shared_data: Path, data: str) -> list[Path]:
    return sorted((shared_data / data / "images" / "val").iterdir())


def _subject(engines: Engines, photo: Path) -> tuple[PhotoSubject, bool]:
    """What a photo is of, and whether an airbag is out; as `see_decoded` does it, without looking for damage."""
    decoded = decode_file(photo)
    found = engines.cars.detector.detect(decoded.pixels_rgb, min_confidence=engines.cars.confidence)
    around = [
        Seen(found.classes[int(number)], float(confidence), Box(*(float(value) for value in box)))
        for number, confidence, box in zip(found.class_id, found.confidence, found.box_xyxy_px, strict=True)
    ]
    cars = cars_seen(around, decoded.size)
    shares = engines.subject.shares(decoded.pixels_rgb)
    subject = decide_subject(
        shares,
        around,
        decoded.size,
        least=engines.subject_from,
        car_recognised=bool(cars.claims or cars.others),
    )
    return subject, airbag_out(shares, around, least=engines.airbag_from)


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("data", "photos", "invented"),
    [
        ("car-parts", 73, 0), ("claims-tr", 134, 0), ("damaged-parts", 242, 1), ("mixed10", 60, 1), ("typed", 86, 0),
        ("undamaged", 6, 0),
    ],
)  # fmt: skip
def test_every_photo_of_a_car_is_searched_and_hardly_one_is_said_to_show_an_airbag(
    shared_data: Path, engines: Engines, data: str, photos: int, invented: int
) -> None:
    told = Counter(_subject(engines, photo) for photo in _photos(shared_data, data))
    assert told == Counter({(PhotoSubject.CAR, False): photos - invented, (PhotoSubject.CAR, True): invented})


@pytest.mark.shared_data
def test_receipts_and_pets_are_not_searched_and_say_what_they_are(shared_data: Path, engines: Engines) -> None:
    for photo in _photos(shared_data, "offtopic"):
        look = see_photo(photo, file=photo.name, photo_id="p1", engines=engines)
        receipt = photo.name.startswith("receipt")
        code = CautionCode.PHOTO_OF_DOCUMENT if receipt else CautionCode.PHOTO_OF_NO_CAR
        assert (look.seen.photo.role, look.seen.findings) == (PhotoRole.OTHER, ())
        assert [caution.code for caution in look.cautions] == [code]
