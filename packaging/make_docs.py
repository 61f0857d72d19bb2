"""Make docs/settings.md from the table of settings (`make docs`); `--check` fails where it is not up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from claimapp.settings import SETTINGS_VARIABLE, described

DOCS = Path(__file__).resolve().parent.parent / "docs"


def settings_page() -> str:
    """The page of settings: one row a setting."""
    rows = [
        f"| `{each.name}` | {each.text} | {each.allowed} | {each.default or '–'} | `{each.variable}` |"
        for each in described()
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "<!-- Made by `make docs` from claimapp/settings.py. -->",
            "",
            "What is set once for every claim stands in `settings.toml`; `claimapp settings` says where that",
            f"file is and what is set. `{SETTINGS_VARIABLE}` names another file. An environment variable wins over",
            "the file, an option of a command over both. A relative folder is looked for where the setting stands.",
            "",
            "```toml",
            'language = "af"',
            'price_lists = ["C:/insurers/example-insurer"]',
            "```",
            "",
            "| setting | what for | allowed | default | variable |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            "A folder of `price_lists` holds one or more of the tables in `assets/tables`, with the same columns.",
            "Its rows go before the shipped ones of the same key, and a later folder before an earlier one; give them",
            'the status INSURER. A claim can name one more: `[prices]` with `tables = "../example-insurer"` in',
            "claim.toml.",
            "",
        ]
    )


def main() -> int:
    """Write the pages, or with --check compare them."""
    page = DOCS / "settings.md"
    if "--check" in sys.argv:
        if not page.is_file() or page.read_text(encoding="utf-8") != settings_page():
            print("docs/settings.md is not up to date; run `make docs`")
            return 1
        return 0
    page.write_text(settings_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
