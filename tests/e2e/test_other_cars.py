"""No labelled damage of a real claim is taken for another car's, by the shipped model that finds cars."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.app.assess import AssessOptions, engines_for
from claimapp.domain.geometry import Box, Size
from claimapp.domain.seen import Seen
from claimapp.stages.intake.decode import decode_file
from claimapp.stages.parts.cars import cars_seen
from claimapp.training.labelled_set import LabelledSet


@pytest.mark.shared_data
@pytest.mark.parametrize(("data", "labelled", "least_with_others"), [("claims-tr", 464, 30), ("typed", 161, 10)])
def test_no_labelled_damage_of_a_claim_is_left_out_for_lying_on_another_car(
    shared_data: Path, data: str, labelled: int, least_with_others: int
) -> None:
    model = engines_for(AssessOptions()).cars
    labels = left_out = with_others = 0
    for photo in LabelledSet.load(shared_data / data, "val").photos:
        pixels = decode_file(photo.file).pixels_rgb
        height, width = pixels.shape[:2]
        found = model.detector.detect(pixels, min_confidence=model.confidence)
        seen = [
            Seen(found.classes[int(number)], float(confidence), Box(*(float(value) for value in box)))
            for number, confidence, box in zip(found.class_id, found.confidence, found.box_xyxy_px, strict=True)
        ]
        cars = cars_seen(seen, Size(width, height))
        with_others += bool(cars.others)
        boxes = [truth.box_xyxy_share * [width, height, width, height] for truth in photo.truths]
        labels += len(boxes)
        left_out += sum(cars.on_another(Box(*map(float, box))) for box in boxes)
    assert (labels, left_out) == (labelled, 0)
    assert with_others >= least_with_others  # else the test shows nothing
