"""language.py: what is spoken ends with its block, and what is not translated stays English."""

from __future__ import annotations

import threading

import pytest

from claimapp.words.language import LOCALES, N_, Language, _, counted, language, locale_name, speaking


def test_english_is_spoken_unless_said_otherwise_and_again_afterwards() -> None:
    assert (language(), locale_name()) == (Language.ENGLISH, "en_ZA")
    with speaking(Language.AFRIKAANS):
        assert (language(), locale_name()) == (Language.AFRIKAANS, "af_ZA")
        with speaking(Language.ENGLISH):
            assert _("not known") == "not known"
        assert _("scratch") == "skraap"
    assert _("scratch") == "scratch"


def test_after_an_error_the_former_language_is_spoken() -> None:
    with pytest.raises(KeyError), speaking(Language.AFRIKAANS):
        raise KeyError
    assert language() is Language.ENGLISH


def test_another_thread_speaks_for_itself() -> None:
    heard: list[Language] = []
    with speaking(Language.AFRIKAANS):
        thread = threading.Thread(target=lambda: heard.append(language()))
        thread.start()
        thread.join()
    assert heard == [Language.ENGLISH]


def test_a_text_that_no_catalogue_has_stays_as_it_is() -> None:
    with speaking(Language.AFRIKAANS):
        assert _("quite unheard of") == "quite unheard of"
    assert N_("scratch") == "scratch"


def test_one_several_and_none_have_their_own_forms() -> None:
    one, many = "{number} photo", "{number} photos"
    assert [counted(one, many, number) for number in (0, 1, 2)] == ["0 photos", "1 photo", "2 photos"]
    assert counted(one, many, 0, none="nothing") == "nothing"
    with speaking(Language.AFRIKAANS):
        assert [counted(one, many, number) for number in (1, 2)] == ["1 foto", "2 foto’s"]


def test_every_language_but_english_has_a_catalogue() -> None:
    for spoken in Language:
        if spoken is not Language.ENGLISH:
            assert (LOCALES / spoken / "LC_MESSAGES" / "claimapp.mo").is_file()
