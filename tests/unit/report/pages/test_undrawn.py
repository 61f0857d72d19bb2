from __future__ import annotations

from dataclasses import replace

from claimapp.domain.claim import Insured
from claimapp.report.pages.undrawn import undrawn_cautions
from claimapp.words.say import say
from tests.data.assessments import empty_assessment, sample_assessment


def test_an_assessment_that_can_be_drawn_has_no_caution() -> None:
    assert undrawn_cautions(empty_assessment()) == ()
    assert undrawn_cautions(sample_assessment()) == ()


def test_signs_that_cannot_be_drawn_are_named_wherever_they_stand() -> None:
    sample = sample_assessment()
    problem = replace(sample.errors[0], file="🚗.jpg")
    value = replace(sample, claim=replace(sample.claim, insured=Insured("ก")), errors=(problem, *sample.errors[1:]))
    (caution,) = undrawn_cautions(value)
    assert caution.code == "undrawn_signs"
    assert "THAI CHARACTER KO KAI (U+0E01), AUTOMOBILE (U+1F697)." in say(caution)


def test_of_very_many_the_first_are_named_and_the_others_counted() -> None:
    sample = sample_assessment()
    thai = "".join(chr(point) for point in range(0x0E01, 0x0E01 + 20))
    (caution,) = undrawn_cautions(replace(sample, claim=replace(sample.claim, insured=Insured(thai))))
    assert say(caution).endswith("and 8 more.")
