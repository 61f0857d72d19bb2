"""The disc reader against a folder of photos with known discs."""

from __future__ import annotations

import functools
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimapp.domain.choices import TextEngine
from claimapp.domain.disc import DISC_FIELDS, Disc
from claimapp.errors import UsageProblem
from claimapp.runtime.open_text_reader import open_text_reader
from claimapp.stages.disc.read import read_disc
from claimapp.stages.intake.decode import decode_file

__all__ = ["SHOWN_AS_FACT", "evaluate_disc"]

SHOWN_AS_FACT = 0.80
"""Confidence from which a reader's value is judged as a statement: wrong above it is the worst error."""

_TRUTH_NAME = "truth.jsonl"
_TOLD_EVERY = 20


@dataclass(frozen=True, slots=True)
class _Judged:
    """One photo: its truth (None without a disc), what was read, seconds, and how it was taken."""

    truth: Mapping[str, str] | None
    disc: Disc | None
    seconds: float
    conditions: Mapping[str, Any]

    @property
    def read(self) -> dict[str, str]:
        return {name: field.value for name, field in self.disc.fields.items()} if self.disc else {}

    @property
    def all_right(self) -> bool:
        return self.truth is not None and all(self.read.get(name) == value for name, value in self.truth.items())


def evaluate_disc(
    folder: Path,
    *,
    text_engine: TextEngine = TextEngine.RAPIDOCR,
    told: Callable[[str], None] = lambda _: None,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Any]:
    """Judge the reader on `folder`/truth.jsonl (`{"file", "fields" or null, "conditions"}` a line).

    A field is right when its text is equal, left out when nothing was read, else wrong.
    `wrong_above_line` counts wrong values of confidence SHOWN_AS_FACT or more,
    `invented_on_empty` values read on photos without a disc. Seconds include no decoding.

    Raises:
        UsageProblem: if truth.jsonl is missing or a line of it is damaged.
        PhotoProblem: if a photo of the set cannot be read.
    """
    reader = functools.cache(lambda: open_text_reader(text_engine))
    judged: list[_Judged] = []
    lines = _truth(folder)
    for number, line in enumerate(lines, start=1):
        pixels = decode_file(folder / line["file"]).pixels_rgb
        started = clock()
        disc = read_disc(pixels, f"p{number}", open_text_reader=reader, text_wanted=True)
        judged.append(_Judged(line["fields"], disc, clock() - started, line.get("conditions", {})))
        if number % _TOLD_EVERY == 0:
            told(f"disc: {number} of {len(lines)} photos")
    seconds = [item.seconds for item in judged]
    return {
        "photos": len(judged),
        "fields": {name: _counts(name, judged) for name in DISC_FIELDS},
        "all_right": sum(item.all_right for item in judged),
        "wrong_above_line": sum(_wrong_above_line(item) for item in judged),
        "invented_on_empty": sum(len(item.read) for item in judged if item.truth is None),
        "seconds": {"p50": round(statistics.median(seconds), 3), "p95": round(_percentile_95(seconds), 3)},
        "by_condition": _by_condition(judged),
    }


def _truth(folder: Path) -> list[dict[str, Any]]:
    path = folder / _TRUTH_NAME
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if not lines or not all(isinstance(line["file"], str) and "fields" in line for line in lines):
            raise ValueError("a line lacks file or fields")
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise UsageProblem(
            "the folder has no usable truth.jsonl",
            hint='write {"file": ..., "fields": {...} or null, "conditions": {...}} a line',
            where=str(path),
        ) from problem
    return [line | {"fields": _known(line["fields"])} for line in lines]


def _known(fields: Mapping[str, str | None] | None) -> dict[str, str] | None:
    """A field that the truth gives as null was not legible to whoever wrote it: nobody is asked for it."""
    return None if fields is None else {name: value for name, value in fields.items() if value is not None}


def _counts(name: str, judged: list[_Judged]) -> dict[str, int]:
    asked = [item for item in judged if item.truth and name in item.truth]
    right = sum(item.truth is not None and item.read.get(name) == item.truth[name] for item in asked)
    left_out = sum(name not in item.read for item in asked)
    return {"right": right, "wrong": len(asked) - right - left_out, "left_out": left_out}


def _wrong_above_line(item: _Judged) -> int:
    if not item.truth or not item.disc:
        return 0
    return sum(
        field.confidence >= SHOWN_AS_FACT and name in item.truth and field.value != item.truth[name]
        for name, field in item.disc.fields.items()
    )


def _percentile_95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def _by_condition(judged: list[_Judged]) -> dict[str, dict[str, dict[str, int]]]:
    """For each condition and value: photos with a disc, and how many were wholly right."""
    table: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    for item in judged:
        for name, value in item.conditions.items() if item.truth is not None else ():
            shown = f"{value:.1f}" if isinstance(value, float) else str(value)
            cell = table[name].setdefault(shown, {"photos": 0, "all_right": 0})
            cell["photos"] += 1
            cell["all_right"] += item.all_right
    return {name: dict(sorted(cells.items())) for name, cells in table.items()}
