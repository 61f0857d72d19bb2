"""Who makes an edit, and when: read here, at the edge, and passed to what needs it."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

__all__ = ["now", "who_edits"]


def who_edits() -> str:
    """The name under which a person is logged in here; empty where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def now() -> datetime:
    """The time of this machine, to the second, with its zone."""
    return datetime.now(UTC).astimezone().replace(microsecond=0)
