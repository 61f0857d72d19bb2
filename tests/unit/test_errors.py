"""errors.py: the drawn tree is the tree, and nothing of an error is lost on its way."""

from __future__ import annotations

import pickle
import re

import pytest

from claimapp import errors
from claimapp.errors import BadValue, ClaimAppError, ClaimFileProblem, PhotoProblem

_EVERY_KIND = [getattr(errors, name) for name in errors.__all__]

# The exit codes of the contract; a kind that is not named here ends with 1.
_EXIT_CODES = {
    "SetupProblem": 2,
    "UsageProblem": 2,
    "TableProblem": 2,
    "ClaimFileProblem": 2,
    "EditProblem": 2,
    "AssessmentProblem": 2,
    "NothingToAssess": 3,
    "ModelProblem": 4,
    "OutputProblem": 5,
    "Interrupted": 130,
}


def _drawn_tree() -> dict[str, tuple[str, int | None]]:
    """Each name of the drawing with the name that it hangs from, and the exit code noted beside it."""
    above: list[str] = []
    drawn: dict[str, tuple[str, int | None]] = {}
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"((?:│   |    )*)[├└]── (\w+)", line)
        if found:
            depth = len(found[1]) // 4
            noted = re.search(r"\(exit (\d+)", line)
            parent = above[depth - 1] if depth else "ClaimAppError"
            drawn[found[2]] = (parent, int(noted[1]) if noted else None)
            above[depth:] = [found[2]]
    return drawn


def test_the_drawn_tree_matches_the_classes() -> None:
    parents = {name: parent for name, (parent, _) in _drawn_tree().items()}
    assert parents == {kind.__name__: kind.__base__.__name__ for kind in _EVERY_KIND if kind is not ClaimAppError}


def test_exit_codes_noted_in_the_drawing_are_those_of_the_classes() -> None:
    noted = {name: code for name, (_, code) in _drawn_tree().items() if code is not None}
    assert len(noted) == 12
    assert noted == {name: getattr(errors, name).exit_code for name in noted}


@pytest.mark.parametrize("kind", _EVERY_KIND, ids=lambda kind: kind.__name__)
def test_exit_codes_are_those_of_the_contract(kind: type[ClaimAppError]) -> None:
    assert kind.exit_code == _EXIT_CODES.get(kind.__name__, 1)


def test_every_error_of_the_module_is_public() -> None:
    made_here = {
        name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, ClaimAppError)
    }
    assert made_here == set(errors.__all__)


@pytest.mark.parametrize("kind", _EVERY_KIND, ids=lambda kind: kind.__name__)
def test_a_pickled_error_keeps_message_hint_and_where(kind: type[ClaimAppError]) -> None:
    back = pickle.loads(pickle.dumps(kind("it is torn", hint="mend it", where="p1.jpg")))
    assert type(back) is kind
    assert (back.message, back.hint, back.where, str(back)) == (
        "it is torn",
        "mend it",
        "p1.jpg",
        "p1.jpg: it is torn; mend it",
    )


def test_text_names_place_fault_and_remedy_and_leaves_out_what_is_not_known() -> None:
    assert str(PhotoProblem("the file is empty")) == "the file is empty"
    assert str(PhotoProblem("the file is empty", where="a.jpg")) == "a.jpg: the file is empty"
    assert str(ClaimFileProblem("a typo", hint="correct it")) == "a typo; correct it"
    assert PhotoProblem("the file is empty", hint="send it again", where="a.jpg").sentence == (
        "the file is empty; send it again"
    )


def test_a_bad_value_is_our_own_bug_and_no_fault_of_the_input() -> None:
    assert issubclass(BadValue, errors.Bug)
    assert not issubclass(BadValue, errors.InputProblem | errors.SetupProblem | errors.JobFailed)
