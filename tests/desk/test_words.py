from __future__ import annotations

from dataclasses import replace

import pytest

from claimapp.desk.words import (
    damage_text,
    finding_text,
    line_hours,
    line_title,
    photo_title,
    progress_text,
    share_done,
)
from claimapp.pipeline.progress import Progress, Step
from tests.data.assessments import sample_assessment

SAMPLE = sample_assessment()
DOOR = SAMPLE.damages[3]
DENT_ON_DOOR = SAMPLE.photos[2].findings[1]


def test_finding_is_announced_with_kind_part_side_confidence_and_severity() -> None:
    assert finding_text(DENT_ON_DOOR, DOOR) == "dent, left front door, 84\u00a0%, moderate"


def test_finding_of_no_damage_is_announced_without_side_and_severity() -> None:
    assert finding_text(DENT_ON_DOOR, None) == "dent, front door, 84\u00a0%"


def test_side_of_a_damage_is_not_lent_to_a_finding_on_another_part() -> None:
    bumper = SAMPLE.photos[0].findings[0]
    assert finding_text(bumper, DOOR).startswith("broken, front bumper,")


def test_dismissed_damage_and_unknown_severity_are_said() -> None:
    unsure = replace(DOOR, severity=None, part=None, side=None, dismissed=True)
    assert damage_text(unsure) == "dent, part not known, 95\u00a0%, severity not known, dismissed"


def test_damage_of_another_vehicle_is_said_to_be_its() -> None:
    other = replace(DOOR, dismissed=True, another_vehicle=True)
    assert damage_text(other).endswith(", moderate, on another vehicle, it seems")


def test_line_of_the_whole_job_has_no_part() -> None:
    assert [line_title(line) for line in (SAMPLE.estimate.lines[3], SAMPLE.estimate.lines[7])] == [
        "Left front door",
        "Whole job",
    ]


def test_hours_of_all_trades_are_added() -> None:
    assert line_hours(SAMPLE.estimate.lines[0]) == "4,5"


def test_photo_is_named_with_its_view_else_its_role() -> None:
    titles = [photo_title(seen.photo, len(seen.findings)) for seen in (SAMPLE.photos[0], SAMPLE.photos[5])]
    assert titles == [
        "01_front_left.jpg  ·  from the front left  ·  3 findings",
        "06_licence_disc.jpg  ·  licence disc  ·  no findings",
    ]


def test_progress_names_step_count_and_photo() -> None:
    assert progress_text(Progress(Step.PHOTOS, 3, 6, "a.jpg")) == "Looking at photos 3 of 6: a.jpg"
    assert progress_text(Progress(Step.WRITING, 0, 1)) == "Writing report"


@pytest.mark.parametrize(
    ("progress", "share"),
    [
        (Progress(Step.PHOTOS, 0, 6), 0.0),
        (Progress(Step.PHOTOS, 3, 6), 0.45),
        (Progress(Step.PHOTOS, 0, 0), 0.0),  # length not known yet
        (Progress(Step.PHOTOS, 9, 6), 0.9),  # never beyond its step
        (Progress(Step.WRITING, 1, 1), 1.0),
    ],
)
def test_bar_never_leaves_its_step(progress: Progress, share: float) -> None:
    assert share_done(progress) == pytest.approx(share)
