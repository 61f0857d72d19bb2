"""Fail if the tests ran fewer lines of a layer than its floor; reads what `make covered` measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

FLOORS = {
    "app": 97.5,
    "batch": 97.0,
    "cli": 93.5,
    "desk": 96.5,
    "domain": 99.0,
    "pipeline": 99.0,
    "report": 97.0,
    "runtime": 97.0,
    "stages": 98.5,
    "store": 98.5,
    "training": 95.0,
    "words": 96.5,
}
"""Per cent of lines, a little below what is reached. What is missing is for processes that are killed, and the like."""


def main() -> int:
    """Return 0 if every layer is at its floor or above, else 1; print a line a layer."""
    report = subprocess.run(
        [sys.executable, "-m", "coverage", "json", "-q", "-o", "-"], check=True, capture_output=True, text=True
    )
    lines, covered = Counter[str](), Counter[str]()
    for file, measured in json.loads(report.stdout)["files"].items():
        layer = file.replace("\\", "/").split("/")[1]
        lines[layer] += measured["summary"]["num_statements"]
        covered[layer] += measured["summary"]["covered_lines"]
    low = []
    for layer, floor in FLOORS.items():
        share = 100 * covered[layer] / lines[layer] if lines[layer] else 0.0
        sys.stdout.write(f"{layer:<9} {share:5.1f} % of {lines[layer]} lines run by tests, floor {floor} %\n")
        if share < floor:
            low.append(layer)
    if low:
        sys.stdout.write(f"below the floor: {', '.join(low)}; add tests (coverage html shows the lines)\n")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
