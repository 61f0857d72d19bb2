from __future__ import annotations

import json
import os
import signal

import pytest
import typer

from claimapp.cli.console import Talk, cancel_on_ctrl_c, print_json, reporting_errors
from claimapp.errors import ModelProblem, NothingToAssess, OutputProblem
from claimapp.pipeline.progress import Progress, Step

QUIET = Talk(quiet=True, verbose=False)


@pytest.mark.parametrize(
    ("problem", "code"), [(NothingToAssess("x"), 3), (ModelProblem("x"), 4), (OutputProblem("x"), 5)]
)
def test_an_error_is_one_sentence_and_its_exit_code(
    problem: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as left, reporting_errors(QUIET):
        raise problem
    assert left.value.exit_code == code
    captured = capsys.readouterr()
    assert captured.err == "claimapp: x\n"
    assert captured.out == ""


def test_a_traceback_is_shown_only_under_v(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), reporting_errors(Talk(quiet=True, verbose=True)):
        raise NothingToAssess("x")
    assert "Traceback" in capsys.readouterr().err


def test_a_fault_of_the_program_is_a_sentence_too_and_a_traceback_under_v(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as left, reporting_errors(QUIET):
        raise ZeroDivisionError("by zero")
    assert left.value.exit_code == 1
    assert capsys.readouterr().err.startswith("claimapp: a fault of the program (ZeroDivisionError: by zero)")
    with pytest.raises(typer.Exit), reporting_errors(Talk(quiet=True, verbose=True)):
        raise ZeroDivisionError
    assert "Traceback" in capsys.readouterr().err


def test_an_exit_code_passes_through() -> None:
    with pytest.raises(typer.Exit) as left, reporting_errors(QUIET):
        raise typer.Exit(7)
    assert left.value.exit_code == 7


def test_the_first_ctrl_c_asks_to_stop_and_the_old_handler_comes_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with cancel_on_ctrl_c(QUIET) as cancelled:
        assert not cancelled()
        os.kill(os.getpid(), signal.SIGINT)
        assert cancelled()
    assert signal.getsignal(signal.SIGINT) is before


def test_json_is_the_only_thing_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"colour": "wit / blanc é"})
    assert json.loads(capsys.readouterr().out) == {"colour": "wit / blanc é"}


def test_no_bar_is_drawn_where_stderr_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Talk(quiet=False, verbose=False).progress() as told:
        told(Progress(Step.PHOTOS, 0, 3, "a.jpg"))
    assert capsys.readouterr().err == ""
