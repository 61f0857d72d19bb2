"""Golden files: what the program made of the sample, kept whole, so that every change of it is seen and meant.

`make golden` writes them anew; its diff is what a change did.
"""

from __future__ import annotations

import difflib
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

__all__ = ["GOLDEN", "check_json", "check_text", "pdf_text"]

GOLDEN = Path(__file__).with_name("golden")
WRITE = os.environ.get("CLAIMAPP_GOLDEN") == "write"

_SHARES = {"confidence", "blur", "dark", "part_coverage", "share_of_part"}
_NEAR_SHARE = 0.02
_NEAR_PX = 3.0
"""Another processor rounds a model's sums otherwise; another model moves them further than this."""
_PERCENT = re.compile(r"(\d+)[ \u00a0]%")


def pdf_text(path: Path, *, pages: int | None = None) -> str:
    """The text of a PDF as a reader gets it, page by page; `pages` keeps the first ones."""
    told = []
    for number, page in enumerate(PdfReader(path).pages[:pages], start=1):
        lines = [" ".join(line.replace("\u00a0", " ").split()) for line in page.extract_text().splitlines()]
        told += [f"--- page {number}", *(line for line in lines if line)]
    return "\n".join(told) + "\n"


def check_text(name: str, text: str) -> None:
    """Compare with a golden file, line by line; a share that is one per cent off counts as the same."""
    file = GOLDEN / name
    if WRITE:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    wanted = file.read_text(encoding="utf-8").splitlines()
    got = text.splitlines()
    if len(got) == len(wanted):
        got = [old if _same_but_for_rounding(new, old) else new for new, old in zip(got, wanted, strict=True)]
    _fail_on_difference(name, wanted, got)


def check_json(name: str, content: Any) -> None:
    """Compare with a golden JSON file; shares and pixels that a processor may round otherwise count as the same."""
    file = GOLDEN / name
    if WRITE:
        file.parent.mkdir(exist_ok=True)
        file.write_text(_dumped(content), encoding="utf-8", newline="\n")
    wanted = json.loads(file.read_text(encoding="utf-8"))
    _fail_on_difference(name, _dumped(wanted).splitlines(), _dumped(_settled(content, wanted, "")).splitlines())


def _fail_on_difference(name: str, wanted: list[str], got: list[str]) -> None:
    if wanted != got:
        told = "\n".join(difflib.unified_diff(wanted, got, f"golden/{name}", "now", lineterm="", n=2))
        pytest.fail(f"{told}\n\nIf that is meant, run `make golden` and look at its diff.", pytrace=False)


def _dumped(content: Any) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _settled(new: Any, old: Any, key: str) -> Any:
    """`new` with the old value of every number that is as near as rounding brings it."""
    if isinstance(new, dict) and isinstance(old, dict):
        return {name: _settled(value, old.get(name), name) for name, value in new.items()}
    if isinstance(new, list) and isinstance(old, list) and len(new) == len(old):
        return [_settled(one, other, key) for one, other in zip(new, old, strict=True)]
    near = _NEAR_PX if key == "box" else _NEAR_SHARE if key in _SHARES else None
    if near is not None and isinstance(new, int | float) and isinstance(old, int | float) and abs(new - old) <= near:
        return old
    return new


def _same_but_for_rounding(new: str, old: str) -> bool:
    if _PERCENT.sub("%", new) != _PERCENT.sub("%", old):
        return False
    pairs = zip(_PERCENT.findall(new), _PERCENT.findall(old), strict=True)
    return all(abs(int(one) - int(other)) <= 1 for one, other in pairs)
