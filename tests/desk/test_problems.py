from __future__ import annotations

import pytest

from claimapp.desk.problems import problem_text, without_options
from claimapp.errors import AssessmentProblem, ClaimAppError, EngineProblem, ModelProblem, OutputProblem, PhotoProblem


@pytest.mark.parametrize(
    "problem",
    [
        EngineProblem("the engine broke on this photo", hint="try again with --runtime torch", where="a.jpg"),
        OutputProblem("the file cannot be written", hint="choose another folder with -o, or make it writable"),
        AssessmentProblem("the file is not whole JSON", hint="run `claimapp assess` again", where="/a"),
        ModelProblem("rapidocr cannot be loaded", hint="install claimapp again, or use another text engine"),
    ],
)
def test_hint_on_options_gives_way_to_one_that_the_window_can_follow(problem: ClaimAppError) -> None:
    text = problem_text(problem)
    start = f"{problem.where}: {problem.message}; " if problem.where else f"{problem.message}; "
    assert text.startswith(start)
    assert len(text) > len(start)
    assert not any(word in text for word in (" -o", "--", "`", "text engine"))


def test_any_other_error_is_told_as_it_is() -> None:
    problem = PhotoProblem("the file is empty (0 bytes)", hint="export it again from the e-mail", where="a-o.jpg")
    assert problem_text(problem) == str(problem)


def test_advice_on_options_is_left_out_of_a_saved_sentence() -> None:
    assert without_options("the engine broke; try again with --runtime torch") == "the engine broke"
    assert without_options("the photo is empty; export it again") == "the photo is empty; export it again"
    assert without_options("") == ""
