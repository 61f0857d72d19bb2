"""Change the code in small ways and see whether a test fails: `make mutants MODULE=claimapp/domain`.

Works on a copy in out/mutants, with the settings of `[tool.mutmut]`; a module is a file or a folder of the package.
Its mirrored tests and all others of that folder judge it. Survivors are printed as the change that nobody noticed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "out" / "mutants"
COPIED = ("claimapp", "tests", "assets", "docs", "packaging")
LINKED = ("models",)
"""Large, and read only."""


def main() -> int:
    """Run one module and print killed of all, with the survivors."""
    if len(sys.argv) != 2 or not (ROOT / sys.argv[1]).exists() or not sys.argv[1].startswith("claimapp/"):
        print("name one module of the package: make mutants MODULE=claimapp/domain/money.py")
        return 2
    module = Path(sys.argv[1])
    _prepare(module)
    environment = {**os.environ, "CI": "1", "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen"}
    if subprocess.run([*_mutmut(), "run"], cwd=WORK, env=environment, check=False).returncode:
        print("mutmut stopped: its tests must pass before anything is changed")
        return 1
    subprocess.run([*_mutmut(), "export-cicd-stats"], cwd=WORK, env=environment, check=True, capture_output=True)
    counts = json.loads((WORK / "mutants" / "mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    listed = subprocess.run(
        [*_mutmut(), "results"], cwd=WORK, env=environment, check=True, capture_output=True, text=True
    ).stdout
    for line in listed.splitlines():
        name, _, status = line.strip().partition(": ")
        if status and not status.startswith(("killed", "timeout")):
            shown = subprocess.run(
                [*_mutmut(), "show", name], cwd=WORK, env=environment, check=False, capture_output=True
            )
            print(f"\n{status}: {name}\n{shown.stdout.decode(errors='replace')}")
    killed = counts["killed"] + counts["timeout"]
    print(f"{module}: {killed} of {counts['total']} changes were noticed")
    return 0


def _mutmut() -> list[str]:
    return [sys.executable, "-m", "mutmut"]


def _prepare(module: Path) -> None:
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    for name in COPIED:
        shutil.copytree(ROOT / name, WORK / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in LINKED:
        (WORK / name).symlink_to(ROOT / name)
    inside = (module if (ROOT / module).is_dir() else module.parent).relative_to("claimapp")
    only = f"{module}/*" if (ROOT / module).is_dir() else str(module)
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    own = f'only_mutate = ["{only}"]\npytest_add_cli_args_test_selection = ["{Path("tests/unit") / inside}"]\n'
    (WORK / "pyproject.toml").write_text(settings.replace("[tool.mutmut]\n", f"[tool.mutmut]\n{own}"), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
