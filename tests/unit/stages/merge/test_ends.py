"""A part that looks alike at both ends is that of the end that is damaged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimapp.domain.assessment import PhotoSeen
from claimapp.domain.caution import CautionCode
from claimapp.domain.finding import DamageKind, Finding
from claimapp.domain.geometry import Box
from claimapp.domain.part import End, PartName, PartRegion, Side
from claimapp.stages.merge.ends import Settled, settle_ends
from tests.data.assessments import sample_assessment

_BOX = Box(0, 0, 10, 10)
_OUTLINE = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))
_FRONT, _REAR = PartName.FRONT_FENDER, PartName.REAR_QUARTER_PANEL


def _photo(
    number: int, damaged: list[PartName | None], boxed: tuple[PartName, ...] = (), outlined: tuple[PartName, ...] = ()
) -> PhotoSeen:
    """A photo with its findings, the damaged-part model's boxes and the whole-car model's outlines."""
    photo = replace(sample_assessment().photos[0].photo, id=f"p{number}")
    findings = [
        Finding(f"p{number}.d{place}", DamageKind.DENT, 0.5, _BOX, part=part) for place, part in enumerate(damaged, 1)
    ]
    seen = [*((part, None) for part in boxed), *((part, _OUTLINE) for part in outlined)]
    parts = [PartRegion(f"p{number}.k{place}", part, None, 0.5, _BOX, way) for place, (part, way) in enumerate(seen, 1)]
    return PhotoSeen(photo, tuple(findings), tuple(parts))


def _told(*photos: PhotoSeen) -> list[PartName | None]:
    return [finding.part for photo in settle_ends(photos).photos for finding in photo.findings]


@pytest.mark.parametrize(
    ("taken_for", "is_in_truth", "hit"),
    [
        (_FRONT, _REAR, PartName.REAR_BUMPER),
        (_REAR, _FRONT, PartName.HEADLAMP),
        (PartName.BONNET, PartName.BOOT_LID, PartName.TAIL_LAMP),
        (PartName.BOOT_LID, PartName.BONNET, PartName.GRILLE),
        (PartName.TAILGATE, PartName.BONNET, PartName.FRONT_BUMPER),
        (PartName.WINDSCREEN, PartName.REAR_WINDOW, PartName.REAR_BUMPER),
        (PartName.REAR_WINDOW, PartName.WINDSCREEN, PartName.FRONT_BUMPER),
    ],
)
def test_of_a_car_hit_at_one_end_alone_it_is_that_ends(
    taken_for: PartName, is_in_truth: PartName, hit: PartName
) -> None:
    assert _told(_photo(1, [hit, hit]), _photo(2, [taken_for])) == [hit, hit, is_in_truth]


@pytest.mark.parametrize("other", [PartName.FRONT_BUMPER, PartName.FRONT_DOOR, PartName.BUMPER, None, _REAR])
def test_where_its_own_end_or_neither_is_surely_damaged_it_stays(other: PartName | None) -> None:
    assert _told(_photo(1, [other, other]), _photo(2, [_FRONT])) == [other, other, _FRONT]


def test_where_both_ends_are_damaged_it_stays() -> None:
    photos = (_photo(1, [PartName.REAR_BUMPER] * 2), _photo(2, [PartName.HEADLAMP]), _photo(3, [_FRONT]))
    assert _told(*photos)[3] is _FRONT


def test_on_a_photo_that_shows_its_end_it_stays() -> None:
    rear = _photo(1, [PartName.REAR_BUMPER] * 2)
    assert _told(rear, _photo(2, [_FRONT], boxed=(PartName.HEADLAMP,)))[2] is _FRONT
    assert _told(rear, _photo(2, [PartName.BONNET], outlined=(PartName.BONNET,)))[2] is PartName.BONNET
    # Another such part in a damaged part's box may be mistaken itself.
    assert _told(rear, _photo(2, [_FRONT], boxed=(_FRONT, PartName.BONNET, PartName.WHEEL)))[2] is _REAR


def test_such_a_part_on_a_photo_that_shows_its_end_tells_the_damaged_end() -> None:
    sure = _photo(1, [PartName.BONNET] * 2, outlined=(PartName.BONNET, PartName.WINDSCREEN))
    assert _told(sure, _photo(2, [_REAR])) == [PartName.BONNET, PartName.BONNET, _FRONT]


def test_a_lid_is_the_tailgate_of_a_car_that_has_one() -> None:
    hatch = _photo(1, [PartName.REAR_BUMPER] * 2, outlined=(PartName.TAILGATE,))
    assert _told(hatch, _photo(2, [PartName.BONNET]))[2] is PartName.TAILGATE


def test_the_region_is_called_like_the_finding_and_all_else_stays() -> None:
    fender = _photo(2, [_FRONT, PartName.FRONT_DOOR], boxed=(_FRONT, PartName.FRONT_DOOR))
    sided = replace(fender, findings=tuple(replace(each, side=Side.LEFT) for each in fender.findings))
    _, settled = settle_ends([_photo(1, [PartName.TAIL_LAMP] * 2), sided]).photos
    assert [region.part for region in settled.parts] == [_REAR, PartName.FRONT_DOOR]
    assert [finding.side for finding in settled.findings] == [Side.LEFT, Side.LEFT]
    assert settled.photo == fender.photo


def test_no_photos_stay_none() -> None:
    assert settle_ends([]) == Settled(())


def test_one_finding_alone_does_not_tell_the_damaged_end() -> None:
    assert _told(_photo(1, [PartName.REAR_BUMPER]), _photo(2, [_FRONT])) == [PartName.REAR_BUMPER, _FRONT]


def test_a_wheel_of_known_end_tells_it_too() -> None:
    photo = _photo(1, [PartName.WHEEL, PartName.WHEEL])
    rear = replace(photo, findings=tuple(replace(each, end=End.REAR) for each in photo.findings))
    assert _told(rear, _photo(2, [_FRONT]))[2] is _REAR
    front = replace(photo, findings=tuple(replace(each, end=End.FRONT) for each in photo.findings))
    assert _told(_photo(3, [PartName.REAR_BUMPER] * 2), front, _photo(2, [_FRONT]))[4] is _FRONT


def test_every_photo_on_which_a_damaged_part_is_called_otherwise_says_so() -> None:
    rear = _photo(1, [PartName.REAR_BUMPER] * 2)
    settled = settle_ends([rear, _photo(2, [_FRONT, _FRONT]), _photo(3, [PartName.DOOR], boxed=(_FRONT,))])
    assert [(each.code, each.where, dict(each.facts)) for each in settled.cautions] == [
        (CautionCode.PART_BY_DAMAGED_END, "p2", {"was": "front_fender//", "now": "rear_quarter_panel//"})
    ]
    assert settle_ends([rear]).cautions == ()
