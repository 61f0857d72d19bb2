"""Every error that claimapp raises on purpose.

ClaimAppError
├── InputProblem           the material is at fault: whoever sent it can mend it
│   ├── PhotoProblem       one photo cannot be read                            (exit 1: the rest is done)
│   ├── ClaimFileProblem   claim.toml has a typo, a wrong type or a wrong value (exit 2)
│   ├── AssessmentProblem  a saved assessment.json cannot be read              (exit 2)
│   ├── EditProblem        an edit names what is not there, or cannot be       (exit 2)
│   └── NothingToAssess    not one readable photo                              (exit 3)
├── SetupProblem           the installation or the call is at fault
│   ├── UsageProblem       an option, a path or a setting is wrong             (exit 2)
│   ├── TableProblem       a shipped price, hour or rule table is damaged      (exit 2)
│   └── ModelProblem       a model is missing, altered or of another version   (exit 4)
├── JobFailed              the work was right but could not be finished
│   ├── OutputProblem      the output cannot be written                        (exit 5)
│   ├── PrintProblem       the system's printing refused the report            (exit 1)
│   ├── EngineProblem      an inference engine or reader broke on one photo    (exit 1)
│   └── Interrupted        a person cancelled; what was finished is kept       (exit 130)
└── Bug                    a rule of our own code was broken: please report it
    └── BadValue           a value was built from impossible parts (a box with x1 < x0)

Each error is one sentence that says what is wrong, plus what to do (`hint`) and
where (`where`: a photo, file, line or key).
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "AssessmentProblem",
    "BadValue",
    "Bug",
    "ClaimAppError",
    "ClaimFileProblem",
    "EditProblem",
    "EngineProblem",
    "InputProblem",
    "Interrupted",
    "JobFailed",
    "ModelProblem",
    "NothingToAssess",
    "OutputProblem",
    "PhotoProblem",
    "PrintProblem",
    "SetupProblem",
    "TableProblem",
    "UsageProblem",
]


class ClaimAppError(Exception):
    """Base of all: `message` says what is wrong, `hint` what to do, `where` names the place."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        """Return the one sentence that a person reads: place, fault, remedy."""
        return f"{self.where}: {self.sentence}" if self.where else self.sentence

    @property
    def sentence(self) -> str:
        """Fault and remedy without the place, for lists that name the place in a column of its own."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __reduce__(self) -> tuple[object, ...]:
        """Keep hint and where across process borders (batch workers, the window's worker)."""
        return _rebuild, (type(self), self.message, self.hint, self.where)


def _rebuild(kind: type[ClaimAppError], message: str, hint: str, where: str) -> ClaimAppError:
    return kind(message, hint=hint, where=where)


class InputProblem(ClaimAppError):
    """The material is at fault; whoever sent it can mend it."""


class PhotoProblem(InputProblem):
    """One photo cannot be read; the rest of the claim goes on."""


class ClaimFileProblem(InputProblem):
    """claim.toml has an unknown key, a wrong type or a value out of range."""

    exit_code = 2


class AssessmentProblem(InputProblem):
    """A saved assessment.json cannot be read or is of an unknown schema."""

    exit_code = 2


class EditProblem(InputProblem):
    """An edit names something that is not there, or a value that cannot be."""

    exit_code = 2


class NothingToAssess(InputProblem):
    """A claim holds not one readable photo."""

    exit_code = 3


class SetupProblem(ClaimAppError):
    """The installation, a setting or the call is at fault."""

    exit_code = 2


class UsageProblem(SetupProblem):
    """An option, a path or a setting is wrong."""


class TableProblem(SetupProblem):
    """A shipped price, hour or rule table is damaged or lacks a row."""


class ModelProblem(SetupProblem):
    """A model is missing, altered or of another version."""

    exit_code = 4


class JobFailed(ClaimAppError):
    """The work was right but could not be finished."""


class OutputProblem(JobFailed):
    """The output folder or file cannot be written."""

    exit_code = 5


class PrintProblem(JobFailed):
    """The system's printing refused the report."""


class EngineProblem(JobFailed):
    """An inference engine or a text reader broke on one photo."""


class Interrupted(JobFailed):
    """A person cancelled; what was finished is kept."""

    exit_code = 130


class Bug(ClaimAppError):
    """A rule of our own code was broken."""


class BadValue(Bug):
    """A value was built from impossible parts."""
