from __future__ import annotations

from pathlib import Path

from tests.desk.fakes import Desk


def test_recent_list_is_hidden_when_empty_and_opens_a_claim(desk: Desk) -> None:
    start = desk.window.start_page
    assert not start.recent.isVisible()
    start.show_recent((desk.claim, Path("/claims/other")))
    assert start.recent.isVisible()
    assert start.recent.count() == 2
    assert start.recent.item(0).text().startswith("CLM-2026-0042 ")
    start.recent.itemActivated.emit(start.recent.item(0))
    desk.settle()
    assert desk.window.model.claim is not None
    assert desk.window.model.claim.folder == desk.claim
