"""An Assessment as assessment.json, and back; how each value is written is in `claimapp.store.converter`.

A file of an older schema is read through `claimapp.store.migrations`; a newer one is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cattrs
from cattrs.errors import ForbiddenExtraKeysError

from claimapp.atomic import replace_text
from claimapp.domain.assessment import SCHEMA, Assessment
from claimapp.domain.claim import check_claim
from claimapp.domain.edit import Edit
from claimapp.domain.files import FileName
from claimapp.errors import AssessmentProblem, ClaimAppError, ClaimFileProblem, EditProblem
from claimapp.store.converter import CONVERTER, plain
from claimapp.store.migrations import MIGRATIONS

__all__ = ["assessment_sha256", "dump", "load", "parse", "parse_edits", "plain", "save"]

_MOST_TOLD = 3  # contradictions that an error names


def dump(assessment: Assessment) -> str:
    r"""Return the JSON text, keys in the order of the contract, two blanks deep, ending in a line feed.

    Half of a character (a file name in an older encoding holds such) is written as `\udce9`,
    so that the text is UTF-8 and reads back the same.
    """
    text = json.dumps(plain(assessment), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")


def assessment_sha256(assessment: Assessment) -> str:
    """SHA-256 of the JSON text: the hash that the report prints."""
    return hashlib.sha256(dump(assessment).encode("utf-8")).hexdigest()


def save(assessment: Assessment, folder: Path) -> Path:
    """Write `folder`/assessment.json in one step and return its path.

    Raises:
        OutputProblem: if it cannot be written.
    """
    return replace_text(folder / FileName.ASSESSMENT, dump(assessment))


def load(path: Path, *, sums_checked: bool = True) -> Assessment:
    """Read a saved assessment.

    `sums_checked` False takes a file whose sums contradict its charges, for pricing again:
    the sums are then worked out anew from the charges.

    Raises:
        AssessmentProblem: if the file is missing, damaged, of a newer schema, or contradicts itself.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise AssessmentProblem(
            "the saved assessment cannot be read", hint="run `claimapp assess` on the claim folder", where=str(path)
        ) from problem
    return parse(text, where=str(path), sums_checked=sums_checked)


def parse(text: str, *, where: str = FileName.ASSESSMENT, sums_checked: bool = True) -> Assessment:
    """Read an assessment from JSON text; as `load`."""
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as problem:
        raise AssessmentProblem(
            f"the file is not whole JSON ({problem})", hint="run `claimapp assess` again", where=where
        ) from problem
    if not isinstance(content, dict) or not isinstance(content.get("schema"), int):
        raise AssessmentProblem("the file is not an assessment (no schema)", hint="name assessment.json", where=where)
    content = _migrated(content, where)
    assessment = _structured(content, where)
    if sums_checked and (faults := list(_contradictions(content, plain(assessment)))):
        told = "; ".join(faults[:_MOST_TOLD])
        raise AssessmentProblem(
            f"the figures contradict each other: {told}",
            hint="price again with `claimapp estimate`, and type figures with `claimapp edit`",
            where=where,
        )
    return assessment


def parse_edits(text: str) -> tuple[Edit, ...]:
    """Read one edit, or a list of them, from JSON text as `edits[].edit` has it.

    Raises:
        EditProblem: if it is not JSON, or not an edit.
    """
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as problem:
        raise EditProblem(
            f"the edit is not JSON ({problem})", hint="""write it as in '{"type": "dismiss", "damage": "d1"}'"""
        ) from problem
    try:
        edits: tuple[Edit, ...] = CONVERTER.structure(
            content if isinstance(content, list) else [content], tuple[Edit, ...]
        )
    except (cattrs.BaseValidationError, ValueError, KeyError) as problem:
        raise EditProblem(_first_fault(problem, "edit"), hint="correct the edit") from problem
    return edits


def _migrated(content: dict[str, Any], where: str) -> dict[str, Any]:
    try:
        while content["schema"] < SCHEMA and content["schema"] in MIGRATIONS:
            content = MIGRATIONS[content["schema"]](content)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
        raise AssessmentProblem(
            f"the file says schema {content['schema']}, but is not built like one",
            hint="run `claimapp assess` again",
            where=where,
        ) from problem
    if content["schema"] != SCHEMA:
        raise AssessmentProblem(
            f"the file has schema {content['schema']}, this program reads {SCHEMA}",
            hint="use the program version that wrote it, or a newer one",
            where=where,
        )
    return content


def _structured(content: dict[str, Any], where: str) -> Assessment:
    try:
        assessment: Assessment = CONVERTER.structure(content, Assessment)
        check_claim(assessment.claim)
    except (cattrs.BaseValidationError, ValueError, KeyError) as problem:
        raise AssessmentProblem(
            _first_fault(problem, "assessment"), hint="correct that place", where=where
        ) from problem
    except ClaimFileProblem as problem:
        fault = f"{problem.message} @ assessment.claim.{problem.where}"
        raise AssessmentProblem(fault, hint=problem.hint, where=where) from problem
    return assessment


def _contradictions(saved: Any, derived: Any, path: str = "") -> Iterator[str]:
    """Places where the file says something else than what follows from its own other values.

    Only the money is compared (`estimate`): texts are made when shown, and a number may be
    written with more places than the program keeps.
    """
    if path == "":
        yield from _contradictions(saved["estimate"], derived["estimate"], "estimate")
    elif isinstance(saved, dict) and isinstance(derived, dict):
        for key in derived:
            if key in saved and key not in ("reason", "source", "text"):
                yield from _contradictions(saved[key], derived[key], f"{path}.{key}")
    elif isinstance(saved, list) and isinstance(derived, list):
        for number, (one, other) in enumerate(zip(saved, derived, strict=False)):
            yield from _contradictions(one, other, f"{path}[{number}]")
    elif saved != derived:
        yield f"{path} is {saved}, worked out {derived}"


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _first_fault(problem: BaseException, path: str) -> str:
    if not isinstance(problem, cattrs.BaseValidationError):
        return _fault(problem, None)
    fault = cattrs.transform_error(problem, path=path, format_exception=_fault)[0]
    return fault.replace(".outline", ".polygon")  # by the name that the file uses


def _fault(problem: BaseException, _: type | None) -> str:
    """Say what is wrong with one value; cattrs adds the place (` @ assessment.damages[0].kind`)."""
    if isinstance(problem, ForbiddenExtraKeysError):
        return f"the key {', '.join(sorted(problem.extra_fields))} is not known"
    if isinstance(problem, KeyError):
        return f"the key {problem.args[0]} is missing"
    if isinstance(problem, ClaimAppError | ValueError):
        return str(problem)
    return "the value is of the wrong type"
