from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from claimapp.domain.assessment import Assessment
from claimapp.domain.edit import Anchor, Dismiss, EditRecord, SetClaim
from claimapp.domain.estimate import Decision, Outcome
from claimapp.domain.finding import DamageKind
from claimapp.domain.part import PartName, Place
from claimapp.domain.vehicle import Known, Source, Vehicle
from claimapp.words.phrases import decision_sentence, edit_sentence, found_sentence, known_from, visible_only
from tests.data.assessments import empty_assessment, sample_assessment

_SAMPLE = sample_assessment()


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _deciding(decision: Decision) -> Assessment:
    return replace(_SAMPLE, estimate=replace(_SAMPLE.estimate, decision=decision))


def test_dismissed_damage_does_not_count_but_is_told() -> None:
    assert [damage.id for damage in _SAMPLE.charged_damages] == ["d1", "d2", "d3", "d4", "d5"]
    assert found_sentence(_SAMPLE) == "5 damages; 1 more taken off by a person"
    first, *others = _SAMPLE.damages
    apart = replace(_SAMPLE, damages=(replace(first, dismissed=True, another_vehicle=True), *others))
    assert found_sentence(apart) == "4 damages; 1 more taken off by a person; 1 more seem to be on another vehicle"
    assert found_sentence(empty_assessment()) == "no damage found by the program"


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
    assert known_from(Vehicle(disc_photo=disc), known) == said


def test_limits_name_what_a_photo_cannot_show() -> None:
    assert "does not mean that a part is undamaged" in visible_only()
    assert "behind panels" in visible_only()


def test_an_edit_is_said_with_its_place_or_field_and_who_made_it() -> None:
    anchor = Anchor(DamageKind.DENT, Place(PartName.ROOF))
    dismissed = EditRecord("e1", _SAMPLE.created, "A. Ssessor", Dismiss("d1"), {}, (anchor,))
    assert edit_sentence(dismissed) == "roof: dismissed, by A. Ssessor"
    typed = EditRecord("e2", _SAMPLE.created, "", SetClaim("terms.excess", 2500), {})
    assert edit_sentence(typed) == "claim corrected (excess)"
