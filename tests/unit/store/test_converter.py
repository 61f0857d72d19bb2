"""converter.py: single values as the file writes them; the file as a whole is in test_assessment_json.py."""

from __future__ import annotations

import string
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.disc import Disc, DiscField, DiscSource
from claimapp.domain.message import Fact, Message, MessageCode
from claimapp.domain.money import Money
from claimapp.store.converter import CONVERTER, plain
from claimapp.words.language import Language, speaking
from claimapp.words.say import say
from claimapp.words.templates import CAUTIONS


def test_a_caution_is_written_with_its_facts_and_an_english_sentence_whatever_is_spoken() -> None:
    caution = Caution.of(CautionCode.LOSS_IN_FUTURE, where="claim.toml", loss="2026-10-12")
    with speaking(Language.AFRIKAANS):
        written = plain(caution)
    assert written == {
        "code": "loss_in_future",
        "facts": {"loss": "2026-10-12"},
        "text": "The date of loss, 12 October 2026, lies in the future.",
        "where": "claim.toml",
    }
    assert CONVERTER.structure(written, Caution) == caution


def test_money_in_a_fact_is_rand_as_text() -> None:
    written = plain(Message.of(MessageCode.SUNDRIES, share=Decimal("0.03"), labour=Money(12345)))
    assert written == {"code": "sundries", "facts": {"share": 0.03, "labour": "123.45"}}


_facts = st.recursive(
    st.text(max_size=5) | st.integers(-(10**12), 10**12) | st.decimals(-1000, 1000, places=2),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=4,
)


@given(st.dictionaries(st.text(min_size=1, max_size=5), _facts, max_size=3))
def test_any_facts_make_the_round_trip(facts: dict[str, Fact]) -> None:
    message = Message(MessageCode.AS_SAVED, tuple(facts.items()))
    assert CONVERTER.structure(plain(message), Message) == message


@pytest.mark.parametrize("fact", [None, True, {"a": 1}])
def test_what_can_be_no_fact_is_refused(fact: object) -> None:
    with pytest.raises(ValueError, match="is no fact"):
        CONVERTER.structure({"code": "as_saved", "facts": {"text": fact}}, Message)


_FACT_NAMES = sorted(
    {
        name
        for template in CAUTIONS.values()
        for text in ([template] if isinstance(template, str) else template)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }
)
_json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=300)
@given(st.sampled_from(CautionCode), st.dictionaries(st.sampled_from(_FACT_NAMES), _json_values, max_size=4))
def test_facts_that_a_sentence_cannot_word_are_refused_and_never_crash_a_report(
    code: CautionCode, facts: dict[str, Any]
) -> None:
    try:
        caution = CONVERTER.structure({"code": code.value, "facts": facts, "where": ""}, Caution)
    except ValueError:
        return
    assert isinstance(say(caution), str)


def test_a_disc_is_written_with_its_photo_and_every_reading() -> None:
    read = DiscField("VW", DiscSource.TEXT, 0.98764, ("VVV",))
    disc = Disc("p6", {"make": read}, True, (Message.of(MessageCode.BARCODE_CHECKED),), (), "p7")
    written = plain(disc)
    assert written == {
        "photo": "p6",
        "fields": {"make": {"value": "VW", "source": "text", "confidence": 0.9876, "alternatives": ["VVV"]}},
        "barcode_checked": True,
        "tried": [{"code": "barcode_checked", "facts": {}}],
        "warnings": [],
        "superseded_by": "p7",
    }
    assert CONVERTER.structure(written, Disc).fields["make"].alternatives == ("VVV",)
