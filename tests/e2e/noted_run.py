"""Run `claimapp` and write down which heavy modules it loaded.

Usage: python noted_run.py LOADED.json ARGUMENT...
"""

from __future__ import annotations

import atexit
import json
import sys
from pathlib import Path

HEAVY = ("torch", "torchvision", "ultralytics", "easyocr", "PySide6")


def main() -> None:
    """Run the program, record the modules at its end."""
    target = Path(sys.argv[1])
    atexit.register(lambda: target.write_text(json.dumps([name for name in HEAVY if name in sys.modules])))
    sys.argv = ["claimapp", *sys.argv[2:]]
    from claimapp.__main__ import run

    run()


if __name__ == "__main__":
    main()
