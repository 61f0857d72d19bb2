"""A text that nobody translated is shown in English without a word: the catalogues must be whole."""

from __future__ import annotations

import io

import pytest
from babel.messages.pofile import read_po

from claimapp.words.language import DOMAIN, LOCALES, Language


@pytest.mark.parametrize("spoken", [each for each in Language if each is not Language.ENGLISH])
def test_no_text_is_left_without_its_translation(spoken: Language) -> None:
    file = LOCALES / spoken / "LC_MESSAGES" / f"{DOMAIN}.po"
    catalogue = read_po(io.BytesIO(file.read_bytes()), locale=spoken)
    assert [message.id for message in catalogue if message.id and not message.string] == []
