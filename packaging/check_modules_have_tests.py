"""Fail if a module has no test at the mirrored path: claimapp/a/b.py -> tests/unit/a/test_b.py (desk: tests/desk)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "claimapp"


def mirrored(module: Path) -> Path:
    """Return where the test of a module belongs."""
    inside = module.relative_to(PACKAGE)
    if inside.parts[0] == "desk":
        return ROOT / "tests" / "desk" / Path(*inside.parts[1:-1]) / f"test_{inside.name}"
    return ROOT / "tests" / "unit" / inside.parent / f"test_{inside.name}"


def main() -> int:
    """Return 0 if every module has its test, 1 with the list otherwise."""
    modules = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name not in {"__init__.py", "__main__.py"}]
    missing = [module for module in modules if not mirrored(module).exists()]
    for module in missing:
        sys.stdout.write(f"{module.relative_to(ROOT)} has no test at {mirrored(module).relative_to(ROOT)}\n")
    sys.stdout.write(f"{len(modules)} modules, {len(missing)} without a mirrored test\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
