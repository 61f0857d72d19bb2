"""A fender of unknown end is that of the end that is damaged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.domain.part import PartName, PartRegion, Side
from claimapp.stages.merge.fenders import settle_fenders
from tests.data.assessments import sample_assessment

_BOX = Box(0, 0, 10, 10)
_FRONT, _REAR = PartName.FRONT_FENDER, PartName.REAR_QUARTER_PANEL


def _photo(number: int, damaged: list[PartName | None], seen: tuple[PartName, ...] = ()) -> PhotoSeen:
    photo = replace(sample_assessment().photos[0].photo, id=f"p{number}")
    findings = [
        Finding(f"p{number}.d{place}", DamageKind.DENT, 0.5, _BOX, part=part) for place, part in enumerate(damaged, 1)
    ]
    parts = [PartRegion(f"p{number}.k{place}", part, None, 0.5, _BOX) for place, part in enumerate(seen, 1)]
    return PhotoSeen(photo, tuple(findings), tuple(parts))


def _told(*photos: PhotoSeen) -> list[PartName | None]:
    return [finding.part for photo in settle_fenders(photos) for finding in photo.findings]


def test_of_a_car_hit_at_the_rear_alone_it_is_the_rear_one() -> None:
    assert _told(_photo(1, [PartName.REAR_BUMPER]), _photo(2, [_FRONT])) == [PartName.REAR_BUMPER, _REAR]


@pytest.mark.parametrize("other", [PartName.FRONT_BUMPER, PartName.FRONT_DOOR, PartName.BUMPER, None, _REAR])
def test_where_the_front_or_neither_end_is_damaged_it_stays(other: PartName | None) -> None:
    assert _told(_photo(1, [other]), _photo(2, [_FRONT])) == [other, _FRONT]


def test_where_both_ends_are_damaged_it_stays() -> None:
    photos = (_photo(1, [PartName.REAR_BUMPER]), _photo(2, [PartName.HEADLAMP]), _photo(3, [_FRONT]))
    assert _told(*photos)[2] is _FRONT


def test_on_a_photo_that_shows_the_front_it_is_the_front_one() -> None:
    rear = _photo(1, [PartName.REAR_BUMPER])
    assert _told(rear, _photo(2, [_FRONT], (PartName.HEADLAMP,)))[1] is _FRONT
    assert _told(rear, _photo(2, [_FRONT], (_FRONT, PartName.WHEEL)))[1] is _REAR


def test_the_region_is_called_like_the_finding_and_all_else_stays() -> None:
    fender = _photo(2, [_FRONT, PartName.FRONT_DOOR], (_FRONT, PartName.FRONT_DOOR))
    sided = replace(fender, findings=tuple(replace(each, side=Side.LEFT) for each in fender.findings))
    _, settled = settle_fenders([_photo(1, [PartName.TAIL_LAMP]), sided])
    assert [region.part for region in settled.parts] == [_REAR, PartName.FRONT_DOOR]
    assert [finding.side for finding in settled.findings] == [Side.LEFT, Side.LEFT]
    assert settled.photo == fender.photo


def test_no_photos_stay_none() -> None:
    assert settle_fenders([]) == ()
