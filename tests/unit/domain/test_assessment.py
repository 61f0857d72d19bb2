"""assessment.py: one claim as a value; the sample's ids hang together."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from claimapp.domain.assessment import SCHEMA, Assessment
from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.edit import Check, Dismiss, DismissFinding, Edit, EditRecord
from tests.data.assessments import sample_assessment


def test_an_assessment_carries_the_schema_of_the_contract_and_cannot_be_changed() -> None:
    assessment = sample_assessment()
    assert assessment.schema == SCHEMA == 2
    with pytest.raises(FrozenInstanceError):
        assessment.schema = 2  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        assessment.note = "x"  # type: ignore[attr-defined]


def test_ids_of_the_sample_follow_the_pattern_and_name_what_is_there() -> None:
    assessment: Assessment = sample_assessment()
    findings = [finding.id for seen in assessment.photos for finding in seen.findings]
    assert [seen.photo.id for seen in assessment.photos] == [f"p{n}" for n in range(1, len(assessment.photos) + 1)]
    assert len(set(findings)) == len(findings)
    assert {seen for damage in assessment.damages for seen in damage.seen} <= set(findings)
    damages = [damage.id for damage in assessment.damages]
    assert damages == [f"d{n}" for n in range(1, len(damages) + 1)]
    assert {named for line in assessment.estimate.lines for named in line.damages} <= set(damages)


def test_a_caution_need_not_name_a_place() -> None:
    caution = Caution.of(CautionCode.NO_DISC, photos=3)
    assert (caution.code, caution.where) == (CautionCode.NO_DISC, "")


def test_cautions_of_the_vehicle_come_first_and_each_comes_once() -> None:
    disc, dark, small = (
        Caution(code) for code in (CautionCode.NO_DISC, CautionCode.PHOTO_DARK, CautionCode.PHOTO_SMALL)
    )
    sample = sample_assessment()
    assessment = replace(
        sample, vehicle=replace(sample.vehicle, warnings=(disc, dark)), warnings=(small, dark, small, disc)
    )
    assert assessment.cautions() == (disc, dark, small)


def test_findings_taken_off_are_those_of_photos_left_out_and_those_dismissed_by_an_edit_in_force() -> None:
    sample = sample_assessment()
    second, fifth = sample.photos[1], sample.photos[4]
    assert [finding.id for finding in fifth.findings] == ["p5.d1"]

    def made(edit: Edit, *, in_force: bool = True) -> EditRecord:
        return EditRecord("e1", sample.created, "", edit, {}, in_force=in_force)

    edits = (
        made(DismissFinding("p2.d1")),
        made(DismissFinding("p3.d1"), in_force=False),
        made(Dismiss("d1")),
        made(Check("d1")),
    )
    photos = (sample.photos[0], second, *sample.photos[2:4], replace(fifth, left_out=True))
    assert replace(sample, edits=edits, photos=photos).taken_off_findings == {"p2.d1", "p5.d1"}
    assert sample.taken_off_findings == frozenset()


def test_damages_that_are_charged_are_those_that_nobody_took_off() -> None:
    assert [damage.id for damage in sample_assessment().charged_damages] == ["d1", "d2", "d3", "d4", "d5"]
