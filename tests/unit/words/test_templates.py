"""templates.py: every code has a sentence, whose facts are worded in a way that there is."""

from __future__ import annotations

import string

import pytest

from claimapp.domain.caution import CautionCode
from claimapp.domain.message import MessageCode
from claimapp.words.say import WORDINGS
from claimapp.words.templates import CAUTIONS, MESSAGES, Template

ALL: dict[MessageCode | CautionCode, Template] = dict([*MESSAGES.items(), *CAUTIONS.items()])


def _texts(template: Template) -> tuple[str, ...]:
    return template if isinstance(template, tuple) else (template,)


def test_every_message_and_caution_has_a_sentence() -> None:
    assert set(MESSAGES) == set(MessageCode)
    assert set(CAUTIONS) == set(CautionCode)


@pytest.mark.parametrize("code", ALL, ids=lambda code: f"{type(code).__name__}.{code}")
def test_facts_have_names_and_known_wordings(code: MessageCode | CautionCode) -> None:
    for text in _texts(ALL[code]):
        for _, name, wording, conversion in string.Formatter().parse(text):
            if name is not None:
                assert name.isidentifier(), text
                assert (wording or "") in WORDINGS, text
                assert conversion is None, text


def test_a_pair_is_chosen_by_its_count() -> None:
    for template in ALL.values():
        if isinstance(template, tuple):
            assert all("{count}" in text for text in template)


def test_a_caution_is_a_sentence_that_begins_with_a_capital_or_a_fact() -> None:
    for template in CAUTIONS.values():
        for text in _texts(template):
            assert text[0].isupper() or text[0] == "{", text
