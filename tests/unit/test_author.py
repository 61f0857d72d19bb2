"""author.py: who edits and when, as the machine says."""

from __future__ import annotations

import getpass

import pytest

from claimapp.author import now, who_edits


def test_the_author_is_the_name_one_is_logged_in_with(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "a.botha")
    assert who_edits() == "a.botha"


@pytest.mark.parametrize("problem", [OSError("no such user"), KeyError("uid"), ImportError("no pwd")])
def test_where_the_system_knows_no_name_the_author_is_empty(
    monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def nobody() -> str:
        raise problem

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert who_edits() == ""


def test_the_time_has_a_zone_and_whole_seconds() -> None:
    assert now().utcoffset() is not None
    assert now().microsecond == 0
