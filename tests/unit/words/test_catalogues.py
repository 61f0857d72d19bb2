"""The catalogues hold every text that a person reads, translated with its facts; and no text goes past them."""

from __future__ import annotations

import ast
import importlib.util
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from claimapp.words.language import LOCALES, Language

REPOSITORY = Path(__file__).resolve().parents[3]
PACKAGE = REPOSITORY / "claimapp"
TRANSLATED = ("report/", "words/", "cli/summary.py")
"""Where every text is in every language; the window and the other commands follow."""


@pytest.fixture(scope="module")
def words() -> ModuleType:
    """`packaging/words.py`, by its file: a package of that name is installed too."""
    spec = importlib.util.spec_from_file_location("making_words", REPOSITORY / "packaging" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(language: Language) -> list[Message]:
    with (LOCALES / language / "LC_MESSAGES" / "claimapp.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


OTHERS = [language for language in Language if language is not Language.ENGLISH]


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_is_up_to_date(words: ModuleType, language: Language) -> None:
    assert words.faults(language, words.template()) == [], "run `make words`, and translate what is new"


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_report_and_summary_is_translated(language: Language) -> None:
    lacking = [
        message.id
        for message in messages(language)
        if any(file.startswith(TRANSLATED) for file, _ in message.locations) and not all(_forms(message.string))
    ]
    assert lacking == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_facts_of_its_text_worded_alike(language: Language) -> None:
    for message in messages(language):
        wanted = {frozenset(_facts(text)) for text in _forms(message.id)}
        for text in filter(None, _forms(message.string)):
            assert frozenset(_facts(text)) in wanted, f"{message.id!r}: {text!r}"


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_doubtful(language: Language) -> None:
    assert [message.id for message in messages(language) if message.fuzzy] == []


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text or ""),)


def _facts(text: str) -> Iterator[tuple[str, str]]:
    return ((name, wording or "") for _, name, wording, _ in string.Formatter().parse(text) if name is not None)


# No text goes past the catalogues.

_WORDS = re.compile(r"[A-Za-z]{2,} (?:[A-Za-z]{2,}|\{\})|\{\} [A-Za-z]{2,}")
"""Two words, or in an f-string a word beside a value."""
_MARKS = {"_", "N_", "counted"}
EXCEPTIONS = {
    "claimapp drawing": "a mark inside a drawn JPEG, by which it is known again",
    "claimapp {}": "the program's name and version",
    '<font name="{}">{}</font>': "reportlab's markup",
    "SIGN WITHOUT A NAME": "a name of Unicode's own kind, which are English",
    '<br/><font size="{}" color="{}">{}</font>': "reportlab's markup",
}
"""Texts that no person reads as a sentence, or that are the same in every language, each with its reason."""

LEFT_OUT = {
    "sent_to_printer.py": "says its sentences in the terminal or the window, as errors are: in English",
    "summary_xlsx.py": "the workbook repeats summary.csv, whose words are for scripts too",
}
FILES = [
    *(file for file in sorted((PACKAGE / "report").rglob("*.py")) if file.name not in LEFT_OUT),
    *sorted((PACKAGE / "words").rglob("*.py")),
    PACKAGE / "cli" / "summary.py",
]


def _is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS


def unmarked(tree: ast.AST) -> Iterator[str]:
    """Texts with words that are no docstring, stand in no mark, and are not raised."""
    for node in ast.iter_child_nodes(tree):
        if _is_mark(node) or isinstance(node, ast.Raise):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring, of a module, function or constant
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            if _WORDS.search(text):
                yield text
            values = [part for part in node.values if not isinstance(part, ast.Constant)]
            for value in values:
                yield from unmarked(value)
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _WORDS.search(node.value):
            yield node.value
        yield from unmarked(node)


def unseen(tree: ast.AST) -> Iterator[str]:
    """Marked texts inside an f-string: the tool that collects texts does not look there on Python 3.11."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for inner in ast.walk(node):
                if _is_mark(inner) and any(isinstance(each, ast.Constant) for each in inner.args):  # type: ignore[attr-defined]
                    yield ast.unparse(inner)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_text_goes_past_the_catalogues(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert [text for text in unmarked(tree) if text not in EXCEPTIONS] == []
    assert list(unseen(tree)) == []


def test_every_exception_is_still_needed() -> None:
    found = {text for file in FILES for text in unmarked(ast.parse(file.read_text(encoding="utf-8")))}
    assert set(EXCEPTIONS) <= found


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ('x = "two words"', ["two words"]),
        ('x = f"{a} two words"', ["{} two words"]),
        ('x = f"page {n} of {all}"; y = f"{name} ({b})"', ["page {} of {}"]),
        ('x = _("two words"); y = N_("two words"); z = counted("one thing", "two things", 2)', []),
        ('def f():\n    """Two words."""\n    raise BadValue("two words")', []),
        ('x = cell(_("a text"), bold="no text")', ["no text"]),
        ('x = "a-key"; y = "R {amount}"', []),
    ],
)
def test_the_scan_sees_what_it_should(code: str, told: list[str]) -> None:
    assert list(unmarked(ast.parse(code))) == told


def test_a_mark_inside_an_f_string_is_seen_where_it_holds_a_text() -> None:
    assert list(unseen(ast.parse("x = f\"{_('two words')}: {_(name)}\""))) == ["_('two words')"]
