from __future__ import annotations

from collections.abc import Callable

from typer.testing import Result

from claimapp import __version__

COMMANDS = ["assess", "batch", "report", "detect", "disc", "estimate", "models", "train", "evaluate", "desk"]


def test_every_command_of_the_contract_is_there_and_no_other(claimapp: Callable[..., Result]) -> None:
    listed = claimapp("--help").stdout
    assert all(command in listed for command in COMMANDS)


def test_every_command_shows_an_example(claimapp: Callable[..., Result]) -> None:
    for command in COMMANDS:
        if command not in {"models", "evaluate"}:
            assert f"Example: claimapp {command}" in " ".join(claimapp(command, "--help").stdout.split()), command
    for command in ("list", "verify", "export"):
        assert "Example:" in claimapp("models", command, "--help").stdout
    assert "Example:" in claimapp("evaluate", "damage", "--help").stdout


def test_the_version_is_printed(claimapp: Callable[..., Result]) -> None:
    assert claimapp("--version").stdout == f"claimapp {__version__}\n"


def test_an_unknown_command_is_a_usage_error(claimapp: Callable[..., Result]) -> None:
    assert claimapp("guess").exit_code == 2
