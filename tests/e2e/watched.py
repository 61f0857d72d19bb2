"""Run a program and have the kernel say whether it, or any process or thread it starts, asked for the network.

Refusing sockets inside the program proves little: a thread that is refused dies unseen, and
compiled code asks the kernel past Python. strace writes every attempt down, answered or not.
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

_CALLS = "connect,sendto,sendmsg,sendmmsg"
_TO_THE_NETWORK = re.compile(r"sa_family=AF_INET6?\b")


@dataclass(frozen=True, slots=True)
class Watched:
    """How a run ended, and every system call by which it addressed a network (one text a call)."""

    code: int
    stdout: str
    stderr: str
    network: tuple[str, ...]


def watch(command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None) -> Watched:
    """Run `command` to its end; a name look-up counts as an attempt, and so does the machine's own address."""
    with tempfile.TemporaryDirectory() as folder:
        calls = Path(folder) / "calls"
        done = subprocess.run(
            [*_strace(), "-o", str(calls), *command], capture_output=True, text=True, check=False, cwd=cwd, env=env
        )
        seen = calls.read_text(errors="replace").splitlines()
    return Watched(
        done.returncode, done.stdout, done.stderr, tuple(call for call in seen if _TO_THE_NETWORK.search(call))
    )


@functools.cache
def _strace() -> tuple[str, ...]:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux has strace, which records what the program asks of the network")
    strace = shutil.which("strace")
    assert strace, "strace is missing: install the packages of packaging/debian-packages.txt"
    command = (strace, "-f", "-qq", "--seccomp-bpf", "-e", f"trace={_CALLS}")
    tried = subprocess.run([*command, "true"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, f"strace may not look at programs here, so nothing is proved: {tried.stderr}"
    return command
