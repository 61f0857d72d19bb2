"""A guard against a fault of PySide6 6.12.0 on Python before 3.12, which else ends the process after a while.

That build hands out None, True and False without counting the reference (it was made for
Pythons in which these never die, PEP 683). On Python 3.10 and 3.11 every `widget.setText()`
so takes one reference to None too many, and after some thousands of calls the interpreter
aborts with "deallocating None". Measured with `sys.getrefcount`: 6.11.3 and older are sound.
"""

from __future__ import annotations

import ctypes
import sys

__all__ = ["make_constants_lasting"]

_ENOUGH = 1 << 40
"""References lent to each constant: a million lost a second last twelve days."""

_CONSTANTS = (None, True, False, NotImplemented, Ellipsis)


def make_constants_lasting() -> bool:
    """Lend the constants more references than a session can lose; returns whether that was needed.

    Nothing is done on Python 3.12 and later, where they are immortal, on other
    interpreters, and when it was done before.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython" or sys.getrefcount(None) > _ENOUGH // 2:
        return False
    for constant in _CONSTANTS:
        # The count is the first field of every object in CPython before 3.12 (not in debug builds of Python).
        if not hasattr(sys, "gettotalrefcount"):
            ctypes.c_ssize_t.from_address(id(constant)).value += _ENOUGH
    return True
