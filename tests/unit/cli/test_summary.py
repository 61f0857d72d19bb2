from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claimapp.app.saved import Assessed
from claimapp.cli.summary import claim_summary, estimate_summary
from claimapp.domain.assessment import Assessment
from claimapp.domain.caution import Caution, CautionCode
from claimapp.words.say import say
from tests.data.assessments import empty_assessment, sample_assessment


def summary(assessment: Assessment) -> str:
    return claim_summary(Assessed(assessment, Path("out"), Path("out/assessment.json"), None, {}))


def test_the_vehicle_damages_cost_and_warnings_are_said() -> None:
    said = summary(sample_assessment())
    for words in ("VOLKSWAGEN", "front bumper", "including VAT", "spread of a simulation"):
        assert words in said
    assert all(say(caution) in said for caution in sample_assessment().cautions())
    assert "90 %" not in said


def test_no_damage_found_is_not_called_undamaged() -> None:
    assert "does not mean undamaged" in summary(empty_assessment())


def test_a_dismissed_damage_is_not_listed() -> None:
    assessment = sample_assessment()
    gone = tuple(replace(damage, dismissed=True) for damage in assessment.damages)
    assert "Damage     none charged\n" in summary(replace(assessment, damages=gone))


def test_of_many_findings_the_first_are_named_and_the_rest_counted() -> None:
    assessment = sample_assessment()
    damage = replace(assessment.damages[0], seen=tuple(f"p1.d{number}" for number in range(1, 31)))
    said = summary(replace(assessment, damages=(damage,)))
    assert "(seen p1.d1, p1.d2, p1.d3, p1.d4 and 26 more)" in said


def test_a_warning_about_a_photo_names_its_file() -> None:
    assessment = sample_assessment()
    blurred = Caution.of(CautionCode.PHOTO_BLURRED, where="p2")
    said = summary(replace(assessment, warnings=(blurred, Caution.of(CautionCode.NO_DISC, photos=6))))
    assert f"Warning    {assessment.photos[1].photo.file}: {say(blurred)}\n" in said
    assert "Warning    No licence disc" in said


def test_the_excess_is_left_out_where_none_is_given() -> None:
    estimate = replace(sample_assessment().estimate, excess=None, payable=None)
    assert "excess" not in estimate_summary(replace(sample_assessment(), estimate=estimate))
