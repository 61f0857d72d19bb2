"""assessment.py: one claim as a value; the sample's ids hang together."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from claimapp.domain.assessment import SCHEMA, Assessment
from claimapp.domain.caution import Caution, CautionCode
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
    assert Caution.of(CautionCode.NO_DISC, photos=3).where == ""
