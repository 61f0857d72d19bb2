"""Run `claimapp` with every network socket refused, and write down which heavy modules it loaded.

Usage: python offline_run.py LOADED.json ARGUMENT...
"""

from __future__ import annotations

import atexit
import json
import socket
import sys
from pathlib import Path
from typing import Any

HEAVY = ("torch", "torchvision", "ultralytics", "easyocr", "PySide6")


class NoNetwork(socket.socket):
    """Sockets within the machine's own processes are fine, any other is refused."""

    def __init__(self, family: int = -1, *more: Any, **named: Any) -> None:
        if family in (-1, socket.AF_INET, socket.AF_INET6):
            raise AssertionError("a network socket was opened")
        super().__init__(family, *more, **named)


def refuse(*arguments: Any, **named: Any) -> None:
    """Stand in for name look-ups and connections."""
    raise AssertionError(f"the network was asked for {arguments}")


def main() -> None:
    """Refuse sockets, run the program, record the modules."""
    target = Path(sys.argv[1])
    socket.socket = NoNetwork  # type: ignore[misc]
    socket.create_connection = refuse  # type: ignore[assignment]
    socket.getaddrinfo = refuse  # type: ignore[assignment]
    atexit.register(lambda: target.write_text(json.dumps([name for name in HEAVY if name in sys.modules])))
    sys.argv = ["claimapp", *sys.argv[2:]]
    from claimapp.cli.main import run

    run()


if __name__ == "__main__":
    main()
