"""Whole claims against what a person found on their photos: which parts are named, once, on the right side.

The truth is a file of TOML, one `[[claim]]` a claim: `name`, `photos` (names below the data set's
val photos, without ending), `parts` and `doubtful` (`headlamp left`, `wheel right front`, `bonnet`),
`held_back` for claims that are looked at only when a version is finished.
"""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claimapp import __version__
from claimapp.domain.claim import ClaimFacts
from claimapp.domain.part import LIDS, PARTS, End, PartName, Place, Side
from claimapp.errors import BadValue, UsageProblem
from claimapp.pipeline.engines import Engines
from claimapp.pipeline.route import assess

__all__ = ["JudgedClaim", "PartsFound", "evaluate_claims", "judge_parts", "read_judged_claims"]


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """One claim of the truth; right or wrong at a `doubtful` place counts for nothing."""

    name: str
    photos: tuple[str, ...]
    parts: frozenset[Place]
    doubtful: frozenset[Place] = frozenset()
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class PartsFound:
    """Outcome for one claim: places of the truth that were named or `missed`, and what was named besides.

    `right` are places of the truth. `side_missing` counts those of them whose side is not
    named, `twice` what names a place again that has been named, `wrong` what is not damaged
    there, the wrong side of a damaged part included (`wrong_side` of them).
    """

    name: str
    right: tuple[Place, ...]
    missed: tuple[Place, ...]
    wrong: tuple[Place, ...]
    twice: tuple[Place, ...]
    side_missing: int
    wrong_side: int


def read_judged_claims(file: Path) -> tuple[JudgedClaim, ...]:
    """Read the truth.

    Raises:
        UsageProblem: if the file cannot be read, or a part in it is not one.
    """
    try:
        listed = tomllib.loads(file.read_text(encoding="utf-8"))["claim"]
        return tuple(
            JudgedClaim(
                name=claim["name"],
                photos=tuple(claim["photos"]),
                parts=frozenset(map(_place, claim["parts"])),
                doubtful=frozenset(map(_place, claim.get("doubtful", ()))),
                held_back=claim.get("held_back", False),
            )
            for claim in listed
        )
    except (OSError, KeyError, ValueError, BadValue) as problem:
        raise UsageProblem(
            f"the judged claims cannot be read ({problem})",
            hint='write [[claim]] with name, photos and parts, as in "headlamp left"',
            where=str(file),
        ) from problem


def judge_parts(claim: JudgedClaim, named: Iterable[Place]) -> PartsFound:
    """Hold the places that a program names against the truth of a claim.

    A half-known part (a bumper) is right where a part that it may be is damaged; a part
    without a side is right for either, but counted. Naming one lid of the boot for the other is no
    mistake. Surer places are tried first.
    """
    right: list[Place] = []
    wrong: list[Place] = []
    twice: list[Place] = []
    side_missing = wrong_side = 0
    for place in sorted(set(named), key=_vagueness):
        fitting = [true for true in sorted(claim.parts, key=_order) if _fits(place, true)]
        left = [true for true in fitting if true not in right]
        if left:
            right.append(left[0])
            side_missing += left[0].side is not None and place.side is None
        elif any(_fits(place, maybe) for maybe in claim.doubtful):
            continue
        elif fitting:
            twice.append(place)
        else:
            wrong.append(place)
            wrong_side += any(_fits(Place(place.part, None, place.end), true) for true in claim.parts)
    missed = tuple(true for true in sorted(claim.parts, key=_order) if true not in right)
    return PartsFound(claim.name, tuple(right), missed, tuple(wrong), tuple(twice), side_missing, wrong_side)


def evaluate_claims(
    data: Path,
    claims: Sequence[JudgedClaim],
    engines: Engines,
    *,
    told: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Assess every claim from its photos below `data`/images/val and judge the parts that its damages name.

    Raises:
        UsageProblem: if a photo of the truth is not there, or there is no claim.
    """
    if not claims:
        raise UsageProblem("there is no claim to judge", hint="leave --held-back out", where=str(data))
    found = []
    unplaced = 0
    for claim in claims:
        told(claim.name)
        named, without_part = _assessed(data, claim, engines)
        found.append(judge_parts(claim, named))
        unplaced += without_part
    return _figures(found) | {"damages_without_part": unplaced, "claims": [_told(each) for each in found]}


def _assessed(data: Path, claim: JudgedClaim, engines: Engines) -> tuple[set[Place], int]:
    with tempfile.TemporaryDirectory() as folder:
        for name in claim.photos:
            photo = next((data / "images" / "val").glob(f"{name}.*"), None)
            if photo is None:
                raise UsageProblem(f"the photo {name} is not there", hint="name the data set", where=str(data))
            shutil.copyfile(photo, Path(folder) / photo.name)
        made = assess(Path(folder), ClaimFacts(claim.name), engines, created=datetime.now(UTC), version=__version__)
    there = [damage for damage in made.damages if not damage.dismissed]
    places = {damage.place for damage in there if damage.place is not None}
    return places, sum(damage.place is None for damage in there)


def _figures(found: Sequence[PartsFound]) -> dict[str, Any]:
    right = sum(len(each.right) for each in found)
    missed = sum(len(each.missed) for each in found)
    wrong = sum(len(each.wrong) for each in found)
    twice = sum(len(each.twice) for each in found)
    named = right + wrong + twice
    return {
        "parts": right + missed,
        "right": right,
        "missed": missed,
        "wrong": wrong,
        "twice": twice,
        "precision": round(right / named, 3) if named else 0.0,
        "recall": round(right / (right + missed), 3) if right + missed else 0.0,
        "f1": round(2 * right / (right + named + missed), 3) if right + named + missed else 0.0,
        "side_missing": sum(each.side_missing for each in found),
        "wrong_side": sum(each.wrong_side for each in found),
    }


def _told(found: PartsFound) -> dict[str, Any]:
    return {"name": found.name} | {
        what: [_words(place) for place in getattr(found, what)] for what in ("right", "missed", "wrong", "twice")
    }


def _place(text: str) -> Place:
    part, *more = text.split()
    sides = [Side(word) for word in more if word in list(Side)]
    ends = [End(word) for word in more if word not in list(Side)]
    if len(sides) > 1 or len(ends) > 1:
        raise BadValue(f"{text!r} has two sides or two ends")
    return Place(PartName(part), next(iter(sides), None), next(iter(ends), None))


def _words(place: Place) -> str:
    return " ".join(word for word in (place.part, place.side, place.end) if word)


def _fits(named: Place, true: Place) -> bool:
    same_part = named.part is true.part or true.part in PARTS[named.part].may_be or {named.part, true.part} <= LIDS
    same_side = named.side is None or true.side is None or named.side is true.side
    return same_part and same_side and (named.end is None or true.end is None or named.end is true.end)


def _vagueness(place: Place) -> tuple[int, bool, str]:
    return len(PARTS[place.part].may_be), place.side is None, place.key


def _order(place: Place) -> str:
    return place.key
