from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from claimapp.errors import PrintProblem
from claimapp.report.sent_to_printer import print_pdf


class FakeLp:
    """Stands in for subprocess.run: remembers the command, answers as told or raises."""

    def __init__(self, code: int = 0, out: str = "", err: str = "", fails: Exception | None = None) -> None:
        self.code, self.out, self.err, self.fails = code, out, err, fails
        self.command: list[str] = []
        self.options: dict[str, Any] = {}

    def __call__(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        self.command, self.options = command, options
        if self.fails:
            raise self.fails
        return subprocess.CompletedProcess(command, self.code, self.out, self.err)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "-report; rm x.pdf"
    path.write_bytes(b"%PDF-1.4")
    return path


def test_report_goes_to_the_default_printer_without_a_shell(report: Path) -> None:
    lp = FakeLp(out="request id is PDF-7 (1 file(s))\n")
    said = print_pdf(report, None, run=lp, system="linux")
    assert said == "handed to the default printer: request id is PDF-7 (1 file(s))"
    assert lp.command == ["lp", "-t", report.name, str(report.resolve())]
    assert "shell" not in lp.options
    assert lp.options["timeout"] > 0


def test_named_printer_is_passed_on(report: Path) -> None:
    lp = FakeLp()
    assert print_pdf(report, "Office", run=lp, system="darwin") == "handed to the printer Office"
    assert lp.command[:3] == ["lp", "-d", "Office"]


@pytest.mark.parametrize(
    ("lp", "said"),
    [
        (
            FakeLp(1, err="lp: The printer or class does not exist.\nmore"),
            "printer Office was refused .*does not exist",
        ),
        (FakeLp(3), "exit code 3"),
        (FakeLp(fails=FileNotFoundError("lp")), "no print command"),
        (FakeLp(fails=PermissionError(13, "Permission denied")), "Permission denied"),
        (FakeLp(fails=subprocess.TimeoutExpired("lp", 60)), "no answer"),
    ],
)
def test_refusal_is_one_clear_sentence(report: Path, lp: FakeLp, said: str) -> None:
    with pytest.raises(PrintProblem, match=said) as problem:
        print_pdf(report, "Office", run=lp, system="linux")
    assert problem.value.hint
    assert "more" not in problem.value.message


def test_missing_report_is_said_before_the_printer_is_asked(tmp_path: Path) -> None:
    lp = FakeLp()
    with pytest.raises(PrintProblem, match="no report to print"):
        print_pdf(tmp_path / "none.pdf", None, run=lp, system="linux")
    assert lp.command == []


def test_windows_prints_by_the_print_verb(report: Path) -> None:
    calls: list[tuple[str, ...]] = []
    for printer in (None, "Office 2"):
        print_pdf(report, printer, system="win32", start=lambda *given: calls.append(given))
    whole = str(report.resolve())
    assert calls == [(whole, "print"), (whole, "printto", '"Office 2"')]


def test_windows_refusal_is_a_print_problem(report: Path) -> None:
    def refuse(*_given: str) -> None:
        raise OSError(1155, "No application is associated")

    with pytest.raises(PrintProblem, match="No application"):
        print_pdf(report, None, system="win32", start=refuse)
    with pytest.raises(PrintProblem, match="no way to print"):
        print_pdf(report, None, system="win32")
