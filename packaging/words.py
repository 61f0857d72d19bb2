"""Collect the texts of the program into the catalogues of the languages, and compile them (`make words`).

`--check` changes nothing and fails where a catalogue is not up to date.
"""

from __future__ import annotations

import gettext
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from claimapp.words.language import LOCALES, Language

PACKAGE = Path(__file__).resolve().parent.parent / "claimapp"
KEYWORDS = {"_": None, "N_": None, "counted": (1, 2)}
WIDTH = 120
MADE = datetime(2026, 1, 1, tzinfo=UTC)


def template() -> Catalog:
    """Every text that is marked in the package, each with the files that hold it."""
    catalog = Catalog(project="claimapp", charset="utf-8")
    found = extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for file, _, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalog.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalog


def updated(language: Language, texts: Catalog) -> tuple[bytes, bytes]:
    """The catalogue of a language brought up to date: its .po and its .mo."""
    file = LOCALES / language / "LC_MESSAGES" / "claimapp.po"
    catalog = read_po(io.BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(locale=language)
    catalog.update(texts, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = f"# Texts of claimapp in {Locale.parse(str(language)).english_name}. Made by `make words`."
    catalog.fuzzy = False
    catalog.creation_date = catalog.revision_date = MADE  # the same texts give the same files
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, width=WIDTH, no_location=False, include_lineno=False, sort_by_file=True, omit_header=False)
    write_mo(mo, catalog)
    return po.getvalue(), mo.getvalue()


def faults(language: Language, texts: Catalog) -> list[str]:
    """What is wrong with a language's catalogue: texts that it lacks or that are gone, a .mo that is older."""
    folder = LOCALES / language / "LC_MESSAGES"
    if not (folder / "claimapp.po").exists() or not (folder / "claimapp.mo").exists():
        return ["is not there"]
    catalog = read_po(io.BytesIO((folder / "claimapp.po").read_bytes()), locale=language)
    ids, wanted = {message.id for message in catalog if message.id}, {message.id for message in texts if message.id}
    found = [f"lacks {text!r}" for text in wanted - ids] + [f"has {text!r}, which is gone" for text in ids - wanted]
    with (folder / "claimapp.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalog:
        if (
            message.id
            and isinstance(message.id, str)
            and message.string
            and compiled.gettext(message.id) != message.string
        ):
            found.append(f"has an older {message.id!r} compiled")
    return found


def main() -> int:
    """Write, or with --check compare, the catalogues of every language but English, which is in the code."""
    texts, wrong = template(), []
    for language in Language:
        if language is Language.ENGLISH:
            continue
        if "--check" in sys.argv:
            wrong += [f"{language}: the catalogue {fault}" for fault in faults(language, texts)]
            continue
        folder = LOCALES / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in zip(("claimapp.po", "claimapp.mo"), updated(language, texts), strict=True):
            (folder / name).write_bytes(content)
    if wrong:
        print("\n".join([*wrong, "run `make words`, and translate what is new"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
