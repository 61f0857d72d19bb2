"""How the window words what went wrong: as the program does, without advice on command-line options."""

from __future__ import annotations

import re

from claimapp.errors import AssessmentProblem, ClaimAppError, EngineProblem, ModelProblem, OutputProblem, UsageProblem

__all__ = ["problem_text", "without_options"]

_OF_THE_COMMAND_LINE = re.compile(
    r"(?<![\w-])-{1,2}[a-z]"  # an option: -o, --runtime
    r"|`claimapp "  # a command
    r"|\bthe runtime\b|\b(?:text engine|use rapidocr|use easyocr)\b"  # chosen by an option alone
)

_OWN_HINTS: dict[type[ClaimAppError], str] = {
    EngineProblem: "try again, or leave this photo out",
    OutputProblem: "make the folder writable and check that the disk has room, then try again",
    AssessmentProblem: "move this file out of its folder, then open the claim folder and find damage anew",
    ModelProblem: "install claimapp again",
    UsageProblem: "open another folder",
}
"""What the window advises instead, by kind of error."""


def problem_text(problem: ClaimAppError) -> str:
    """Return the one sentence of an error for the window; a hint that it cannot follow gives way to one that it can."""
    hint = problem.hint
    if _OF_THE_COMMAND_LINE.search(hint):
        hint = next((own for kind, own in _OWN_HINTS.items() if isinstance(problem, kind)), "")
    return str(type(problem)(without_options(problem.message), hint=hint, where=problem.where))


def without_options(sentence: str) -> str:
    """Return a sentence without those of its parts, split at `; `, that speak of options; never an empty one."""
    parts = sentence.split("; ")
    kept = [part for part in parts[1:] if not _OF_THE_COMMAND_LINE.search(part)]
    return "; ".join([parts[0], *kept])
