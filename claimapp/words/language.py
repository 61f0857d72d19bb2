"""Which language is spoken, and the catalogues: English texts are the keys, `locales/` holds the others.

Texts are marked `_("...")` where they are shown and `N_("...")` where they are only listed.
`make words` collects them into the catalogues; a new language is a folder in `locales/` and a
row of `LANGUAGES`.
"""

from __future__ import annotations

import functools
import gettext as catalogues
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path

__all__ = ["LOCALES", "N_", "Language", "_", "counted", "language", "locale_name", "speak", "speaking"]

LOCALES = Path(__file__).parent / "locales"
DOMAIN = "claimapp"


class Language(StrEnum):
    """The languages that texts are written in."""

    ENGLISH = "en"
    AFRIKAANS = "af"


_LOCALE_NAMES = {Language.ENGLISH: "en_ZA", Language.AFRIKAANS: "af_ZA"}
_SPOKEN: ContextVar[Language] = ContextVar("language", default=Language.ENGLISH)


def language() -> Language:
    """Return the language that is spoken now."""
    return _SPOKEN.get()


def locale_name() -> str:
    """Return the locale of money, dates and numbers: South Africa's, in the language that is spoken."""
    return _LOCALE_NAMES[language()]


@contextmanager
def speaking(wanted: Language) -> Iterator[None]:
    """Speak `wanted` inside the block; afterwards what was spoken before."""
    token = _SPOKEN.set(wanted)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def speak(wanted: Language) -> None:
    """Speak `wanted` from now on: for a program that speaks one language to its end."""
    _SPOKEN.set(wanted)


def N_(text: str) -> str:  # noqa: N802  # the name that gettext's tools look for
    """Mark a text for the catalogues without translating it yet."""
    return text


def _(text: str) -> str:
    """Return `text` in the language that is spoken; English where the catalogue lacks it."""
    return _catalogue(language()).gettext(text)


def counted(one: str, many: str, number: int, *, none: str = "") -> str:
    """Return the form of a text for `number` things, with `{number}` filled in; `none` for no things, where given."""
    if number == 0 and none:
        return _(none)
    return _catalogue(language()).ngettext(one, many, number).format(number=number)


@functools.cache
def _catalogue(spoken: Language) -> catalogues.NullTranslations:
    if spoken is Language.ENGLISH:
        return catalogues.NullTranslations()
    return catalogues.translation(DOMAIN, LOCALES, [spoken])
