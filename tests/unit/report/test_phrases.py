from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from claimapp.report.phrases import (
    VISIBLE_ONLY,
    decision_sentence,
    found_sentence,
    kept_damages,
    range_sentence,
    source_words,
)

from claimapp.domain.assessment import Assessment
from claimapp.domain.estimate import Basis, Decision, Outcome
from claimapp.domain.vehicle import Known, Source, Vehicle
from tests.data.assessments import empty_assessment, sample_assessment

_SAMPLE = sample_assessment()


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _deciding(decision: Decision) -> Assessment:
    return replace(_SAMPLE, estimate=replace(_SAMPLE.estimate, decision=decision))


def test_dismissed_damage_does_not_count_but_is_told() -> None:
    assert [damage.id for damage in kept_damages(_SAMPLE)] == ["d1", "d2", "d3", "d4", "d5"]
    assert found_sentence(_SAMPLE) == "5 damages; 1 more taken off by a person"
    assert found_sentence(empty_assessment()) == "no damage found by the program"


def test_range_says_on_what_it_rests() -> None:
    predicted = _SAMPLE.estimate.predicted
    assert predicted is not None
    text = _plain(range_sentence(predicted))
    assert "R 29 870,00 to R 52 340,00" in text
    assert "simulated, not settled claims" in text
    assert "simulated" not in range_sentence(replace(predicted, basis=Basis.SETTLED_CLAIMS))
    assert range_sentence(None).startswith("No range")


def test_decision_is_a_hint_with_its_ratio_never_a_verdict() -> None:
    text = _plain(decision_sentence(_SAMPLE))
    assert "20 % of the retail value given (R 178 000,00)" in text
    assert "against a ratio of 70 % given for this claim" in text
    assert "under 1 %" in text
    assert "hint: the decision is the insurer’s" in text
    over = _plain(decision_sentence(_deciding(Decision(Outcome.UNECONOMICAL, Decimal("0.93"), Decimal("0.997")))))
    assert "lean towards uneconomical" in over
    assert "over 99 %" in over
    assert "41 %" in _plain(decision_sentence(_deciding(Decision(Outcome.REFER, Decimal("0.69"), Decimal("0.41")))))


def test_chance_is_not_printed_without_a_ratio_to_exceed() -> None:
    terms = replace(_SAMPLE.claim.terms, write_off_ratio=None)
    text = decision_sentence(replace(_SAMPLE, claim=replace(_SAMPLE.claim, terms=terms)))
    assert "Chance" not in text
    assert "against a ratio" not in text
    assert "gives no write-off ratio" in text


def test_missing_decision_says_what_the_claim_does_not_give() -> None:
    text = decision_sentence(empty_assessment())
    assert text == "No hint on repair or write-off: the claim gives no retail value and no write-off ratio."


@pytest.mark.parametrize(
    ("known", "disc", "said"),
    [
        (Known("X", Source.BARCODE, 0.9), "p6", "barcode of the disc"),
        (Known(None, Source.TEXT, 0.0), "p6", "not known; looked for: printed text of the disc"),
        (None, "p6", "not on the licence disc as read, not in claim.toml"),
        (None, None, "no licence disc was read, not in claim.toml"),
    ],
)
def test_unknown_field_says_what_was_tried(known: Known | None, disc: str | None, said: str) -> None:
    assert source_words(Vehicle(disc_photo=disc), known) == said


def test_limits_name_what_a_photo_cannot_show() -> None:
    assert "does not mean that a part is undamaged" in VISIBLE_ONLY
    assert "behind panels" in VISIBLE_ONLY
