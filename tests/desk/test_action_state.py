from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.desk.action_state import report_name, situation_of, window_title
from tests.desk.fakes import Desk


def test_empty_window_stands_at_nothing(desk: Desk) -> None:
    now = situation_of(desk.window.model, 0, busy=False, failed=False, noticed=False)
    assert (now.claim_open, now.assessed, now.photos, now.damage_selected) == (False, False, 0, False)
    assert window_title(desk.window.model) == "claimapp[*]"


def test_assessed_claim_with_a_selected_damage(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.model.select_damage("d4")
    now = situation_of(desk.window.model, 1, busy=False, failed=False, noticed=False)
    assert (now.folder_known, now.assessed, now.photos, now.damage_selected, now.can_undo) == (
        True,
        True,
        6,
        True,
        True,
    )
    assert window_title(desk.window.model) == "CLM-2026-0042[*] – claimapp"


def test_undo_says_what_it_takes_back_and_the_toolbar_stays_short(desk: Desk) -> None:
    desk.open_and_find()
    desk.window.model.select_damage("d4")
    desk.act("toggle_damage")
    desk.settle()
    undo = desk.window.actions_table["undo"]
    assert undo.text() == "Undo dismiss dent, left front door"
    assert undo.iconText() == "Undo"
    assert desk.window.actions_table["toggle_damage"].text() == "Restore damage"


def test_recent_claims_are_named_after_their_folders(desk: Desk, claim_folder: Path) -> None:
    desk.open()
    actions = desk.window.actions_table
    assert actions["recent_1"].text() == str(claim_folder)
    assert not actions["recent_2"].isVisible()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CLM-2026-0042", "CLM-2026-0042.pdf"),
        ("CLM/2026/42", "CLM_2026_42.pdf"),
        ("CLM-1.2", "CLM-1.2.pdf"),
        ("../../x", "x.pdf"),
        ("..", "report.pdf"),
    ],
)
def test_name_suggested_for_a_report_is_one_file_whatever_the_claim_is_called(title: str, name: str) -> None:
    assert report_name(title) == name
