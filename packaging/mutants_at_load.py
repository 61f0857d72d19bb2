"""A pytest plugin of mutants.py: a change in code that runs while a module is loaded is judged like any other.

mutmut loads the package once and only then puts a change in force, so that what ran at loading (the converter of
assessment.json is made there) would never be seen changed. Here such code counts as used by every test, and for a
change in it everything is loaded anew.
"""

from __future__ import annotations

import os
import sys

import pytest
from mutmut.state import state

_ran_at_load: set[str] = set()
_FIRST_LOOK = "stats"
"""mutmut's word for the run in which it learns which test reaches what."""


def _change() -> str:
    return os.environ.get("MUTANT_UNDER_TEST", "")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Forget what is loaded, where the change is in what ran then."""
    if _change().partition("__mutmut_")[0] in _ran_at_load:
        for name in [name for name in sys.modules if name.partition(".")[0] in ("claimapp", "tests")]:
            del sys.modules[name]


def pytest_collection_finish() -> None:
    """Note what ran while the tests and all that they import were loaded."""
    if _change() == _FIRST_LOOK:
        _ran_at_load.update(state()._stats)


def pytest_runtest_call() -> None:
    """Every test uses what was made then."""
    if _change() == _FIRST_LOOK:
        state()._stats.update(_ran_at_load)
