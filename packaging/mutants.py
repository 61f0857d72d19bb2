"""Change the code in small ways and see whether a test fails: `make mutants MODULE=claimapp/domain`.

Works on a copy in out/mutants, with the settings of `[tool.mutmut]`; a module is a file or a folder of the package,
and without one the three layers that decide a claim are taken: domain, stages and store. Its mirrored tests and all
others of that folder judge it. Survivors are written to out/mutants/<module>.txt as the changes that nobody noticed;
docs/mutants.md says which of them are let live, and why. A large module takes hours: `--ending=7` tries only the
changes whose number ends so, a tenth of them, for an estimate.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out" / "mutants"
WORK = OUT / "work"
DECIDING = ("claimapp/domain", "claimapp/stages", "claimapp/store")
COPIED = ("claimapp", "tests", "assets", "docs", "packaging")
LINKED = ("models",)
"""Large, and read only."""
NOTICED = ("killed", "timeout")
PASSED_OVER = ("skipped", "not checked")
"""No verdict; a change that no test reaches at all counts as not noticed."""

_SHOW = """import sys
from mutmut.mutation.diff_apply import get_diff_for_mutant
for name in sys.argv[1:]:
    print(name, get_diff_for_mutant(name), sep="\\n")
"""


def main() -> int:
    """Run the modules named, or the three layers, and print a table of noticed of all by file."""
    ending = next((word.partition("=")[2] for word in sys.argv[1:] if word.startswith("--ending=")), "")
    modules = [word for word in sys.argv[1:] if not word.startswith("--")] or list(DECIDING)
    for name in modules:
        if not name.startswith("claimapp/") or not (ROOT / name).exists():
            print(f"{name} is no module of the package: make mutants MODULE=claimapp/domain/money.py")
            return 2
    for name in modules:
        module = Path(name)
        _prepare(module)
        path = os.pathsep.join((".", str(WORK / "packaging")))
        environment = {**os.environ, "CI": "1", "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}
        some = [f"{str(module).removesuffix('.py').replace('/', '.')}.*__mutmut_*{ending}"] if ending else []
        if subprocess.run([*_mutmut(), "run", *some], cwd=WORK, env=environment, check=False).returncode:
            print("mutmut stopped: its tests must pass before anything is changed")
            return 1
        _tell(module, _verdicts())
    return 0


def _mutmut() -> list[str]:
    return [sys.executable, "-m", "mutmut"]


def _asked(*words: str) -> str:
    ran = subprocess.run([*_mutmut(), *words], cwd=WORK, check=True, capture_output=True, text=True)
    return ran.stdout


def _verdicts() -> dict[str, str]:
    """Every change by its name, with what became of it."""
    lines = (line.strip().partition(": ") for line in _asked("results", "--all", "true").splitlines())
    return {name: verdict for name, _, verdict in lines if verdict and verdict not in PASSED_OVER}


def _tell(module: Path, verdicts: dict[str, str]) -> None:
    of_all = Counter(_file(name) for name in verdicts)
    noticed = Counter(_file(name) for name, verdict in verdicts.items() if verdict in NOTICED)
    for file in sorted(of_all):
        print(f"| `{file}` | {noticed[file]} of {of_all[file]} | {_percent(noticed[file], of_all[file])} |")
    print(f"| **{module}** | {noticed.total()} of {of_all.total()} | {_percent(noticed.total(), of_all.total())} |")
    survivors = OUT / f"{str(module).replace('/', '.')}.txt"
    survivors.write_text(
        "\n".join(
            f"{verdict}: {name}\n{_asked('show', name)}" for name, verdict in verdicts.items() if verdict not in NOTICED
        ),
        encoding="utf-8",
    )
    print(f"The changes that nobody noticed: {survivors.relative_to(ROOT)}", flush=True)


def _file(change: str) -> str:
    """`claimapp.domain.money.x_half_up__mutmut_1` and the same of a method stand for `domain/money`."""
    return change.rpartition(".")[0].removeprefix("claimapp.").replace(".", "/")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


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
